package viewer

import (
	"context"

	"youku.example/sshserver/command/cli"
	"youku.example/tui/words"
)

// Unfollow ends that.
func Unfollow(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "unfollow", Gate: cli.WithAccount, Args: "SERIES", Need: 1, Group: cli.GroupOwn,
		Help:     words.Say("不再追一部合集", "follows a series no more"),
		More:     words.Say("以后再申请它的影片也不会自动开始追。", "It is not followed by itself again when you ask for more of it."),
		Examples: []string{"unfollow 2"},
		Make:     cli.Plain(func(ctx context.Context, call *cli.Call) error { return follow(ctx, shop, call, false) }),
	}
}
