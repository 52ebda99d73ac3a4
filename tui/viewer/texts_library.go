package viewer

import "youku.example/tui/words"

// The library and a movie's page.
var (
	textAll          = words.Say("全部", "All")
	textOwned        = words.Say("已购", "yours")
	textKeyFilter    = words.Say("筛选", "filter")
	textEmptyLibrary = words.Say("这里还没有影片", "No movies here yet")
	textEmptyAdvice  = words.Say("按 Tab 看看别的分类。", "Press Tab to look at the others.")

	textMovie        = words.Say("影片", "Movie")
	textBuyAndGet    = words.Say("购买并下载", "buy and download")
	textGetIt        = words.Say("下载", "download")
	textOwnedLine    = words.Say("已购买，永久可下载", "Yours: download it whenever you like")
	textFreeLine     = words.Say("免费下载，VIP 无需等待", "Free to download; VIPs do not wait")
	textVIPPrice     = words.Say("VIP %s", "VIP %s")
	textGrantReady   = words.Say("可以下载了，按 d 看命令", "Ready: press d for the commands")
	textGrantWaiting = words.Say("正在排队，按 d 看倒计时", "In the queue: press d for the countdown")
	textPublished    = words.Say("%s 上架", "Added %s")
	textNumber       = words.Say("编号", "Number")
)
