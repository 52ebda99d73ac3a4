package tui

import "youku.example/tui/words"

// The frame: title bar, footer, help, toasts.
var (
	textBrand         = words.Say("优酷", "Youku")
	textVIPUntilShort = words.Say("VIP 至 %s", "VIP until %s")
	textTooSmall      = words.Say("窗口太小了，请拉大到至少 40 列 12 行。", "This window is a little small: please make it at least 40 columns by 12 lines.")
	textEverywhere    = words.Say("到处可用", "Everywhere")
	textNewNotice     = words.Say("新公告：%s", "New notice: %s")
	textFetched       = words.Say("《%s》已全部传完", "%s has arrived in full")
	textCopied        = words.Say("已发往终端的剪贴板", "Sent to the terminal's clipboard")
	textCopiedLine    = words.Say("已发往终端的剪贴板；粘贴不出来就用鼠标选取下面这行，按任意键收起", "Sent to the terminal's clipboard; if it isn't there, take this line with the mouse. Any key puts it away")

	textMouseOn  = words.Say("鼠标已开启；按住 Shift 可选取文字", "The mouse is on; hold Shift to select text")
	textMouseOff = words.Say("鼠标已关闭", "The mouse is off")

	textPlaceDoor      = words.Say("门口", "Welcome")
	textPlaceLibrary   = words.Say("片库", "Library")
	textPlaceDownloads = words.Say("下载", "Downloads")
	textPlaceWallet    = words.Say("钱包", "Wallet")
	textPlaceNotices   = words.Say("公告", "Notices")
	textPlaceAccount   = words.Say("账号", "Account")

	textKeyHelp     = words.Say("全部按键", "all keys")
	textKeyLanguage = words.Say("English", "中文")
	textKeyTheme    = words.Say("深浅配色", "dark or light")
	textKeyMouse    = words.Say("开关鼠标", "mouse on or off")
	textKeyBack     = words.Say("返回", "back")
	textKeyQuit     = words.Say("退出", "quit")
	textKeyOpen     = words.Say("打开", "open")
	textKeyCopy     = words.Say("复制命令", "copy the command")
	textKeyDownload = words.Say("下载", "download")
	textKeyCopyLine = words.Say("复制整行", "copy the line")

	textLoseTitle = words.Say("还没提交，要离开吗？", "Leave without sending it?")
	textLoseYes   = words.Say("离开", "leave")
	textLoseNo    = words.Say("留下", "stay")
)
