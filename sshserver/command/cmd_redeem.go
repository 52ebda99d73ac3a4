package command

import (
	"context"

	"youku.example/store"
	"youku.example/tui/words"
)

var cmdRedeem = command{
	name: "redeem", open: withAccount, args: "CODE", need: 1, group: paying,
	says:     words.Say("用充值码充值", "turns a code into balance"),
	more:     words.Say("每个码只能用一次，大小写和短横都无所谓。", "A code works once; case and dashes do not matter."),
	examples: []string{"redeem ABCD-EFGH-JKMN-PQRS-TVWX"},
	make: plain(func(ctx context.Context, t *turn) error {
		amount, balance, err := t.Shop.Redeem(ctx, t.Actor, t.args[0])
		if err != nil {
			return err
		}
		return t.done(struct {
			Amount  store.Fen `json:"amount_fen"`
			Balance store.Fen `json:"balance_fen"`
		}{amount, balance}, words.Say("充入 %v，余额 %v。", "%v came in; your balance is %v."), amount, balance)
	}),
}
