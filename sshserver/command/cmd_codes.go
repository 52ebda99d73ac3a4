package command

import (
	"context"

	"youku.example/store"
	"youku.example/tui/words"
)

var cmdCodesMint = command{
	name: "codes mint", open: admin, args: "--amount YUAN --count N", group: managing,
	says:     words.Say("生成充值码", "makes redeem codes"),
	more:     words.Say("只在这里显示一次，之后谁也查不到。每个码只能用一次。", "They are shown this once and kept nowhere. Each works once."),
	examples: []string{"codes mint --amount 20 --count 10", "codes mint --amount 100 --count 1 --json"},
	make: func(f *flags) runner {
		amount := f.yuan("amount", words.Say("每个码的金额", "what each is worth"))
		count := f.number("count", words.Say("几个", "how many"), 1, 1, 1000)
		return func(ctx context.Context, t *turn) error {
			if !f.given("amount") {
				return misused(words.Say("还缺金额：--amount YUAN。", "It needs an amount: --amount YUAN."))
			}
			list, err := t.Shop.MintCodes(ctx, t.Actor, *amount, int(*count))
			if err != nil {
				return err
			}
			var out []codeJSON
			for _, c := range list {
				out = append(out, codeJSON{c.Text, c.Amount})
			}
			return t.answer(out, func(p *page) {
				for _, c := range list {
					p.line(c.Text + "  " + c.Amount.String())
				}
			})
		}
	},
}

type codeJSON struct {
	Code   string    `json:"code"`
	Amount store.Fen `json:"amount_fen"`
}
