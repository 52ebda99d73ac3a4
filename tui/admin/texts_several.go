package admin

import "youku.example/tui/words"

// How uploads are sorted.
var (
	textSortArrival = words.Say("到达", "arrival")
	textSortName    = words.Say("文件名", "name")
	textSortSize    = words.Say("大小", "size")
	textSortState   = words.Say("状态", "state")
)

// What is done with several things at once.
var (
	textSeveralDone    = words.Say("完成 %d 项", "Done: %d")
	textSeveralRefused = words.Say("完成 %d 项，%d 项没成（还标着）：%s", "Done: %d; refused: %d, still marked: %s")
	textAndMore        = words.Say("还有 %s 个", "and %s more")

	textDiscardSeveral     = words.Say("丢弃这些文件？", "Discard these files?")
	textDiscardSeveralBody = words.Say("这 %d 个文件会从服务器上删除，找不回来：", "Files that will be gone from the server for good: %d")
	textDeleteSeveral      = words.Say("删除标记的影片？", "Delete the marked movies?")
	textDeleteSeveralBody  = words.Say("这 %d 部影片会下架，之后按 r 可以恢复：", "Movies that leave the shelf, until r restores them: %d")
	textRestoreSeveral     = words.Say("恢复标记的影片？", "Restore the marked movies?")
	textRestoreSeveralBody = words.Say("这 %d 部影片会重新上架：", "Movies that come back to the shelf: %d")

	textPublishSeveral     = words.Say("发布这些文件", "Publish these files")
	textPublishSeveralNote = words.Say("%d 个文件，发布为：", "Files: %d, published as:")
	textEditSeveral        = words.Say("编辑标记的影片", "Edit the marked movies")
	textEditSeveralNote    = words.Say("改这 %d 部影片，空着的不改：", "Movies to change: %d; what is left empty stays.")
	textPriceStays         = words.Say("不改", "as it is")
	textEditProposals      = words.Say("编辑这些文件", "Edit these files")
	textEditProposalsNote  = words.Say("改这 %d 个文件发布时的内容，空着的不改：", "Files of which to change what they are proposed as: %d; what is left empty stays.")
	textSeriesForAll       = words.Say("空着不改；每个的集数不变", "Empty: as it is. Each keeps its number")
	textYearForAll         = words.Say("空着不改", "Empty: as it is")
	textTagsForAll         = words.Say("加上标签", "Tags to add")
)
