package viewer

import "youku.example/tui/words"

// The places, and what is done in several of them.
var (
	textPlaceWelcome   = words.Say("门口", "Welcome")
	textPlaceLibrary   = words.Say("片库", "Library")
	textPlaceDownloads = words.Say("下载", "Downloads")
	textPlaceWallet    = words.Say("钱包", "Wallet")
	textPlaceNotices   = words.Say("公告", "Notices")
	textPlaceAccount   = words.Say("账号", "Account")

	textKeyCopyLine = words.Say("复制整行", "copy the line")
	textKeyDownload = words.Say("下载", "download")
	textKeyOpen     = words.Say("打开", "open")
)
