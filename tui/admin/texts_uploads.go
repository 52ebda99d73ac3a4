package admin

import (
	"youku.example/media/language"
	"youku.example/tui/words"
)

// The tree of uploads.
var (
	textKeyUnfold = words.Say("展开", "open")
	textKeyFold   = words.Say("收起", "close")
	textKeyIn     = words.Say("展开文件夹", "open the folder")
	textKeyOut    = words.Say("收起，或到上一层", "close the folder, or go to it")

	textEditProposal = words.Say("发布前编辑", "Edit before publishing")
	textKeyForget    = words.Say("恢复成文件自己说的", "as the files say")
	textForgotten    = words.Say("%s 恢复成文件自己说的了", "%s is proposed as its files say again")

	textFolderReady    = words.Say("可以发布 %s 个", "Ready to publish: %s")
	textFolderOthers   = words.Say("还不能发布 %s 个", "Not ready: %s")
	textFolderMoving   = words.Say("正在接收或校验 %s 个", "Arriving or being checked: %s")
	textFolderDoubtful = words.Say("有猜的地方（?）%s 个", "With something guessed (?): %s")
	textFolderClashing = words.Say("同一集有两个文件的 %s 个", "Proposed as the same episode as another: %s")
	textFolderRefused  = words.Say("被拒 %s 个", "Refused: %s")
	textFolderSidecars = words.Say("附属文件 %s 个", "Subtitles and other sidecars: %s")
	textSize           = words.Say("大小", "Size")

	textGuessed   = words.Say("猜的，请看一眼", "guessed: look at it")
	textClash     = words.Say("集数重了", "same episode")
	textClashLine = words.Say("和“%s”是同一集：丢弃一个，或者改其中一个的集数。", "It is the same episode as “%s”: discard one, or give one another number.")
	textSubtitles = words.Say("字幕", "Subtitles")
)

// What a sidecar is.
var (
	textSidecarSubtitle = words.Say("字幕", "subtitles")
	textSidecarPicture  = words.Say("图片", "picture")
	textSidecarNFO      = words.Say("影片信息", "about the movie")
	textSidecarShow     = words.Say("合集信息", "about the series")
	textOfNone          = words.Say("没有影片", "no movie")
	textSidecarOf       = words.Say("，随“%s”一起发布。", ", published with “%s”.")
	textSidecarOfNone   = words.Say("：同一个文件夹里没有同名的影片，说不出属于谁。", ": no movie in its folder has its name, so it can't be told whose it is.")
	textSidecarShowLine = words.Say("这里所有影片的合集名由它说。", "It says which series the movies in this folder are of.")

	subtitleKinds = map[string]words.T{
		language.Forced: words.Say("仅外语", "forced"),
		language.SDH:    words.Say("听障", "SDH"),
	}
)
