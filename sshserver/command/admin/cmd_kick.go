package admin

import (
	"context"

	"youku.example/sshserver/command/cli"
	"youku.example/tui/words"
)

// Kick ends an account's sessions.
func Kick(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "kick", Gate: cli.Admin, Args: "NAME…", Need: 1, Most: cli.MostIDs, Group: cli.GroupLibrary,
		Help:     words.Say("结束一个人的所有会话", "ends somebody's sessions"),
		More:     words.Say("传输也会中断；对方可以再登录（要拦住就 lock）。几个名字时每个一行（JSON 是数组）。", "Transfers are cut, too. They may log in again; lock keeps them out. Several names get a line each (in JSON an array)."),
		Examples: []string{"kick mallory", "kick mallory trudy"},
		Make: cli.Plain(func(ctx context.Context, call *cli.Call) error {
			return call.EachName(ctx, func(name string) (cli.Outcome, error) {
				ended, err := shop.Kick(ctx, call.Actor, name)
				return cli.Outcome{Done: kickedJSON{name, ended}, Says: cli.Fill(words.Say("结束了 %s 的 %d 个会话。", "Sessions of %s ended: %d."), name, ended)}, err
			})
		}),
	}
}

type kickedJSON struct {
	Name  string `json:"name"`
	Ended int    `json:"ended"`
}
