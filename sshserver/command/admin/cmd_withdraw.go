package admin

import (
	"context"

	"youku.example/sshserver/command/cli"
	"youku.example/tui/words"
)

// Withdraw takes a notice back.
func Withdraw(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "withdraw", Gate: cli.Admin, Args: "NOTICE…", Need: 1, Most: cli.MostIDs, Group: cli.GroupLibrary,
		Help:     words.Say("收回公告", "takes a notice back"),
		More:     words.Say("NOTICE 是 notices 里的编号；几个时每条一行（JSON 是数组）。", "NOTICE is its number in notices; several get a line each (in JSON an array)."),
		Examples: []string{"withdraw 3", "withdraw 3 4"},
		Make: cli.Plain(func(ctx context.Context, call *cli.Call) error {
			return call.EachID(ctx, cli.OfNotices, func(id int64) (cli.Outcome, error) {
				return cli.Outcome{Done: withdrawnJSON{id}, Says: cli.Fill(words.Say("公告 %d 收回了。", "Notice %d is withdrawn."), id)},
					shop.Withdraw(ctx, call.Actor, id)
			})
		}),
	}
}

type withdrawnJSON struct {
	ID int64 `json:"id"`
}
