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
	textSeveralHead    = words.Say("完成 %d 项，%d 项没成，还标着：", "Done: %d; refused: %d, still marked:")
	textResults        = words.Say("结果", "Results")
	textAndMore        = words.Say("还有 %s 个", "and %s more")

	textDiscardSeveral     = words.Say("丢弃这些文件？", "Discard these files?")
	textDiscardSeveralBody = words.Say("这 %d 个文件会从服务器上删除，找不回来：", "Files that will be gone from the server for good: %d")
	textDeleteSeveral      = words.Say("删除标记的影片？", "Delete the marked movies?")
	textDeleteSeveralBody  = words.Say("这 %d 部影片会下架，之后按 r 可以恢复：", "Movies that leave the shelf, until r restores them: %d")
	textRestoreSeveral     = words.Say("恢复标记的影片？", "Restore the marked movies?")
	textRestoreSeveralBody = words.Say("这 %d 部影片会重新上架：", "Movies that come back to the shelf: %d")

	textTakeDownSeveral     = words.Say("下架标记的影片？", "Take down the marked movies?")
	textTakeDownSeveralBody = words.Say("这 %d 部影片会立即下架，正在进行的下载会断开，买过的人会收到退款：", "Movies that go at once; running downloads break off, buyers are refunded: %d")
	textPurgeSeveral        = words.Say("清除标记的影片？", "Purge the marked movies?")
	textPurgeSeveralBody    = words.Say("这 %d 部影片的文件会从磁盘上删掉，找不回来：", "Movies whose files will be gone from the disk for good: %d")
	textLockSeveral         = words.Say("锁定标记的账号？", "Lock the marked accounts?")
	textLockSeveralBody     = words.Say("这 %d 个账号的会话和传输会结束，解锁之前什么也做不了：", "Accounts whose sessions and transfers end, until they are unlocked: %d")
	textUnlockSeveral       = words.Say("解锁标记的账号？", "Unlock the marked accounts?")
	textUnlockSeveralBody   = words.Say("这 %d 个账号可以再登录：", "Accounts that may log in again: %d")
	textKickSeveral         = words.Say("断开标记的人？", "End the sessions of the marked?")
	textKickSeveralBody     = words.Say("这 %d 个名字下的所有会话和传输会结束，可以再登录：", "Names whose sessions and transfers all end; they may log in again: %d")
	textWithdrawSeveral     = words.Say("收回标记的公告？", "Withdraw the marked notices?")
	textWithdrawSeveralBody = words.Say("这 %d 条公告不再显示，找不回来：", "Notices that will be gone for good: %d")
	textLiftSeveral         = words.Say("解除标记的封禁？", "Lift the marked bans?")
	textLiftSeveralBody     = words.Say("这 %d 个地址可以再试：", "Sources that may try again: %d")
	textCreditSeveralNote   = words.Say("给这 %d 个人各加同样的余额：", "People who each get the same: %d")

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

// How lists are sorted and searched.
var (
	textSortBalance     = words.Say("余额", "balance")
	textSortBought      = words.Say("购买", "purchases")
	textSortStanding    = words.Say("锁定、VIP", "locked, VIP")
	textSortJoined      = words.Say("注册", "joined")
	textSortNoticeTitle = words.Say("标题", "title")
	textSortAuthor      = words.Say("作者", "author")
	textShorterAdvice   = words.Say("试试其中的一部分。", "Try a part of it.")
	textLogFindAdvice   = words.Say("试试名字、动作或对象里的一个词。", "Try a word of who, what or to what.")
)
