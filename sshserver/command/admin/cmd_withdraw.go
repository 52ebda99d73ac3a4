package admin

import (
	"context"

	"youku.example/sshserver/command/cli"
	"youku.example/tui/words"
)

// Withdraw takes a notice back.
func Withdraw(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "withdraw", Gate: cli.Admin, Args: "NOTICE", Need: 1, Group: cli.GroupLibrary,
		Help:     words.Say("收回一条公告", "takes a notice back"),
		More:     words.Say("NOTICE 是 notices 里的编号。", "NOTICE is its number in notices."),
		Examples: []string{"withdraw 3"},
		Make: cli.Plain(func(ctx context.Context, call *cli.Call) error {
			id, err := call.ID(0)
			if err != nil {
				return err
			}
			if err := shop.Withdraw(ctx, call.Actor, id); err != nil {
				return err
			}
			return call.Done(struct {
				ID int64 `json:"id"`
			}{id}, words.Say("公告 %d 收回了。", "Notice %d is withdrawn."), id)
		}),
	}
}
