package command

import (
	"context"

	"youku.example/tui/words"
)

var cmdWithdraw = command{
	name: "withdraw", open: admin, args: "NOTICE", need: 1, group: managing,
	says:     words.Say("收回一条公告", "takes a notice back"),
	more:     words.Say("NOTICE 是 notices 里的编号。", "NOTICE is its number in notices."),
	examples: []string{"withdraw 3"},
	make: plain(func(ctx context.Context, t *turn) error {
		id, err := t.id(0)
		if err != nil {
			return err
		}
		if err := t.Shop.Withdraw(ctx, t.Actor, id); err != nil {
			return err
		}
		return t.done(struct {
			ID int64 `json:"id"`
		}{id}, words.Say("公告 %d 收回了。", "Notice %d is withdrawn."), id)
	}),
}
