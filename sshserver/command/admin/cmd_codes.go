package admin

import (
	"context"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

// CodesMint makes redeem codes, which are shown this once.
func CodesMint(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "codes mint", Gate: cli.Admin, Args: "--amount YUAN --count N", Group: cli.GroupLibrary,
		Help:     words.Say("生成充值码", "makes redeem codes"),
		More:     words.Say("只在这里显示一次，之后谁也查不到。每个码只能用一次。", "They are shown this once and kept nowhere. Each works once."),
		Examples: []string{"codes mint --amount 20 --count 10", "codes mint --amount 100 --count 1 --json"},
		Make: func(f *cli.Flags) cli.Runner {
			amount := f.Yuan("amount", words.Say("每个码的金额", "what each is worth"))
			count := f.Number("count", words.Say("几个", "how many"), 1, 1, 1000)
			return func(ctx context.Context, call *cli.Call) error {
				if !f.Given("amount") {
					return cli.Misused(words.Say("还缺金额：--amount YUAN。", "It needs an amount: --amount YUAN."))
				}
				list, err := shop.MintCodes(ctx, call.Actor, *amount, int(*count))
				if err != nil {
					return err
				}
				var out []codeJSON
				for _, c := range list {
					out = append(out, codeJSON{c.Text, c.Amount})
				}
				return call.Answer(out, func(p *cli.Page) {
					for _, c := range list {
						p.Line(c.Text + "  " + c.Amount.String())
					}
				})
			}
		},
	}
}

type codeJSON struct {
	Code   string    `json:"code"`
	Amount store.Fen `json:"amount_fen"`
}
