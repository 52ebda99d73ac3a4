package viewer

import (
	"context"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

// Redeem turns a code into balance.
func Redeem(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "redeem", Gate: cli.WithAccount, Args: "CODE", Need: 1, Group: cli.GroupMoney,
		Help:     words.Say("用充值码充值", "turns a code into balance"),
		More:     words.Say("每个码只能用一次，大小写和短横都无所谓。", "A code works once; case and dashes do not matter."),
		Examples: []string{"redeem ABCD-EFGH-JKMN-PQRS-TVWX"},
		Make: cli.Plain(func(ctx context.Context, call *cli.Call) error {
			amount, balance, err := shop.Redeem(ctx, call.Actor, call.Args[0])
			if err != nil {
				return err
			}
			return call.Done(struct {
				Amount  store.Fen `json:"amount_fen"`
				Balance store.Fen `json:"balance_fen"`
			}{amount, balance}, words.Say("充入 %v，余额 %v。", "%v came in; your balance is %v."), amount, balance)
		}),
	}
}
