package viewer

import "youku.example/tui/words"

// Series and their seasons.
var (
	textKeyEdit     = words.Say("编辑合集", "edit the series")
	textSeries      = words.Say("合集", "Series")
	textSeason      = words.Say("第 %d 季", "Season %d")
	textSeasonShort = words.Say("%d 季", "S%d")
	textSpecials    = words.Say("特别篇", "Specials")
	textAbout       = words.Say("简介", "About")
	textSeasons     = words.Say("%d 季 %s 集", "%d seasons, %s episodes")
	textEpisodes    = words.Say("%s 集", "%s episodes")
	textOneEpisode  = words.Say("1 集", "1 episode")
	textEpisodesIn  = words.Say("%s 集", "%s ep")
	textSeasonCount = words.Say("%d 季", "%d seasons")
	textFound       = words.Say("找到 %s", "%s found")
	textOwnedOf     = words.Say("已购 %d 集", "%d yours")
	textLeftToPay   = words.Say("还需 %s", "%s left to pay")
	textAllFree     = words.Say("全部免费", "all of it is free")
	textForAll      = words.Say("整部", "for all of it")
	textOpenSeries  = words.Say("看各集", "see the episodes")
	textAllYours    = words.Say("全部属于你", "all of it is yours")
	textNewEpisodes = words.Say("新 %s 集", "%s new")

	textKeySeason     = words.Say("换季", "season")
	textKeyWhole      = words.Say("下载整季", "whole season")
	textKeyCopyFolder = words.Say("复制取整个文件夹的命令", "copy the line for the folder")
	textKeySeries     = words.Say("合集", "the series")
	textKeyNextPage   = words.Say("下一集", "next episode")
	textKeyPrevPage   = words.Say("上一集", "previous episode")

	textLastReady   = words.Say("%d 集在等，最晚 %s", "%d waiting until %s")
	textAskedAll    = words.Say("%d 集已申请，最后一集%s 可以下载", "%d episodes, the last ready %s")
	textAllReady    = words.Say("%d 集都可以下载了：按 y 复制命令", "%d episodes are ready: y copies the line")
	textBoughtAll   = words.Say("已购买 %d 集，支付 %s", "%d bought for %s")
	textBuySeason   = words.Say("购买你还没有的 %d 集？", "Buy the %d that you do not own?")
	textSemicolon   = words.Say("；", "; ")
	textNext        = words.Say("下一集：%s", "Next: %s")
	textPrevious    = words.Say("上一集：%s", "Before it: %s")
	textFetchNext   = words.Say("取下一集", "get the next")
	textEmptySeries = words.Say("这部合集里还没有影片", "No episodes here yet")
)
