package admin

import (
	"context"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

// Credit adds to an account's balance.
func Credit(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "credit", Gate: cli.Admin, Args: "NAME YUAN [--note TEXT]", Need: 2, Group: cli.GroupLibrary,
		Help:     words.Say("给一个账号充值", "adds to somebody's balance"),
		More:     words.Say("金额以元为单位。备注会出现在对方的钱包里。", "The amount is in yuan. The note stands in their wallet."),
		Examples: []string{"credit alice 20", "credit alice 7.50 --note thanks"},
		Make: func(f *cli.Flags) cli.Runner {
			note := f.Text("note", "TEXT", words.Say("备注", "a note"))
			return func(ctx context.Context, call *cli.Call) error {
				name := call.Args[0]
				amount, err := call.Amount(1)
				if err != nil {
					return err
				}
				balance, err := shop.Credit(ctx, call.Actor, name, amount, *note)
				if err != nil {
					return err
				}
				return call.Done(struct {
					Name    string    `json:"name"`
					Amount  store.Fen `json:"amount_fen"`
					Balance store.Fen `json:"balance_fen"`
				}{name, amount, balance}, words.Say("给 %s 充了 %v，余额 %v。", "%s got %v and has %v now."), name, amount, balance)
			}
		},
	}
}
