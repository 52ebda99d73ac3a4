package command

import (
	"context"

	"youku.example/tui/words"
)

var cmdKick = command{
	name: "kick", open: admin, args: "NAME", need: 1, group: managing,
	says:     words.Say("结束一个人的所有会话", "ends somebody's sessions"),
	more:     words.Say("传输也会中断；对方可以再登录（要拦住就 lock）。", "Transfers are cut, too. They may log in again; lock keeps them out."),
	examples: []string{"kick mallory"},
	make: plain(func(ctx context.Context, t *turn) error {
		name := t.args[0]
		ended, err := t.Shop.Kick(ctx, t.Actor, name)
		if err != nil {
			return err
		}
		return t.done(struct {
			Name  string `json:"name"`
			Ended int    `json:"ended"`
		}{name, ended}, words.Say("结束了 %s 的 %d 个会话。", "Sessions of %s ended: %d."), name, ended)
	}),
}
