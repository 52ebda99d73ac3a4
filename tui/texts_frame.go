package tui

import "youku.example/tui/words"

// The frame: title bar, footer, help, toasts.
var (
	textNewEpisodes   = words.Say("新集：%s", "New episodes: %s")
	textBrand         = words.Say("优酷", "Youku")
	textVIPUntilShort = words.Say("VIP 至 %s", "VIP until %s")
	textTooSmall      = words.Say("窗口太小了，请拉大到至少 40 列 12 行。", "This window is a little small: please make it at least 40 columns by 12 lines.")
	textEverywhere    = words.Say("到处可用", "Everywhere")
	textNewNotice     = words.Say("新公告：%s", "New notice: %s")
	textFetched       = words.Say("《%s》已全部传完", "%s has arrived in full")

	textMouseOn  = words.Say("鼠标已开启；按住 Shift 可选取文字", "The mouse is on; hold Shift to select text")
	textMouseOff = words.Say("鼠标已关闭", "The mouse is off")

	textThemeAuto  = words.Say("跟随终端背景", "as the terminal is")
	textThemeDark  = words.Say("深色背景用", "for a dark background")
	textThemeLight = words.Say("浅色背景用", "for a light background")

	textKeyHelp     = words.Say("全部按键", "all keys")
	textKeyLanguage = words.Say("English", "中文")
	textKeyTheme    = words.Say("深浅配色", "dark or light")
	textKeyMouse    = words.Say("开关鼠标", "mouse on or off")
	textKeyQuit     = words.Say("退出", "quit")
)
