package words

import (
	"fmt"

	"youku.example/store"
)

// The sentences for money.
var moneySentences = map[*store.Refusal]sentence{
	store.ErrAmount: fixed("请写金额，例如 20 或 7.50。", "Write an amount of yuan, such as 20 or 7.50."),
	store.ErrFunds: func(r *store.Refusal) T {
		return Say(fmt.Sprintf("余额不足，还差 %s：请先兑换充值码。", r.Need), fmt.Sprintf("Your balance is %s short: redeem a code first.", r.Need))
	},
	store.ErrPriceChanged: func(r *store.Refusal) T {
		return Say(fmt.Sprintf("价格变了，现在是 %s：请确认后再买。", r.Price), fmt.Sprintf("The price has changed to %s: look again, then buy.", r.Price))
	},
	store.ErrFreeMovie: fixed("这部影片免费，不用买，直接下载就行。", "This movie is free: just download it."),
	store.ErrNotOwned: func(r *store.Refusal) T {
		return Say(fmt.Sprintf("%s要 %s：先购买（buy %d）。", movie(r, Zh), r.Price, r.Movie),
			fmt.Sprintf("You do not own %s, which costs %s: buy it first (buy %d).", movie(r, En), r.Price, r.Movie))
	},
	store.ErrNotBought: fixed("没有可退的购买记录；请检查用户和影片。", "There is no purchase to refund: check the user and the movie."),
	store.ErrCode:      fixed("充值码不对，或已经用过了；请检查后再试。", "That code is wrong or was used already: check it and try again."),
	store.ErrNoBatch: func(r *store.Refusal) T {
		return Say(fmt.Sprintf("没有第 %d 批；codes 和 invites 会列出各批。", r.Limit),
			fmt.Sprintf("There is no batch %d: `codes` and `invites` list them.", r.Limit))
	},
	store.ErrNoPlan: named("没有叫“%s”的套餐；vip 会列出所有套餐。", "There is no plan called “%s”: `vip` lists them.",
		Say("没有这个套餐；vip 会列出所有套餐。", "There is no such plan: `vip` lists them.")),
	store.ErrVIPAhead: func(r *store.Refusal) T {
		return Say(fmt.Sprintf("VIP 最多可以买到 %d 年以后，没有扣款：等剩下的时间少一些再买。", r.Limit),
			fmt.Sprintf("VIP can be bought %d years ahead at most; nothing was charged. Buy again when less is left.", r.Limit))
	},
	store.ErrCount: fixed("一次可以生成 1–1000 个充值码。", "Mint 1–1000 codes at a time."),
}
