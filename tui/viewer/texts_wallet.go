package viewer

import "youku.example/tui/words"

// The wallet, redeem codes and VIP plans.
var (
	textNoVIP        = words.Say("还不是 VIP", "not a VIP yet")
	textVIPUntil     = words.Say("VIP 到 %s", "VIP until %s")
	textExtendVIP    = words.Say("延长 VIP", "extend VIP")
	textNoEntries    = words.Say("还没有收支", "Nothing came or went yet")
	textNoEntriesTip = words.Say("按 r 兑换充值码。", "Press r to redeem a code.")

	textRedeemTitle = words.Say("兑换充值码", "Redeem a code")
	textCode        = words.Say("充值码", "Code")
	textCodeHint    = words.Say("可以直接粘贴", "paste it as it is")
	textRedeem      = words.Say("兑换", "redeem")
	textRedeemed    = words.Say("到账 %s，余额 %s", "%s arrived; the balance is %s")

	textPlans      = words.Say("VIP 套餐", "VIP plans")
	textPlansWhy   = words.Say("VIP 下载无需等待，收费影片有优惠价。", "VIPs never wait, and pay less for paid movies.")
	textPlanMonth  = words.Say("月度 VIP", "One month")
	textPlanYear   = words.Say("年度 VIP", "One year")
	textPlanDays   = words.Say("%d 天", "%d days")
	textBuyPlan    = words.Say("成为 VIP？", "Become a VIP?")
	textExtendPlan = words.Say("延长 VIP？", "Extend your VIP?")
	textPlanUntil  = words.Say("VIP 将到 %s", "VIP until %s")
	textNowVIP     = words.Say("你已是 VIP，到 %s", "You are a VIP until %s")
	textNeedPlan   = words.Say("余额不足，还差 %s：按 r 兑换充值码", "%s missing: press r to redeem a code")
)
