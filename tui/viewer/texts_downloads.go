package viewer

import "youku.example/tui/words"

// What was asked for.
var (
	textNoDownloads    = words.Say("还没有下载过影片", "Nothing downloaded yet")
	textNoDownloadsTip = words.Say("按 1 去片库，选一部按 d。", "Press 1 for the library, choose a movie and press d.")
	textStateReadyAt   = words.Say("%s 可下载", "ready at %s")
	textUntil          = words.Say("%s 前", "until %s")
)
