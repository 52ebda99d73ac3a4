package admin

import (
	"context"

	"youku.example/sshserver/command/cli"
	"youku.example/tui/words"
)

// Kick ends an account's sessions.
func Kick(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "kick", Gate: cli.Admin, Args: "NAME", Need: 1, Group: cli.GroupLibrary,
		Help:     words.Say("结束一个人的所有会话", "ends somebody's sessions"),
		More:     words.Say("传输也会中断；对方可以再登录（要拦住就 lock）。", "Transfers are cut, too. They may log in again; lock keeps them out."),
		Examples: []string{"kick mallory"},
		Make: cli.Plain(func(ctx context.Context, call *cli.Call) error {
			name := call.Args[0]
			ended, err := shop.Kick(ctx, call.Actor, name)
			if err != nil {
				return err
			}
			return call.Done(struct {
				Name  string `json:"name"`
				Ended int    `json:"ended"`
			}{name, ended}, words.Say("结束了 %s 的 %d 个会话。", "Sessions of %s ended: %d."), name, ended)
		}),
	}
}
