package viewer

import (
	"context"

	"youku.example/sshserver/command/cli"
	"youku.example/tui/words"
)

// Unmark takes marks away.
func Unmark(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "unmark", Gate: cli.WithAccount, Args: "ID… KIND", Need: 2, Most: cli.MostIDs + 1, Group: cli.GroupOwn,
		Help:     words.Say("取消收藏或想看", "takes these marks away"),
		More:     words.Say("KIND 是 favourite 或 later。没有标记过的不算错。", "KIND is favourite or later. What was not marked is no error."),
		Examples: []string{"unmark 7 favourite", "unmark 7 8 9 later"},
		Make:     cli.Plain(func(ctx context.Context, call *cli.Call) error { return markAs(ctx, shop, call, false) }),
	}
}
