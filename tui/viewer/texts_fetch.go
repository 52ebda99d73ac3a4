package viewer

import "youku.example/tui/words"

// Buying, waiting and fetching.
var (
	textBuyTitle     = words.Say("购买这部影片？", "Buy this movie?")
	textTooLittle    = words.Say("余额不足", "Not enough balance")
	textNotBuying    = words.Say("先不买", "not now")
	textPay          = words.Say("购买", "buy")
	textRedeemCode   = words.Say("兑换充值码", "redeem a code")
	textPrice        = words.Say("价格", "Price")
	textBalance      = words.Say("余额", "Balance")
	textBalanceAfter = words.Say("购买后余额", "Balance after")
	textMissing      = words.Say("还差", "Missing")
	textPriceNow     = words.Say("价格变了，现在是 %s", "The price changed: it is %s now")
	textBought       = words.Say("已购买《%s》，支付 %s", "%s is yours for %s")

	textDownload         = words.Say("下载", "Download")
	textGetting          = words.Say("正在准备《%s》", "Getting %s ready")
	textReadyAt          = words.Say("%s 可以下载，离开也会保留位置", "ready at %s; you may leave, it keeps its place")
	textBefore           = words.Say("前面还有 %d 部在等", "before it in your queue: %d")
	textBehind           = words.Say("下一部：%s", "next in your queue: %s")
	textVIPsDoNotWait    = words.Say("VIP 无需等待：按 v", "VIPs do not wait: press v")
	textBecomeVIP        = words.Say("成为 VIP", "become a VIP")
	textKeyLeaveRunning  = words.Say("离开，继续等", "leave it running")
	textYoursUntil       = words.Say("《%s》%s 前可以下载", "%s is yours until %s")
	textYoursForGood     = words.Say("《%s》永久属于你", "%s is yours for good")
	textAsFile           = words.Say("存成文件（断了可以接着传）", "As a file (goes on where it was cut off)")
	textIntoPlayer       = words.Say("边下边看", "Straight into a player")
	textWaitingForClient = words.Say("在另一个窗口运行上面的命令，进度会显示在这里。", "Run one of these in another window; its progress shows here.")
	textWhole            = words.Say("%s 已全部传完", "all %s have arrived")
	textResumes          = words.Say("停住了，再运行一次会接着传", "it stopped; run it again to go on")
	textAskAgain         = words.Say("重新申请", "ask again")
	textGrantOver        = words.Say("《%s》的下载资格已结束", "The download of %s is over")
	textGrantOverTip     = words.Say("按 Enter 重新申请。", "Press Enter to ask for it again.")
)
