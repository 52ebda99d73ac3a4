package admin

import "youku.example/tui/words"

// The admin screen: purchases to undo, the log, and who is held back.
var (
	textKeyBought     = words.Say("已购影片", "purchases")
	textBoughtTitle   = words.Say("已购影片", "Purchases")
	textBoughtOf      = words.Say("%s 购买的影片", "What %s bought")
	textBoughtNothing = words.Say("%s 还没有买过影片", "%s has bought nothing")
	textBoughtAdvice  = words.Say("买了影片，才有可退的款。", "There is nothing to refund.")
	textKeyRefund     = words.Say("退款", "refund")
	textRefundTitle   = words.Say("退掉这笔购买？", "Refund this purchase?")
	textRefundBody    = words.Say("%s 会收回 %s；《%s》的下载资格随即结束，正在进行的下载会断开。", "%s gets %s back; the right to %s ends, and so does a download that runs.")
	textRefunded      = words.Say("已退给 %s %s，余额 %s", "%s got %s back and now has %s")

	textKeyCheck     = words.Say("查重", "check a hash")
	textCheckTitle   = words.Say("上传前查重", "Is it here already?")
	textCheckDo      = words.Say("查", "check")
	textCheckNote    = words.Say("上传之前，看看片库里是不是已经有同样的内容。", "Before an upload: does the library have this content?")
	textHash         = words.Say("校验值", "Hash")
	textHashHint     = words.Say("sha256sum 文件 的输出，可以整行粘贴", "what sha256sum FILE prints; paste the line as it is")
	textCheckDeleted = words.Say("和已删除的《%s》（%d）相同：在“影片”里按 f 可以恢复它。", "It is “%s” (%d), which is deleted: press f on Movies to restore it.")

	textTabLog        = words.Say("记录", "Log")
	textNoDeeds       = words.Say("还没有记录", "Nothing was done yet")
	textNoDeedsAdvice = words.Say("上架、锁定、充值之类的操作会记在这里。", "Publishing, locking, crediting and the like show up here.")
	textLogWho        = words.Say("谁", "Who")
	textLogWhen       = words.Say("时间", "When")
	textLogWhat       = words.Say("做了什么", "What")
	textLogTarget     = words.Say("对象", "To")
	textLogDetail     = words.Say("详情", "Detail")

	textTabBans      = words.Say("封禁", "Bans")
	textNoBans       = words.Say("没有被封禁的地址", "Nobody is held back")
	textNoBansAdvice = words.Say("反复猜密码或空连的地址会出现在这里，过一会儿自己解除。", "Sources that guess passwords or connect for nothing show up here; it runs off by itself.")
	textKeyLift      = words.Say("解除", "lift")
	textLifted       = words.Say("%s 可以再试了", "%s may try again")
	textBanUntil     = words.Say("到 %s", "until %s")
	textBanGuesses   = words.Say("猜错了密码：只拒绝密码，密钥登录不受影响。", "Wrong passwords: passwords are refused, keys are not.")
	textBanNoise     = words.Say("反复空连：同时登录的连接数受限。", "Connections that came to nothing: few of them may log in at once.")
	textBanTimes     = words.Say("次数", "Times")
)
