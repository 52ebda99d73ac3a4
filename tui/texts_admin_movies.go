package tui

import "youku.example/tui/words"

// The desk: purchases to undo, the log, and who is held back.
var (
	textDeskKeyBought     = words.Say("已购影片", "purchases")
	textDeskBoughtTitle   = words.Say("已购影片", "Purchases")
	textDeskBoughtOf      = words.Say("%s 购买的影片", "What %s bought")
	textDeskBoughtNothing = words.Say("%s 还没有买过影片", "%s has bought nothing")
	textDeskBoughtAdvice  = words.Say("买了影片，才有可退的款。", "There is nothing to refund.")
	textDeskKeyRefund     = words.Say("退款", "refund")
	textDeskRefundTitle   = words.Say("退掉这笔购买？", "Refund this purchase?")
	textDeskRefundBody    = words.Say("%s 会收回 %s；《%s》的下载资格随即结束，正在进行的下载会断开。", "%s gets %s back; the right to %s ends, and so does a download that runs.")
	textDeskRefunded      = words.Say("已退给 %s %s，余额 %s", "%s got %s back and now has %s")

	textDeskKeyCheck     = words.Say("查重", "check a hash")
	textDeskCheckTitle   = words.Say("上传前查重", "Is it here already?")
	textDeskCheckDo      = words.Say("查", "check")
	textDeskCheckNote    = words.Say("上传之前，看看片库里是不是已经有同样的内容。", "Before an upload: does the library have this content?")
	textDeskHash         = words.Say("校验值", "Hash")
	textDeskHashHint     = words.Say("sha256sum 文件 的输出，可以整行粘贴", "what sha256sum FILE prints; paste the line as it is")
	textDeskCheckNew     = words.Say("还没有，可以上传。", "It is new here.")
	textDeskCheckHere    = words.Say("已经有了：《%s》（%d）。", "It is here already: %s (%d).")
	textDeskCheckDeleted = words.Say("和已删除的《%s》（%d）相同：在“影片”里按 f 可以恢复它。", "It is %s (%d), which is deleted: press f on Movies to restore it.")
	textDeskCheckMaybe   = words.Say("看起来和《%s》（%d）相同（抽样 MD5）。", "It looks like %s (%d), by the sampled MD5.")

	textDeskTabLog        = words.Say("记录", "Log")
	textDeskNoDeeds       = words.Say("还没有记录", "Nothing was done yet")
	textDeskNoDeedsAdvice = words.Say("上架、锁定、充值之类的操作会记在这里。", "Publishing, locking, crediting and the like show up here.")
	textDeskLogWho        = words.Say("谁", "Who")
	textDeskLogWhen       = words.Say("时间", "When")
	textDeskLogWhat       = words.Say("做了什么", "What")
	textDeskLogTarget     = words.Say("对象", "To")
	textDeskLogDetail     = words.Say("详情", "Detail")

	textDeskTabBans      = words.Say("封禁", "Bans")
	textDeskNoBans       = words.Say("没有被封禁的地址", "Nobody is held back")
	textDeskNoBansAdvice = words.Say("反复猜密码或空连的地址会出现在这里，过一会儿自己解除。", "Sources that guess passwords or connect for nothing show up here; it runs off by itself.")
	textDeskKeyLift      = words.Say("解除", "lift")
	textDeskLifted       = words.Say("%s 可以再试了", "%s may try again")
	textDeskBanUntil     = words.Say("到 %s", "until %s")
	textDeskBanGuesses   = words.Say("猜错了密码：只拒绝密码，密钥登录不受影响。", "Wrong passwords: passwords are refused, keys are not.")
	textDeskBanNoise     = words.Say("反复空连：同时登录的连接数受限。", "Connections that came to nothing: few of them may log in at once.")
	textDeskBanTimes     = words.Say("次数", "Times")
)
