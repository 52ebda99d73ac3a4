package tui

import "youku.example/tui/words"

// The admin screen: purchases to undo, the log, and who is held back.
var (
	textAdminKeyBought     = words.Say("已购影片", "purchases")
	textAdminBoughtTitle   = words.Say("已购影片", "Purchases")
	textAdminBoughtOf      = words.Say("%s 购买的影片", "What %s bought")
	textAdminBoughtNothing = words.Say("%s 还没有买过影片", "%s has bought nothing")
	textAdminBoughtAdvice  = words.Say("买了影片，才有可退的款。", "There is nothing to refund.")
	textAdminKeyRefund     = words.Say("退款", "refund")
	textAdminRefundTitle   = words.Say("退掉这笔购买？", "Refund this purchase?")
	textAdminRefundBody    = words.Say("%s 会收回 %s；《%s》的下载资格随即结束，正在进行的下载会断开。", "%s gets %s back; the right to %s ends, and so does a download that runs.")
	textAdminRefunded      = words.Say("已退给 %s %s，余额 %s", "%s got %s back and now has %s")

	textAdminKeyCheck     = words.Say("查重", "check a hash")
	textAdminCheckTitle   = words.Say("上传前查重", "Is it here already?")
	textAdminCheckDo      = words.Say("查", "check")
	textAdminCheckNote    = words.Say("上传之前，看看片库里是不是已经有同样的内容。", "Before an upload: does the library have this content?")
	textAdminHash         = words.Say("校验值", "Hash")
	textAdminHashHint     = words.Say("sha256sum 文件 的输出，可以整行粘贴", "what sha256sum FILE prints; paste the line as it is")
	textAdminCheckDeleted = words.Say("和已删除的《%s》（%d）相同：在“影片”里按 f 可以恢复它。", "It is “%s” (%d), which is deleted: press f on Movies to restore it.")

	textAdminTabLog        = words.Say("记录", "Log")
	textAdminNoDeeds       = words.Say("还没有记录", "Nothing was done yet")
	textAdminNoDeedsAdvice = words.Say("上架、锁定、充值之类的操作会记在这里。", "Publishing, locking, crediting and the like show up here.")
	textAdminLogWho        = words.Say("谁", "Who")
	textAdminLogWhen       = words.Say("时间", "When")
	textAdminLogWhat       = words.Say("做了什么", "What")
	textAdminLogTarget     = words.Say("对象", "To")
	textAdminLogDetail     = words.Say("详情", "Detail")

	textAdminTabBans      = words.Say("封禁", "Bans")
	textAdminNoBans       = words.Say("没有被封禁的地址", "Nobody is held back")
	textAdminNoBansAdvice = words.Say("反复猜密码或空连的地址会出现在这里，过一会儿自己解除。", "Sources that guess passwords or connect for nothing show up here; it runs off by itself.")
	textAdminKeyLift      = words.Say("解除", "lift")
	textAdminLifted       = words.Say("%s 可以再试了", "%s may try again")
	textAdminBanUntil     = words.Say("到 %s", "until %s")
	textAdminBanGuesses   = words.Say("猜错了密码：只拒绝密码，密钥登录不受影响。", "Wrong passwords: passwords are refused, keys are not.")
	textAdminBanNoise     = words.Say("反复空连：同时登录的连接数受限。", "Connections that came to nothing: few of them may log in at once.")
	textAdminBanTimes     = words.Say("次数", "Times")
)
