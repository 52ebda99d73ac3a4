package viewer

import "youku.example/tui/words"

// Notices.
var (
	textNotice       = words.Say("公告", "Notice")
	textKeyRead      = words.Say("阅读", "read")
	textNoNotices    = words.Say("还没有公告", "No notices yet")
	textNoNoticesTip = words.Say("有新公告时，这里会马上出现。", "A new one appears here the moment it is posted.")
)
