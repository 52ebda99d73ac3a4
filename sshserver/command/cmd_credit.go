package command

import (
	"context"

	"youku.example/store"
	"youku.example/tui/words"
)

var cmdCredit = command{
	name: "credit", open: admin, args: "NAME YUAN [--note TEXT]", need: 2, group: managing,
	says:     words.Say("给一个账号充值", "adds to somebody's balance"),
	more:     words.Say("金额以元为单位。备注会出现在对方的钱包里。", "The amount is in yuan. The note stands in their wallet."),
	examples: []string{"credit alice 20", "credit alice 7.50 --note thanks"},
	make: func(f *flags) runner {
		note := f.text("note", "TEXT", words.Say("备注", "a note"))
		return func(ctx context.Context, t *turn) error {
			name := t.args[0]
			amount, err := t.amount(1)
			if err != nil {
				return err
			}
			balance, err := t.Shop.Credit(ctx, t.Actor, name, amount, *note)
			if err != nil {
				return err
			}
			return t.done(struct {
				Name    string    `json:"name"`
				Amount  store.Fen `json:"amount_fen"`
				Balance store.Fen `json:"balance_fen"`
			}{name, amount, balance}, words.Say("给 %s 充了 %v，余额 %v。", "%s got %v and has %v now."), name, amount, balance)
		}
	},
}
