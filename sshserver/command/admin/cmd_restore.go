package admin

import (
	"context"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

// Restore publishes a hidden movie again.
func Restore(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "restore", Gate: cli.Admin, Args: "ID…", Need: 1, Most: cli.MostIDs, Group: cli.GroupMovies,
		Help:     words.Say("恢复删除或下架的影片", "brings a deleted movie back"),
		More:     words.Say("影片回到列表。退过的款不会收回。几个编号时每部一行（JSON 是数组）。", "It is in the catalogue again. What was refunded stays refunded. Several numbers get a line each (in JSON an array)."),
		Examples: []string{"restore 7", "restore 7-9 12"},
		Make: cli.Plain(func(ctx context.Context, call *cli.Call) error {
			return shelve(ctx, call, shop.Restore, store.OnShelf, words.Say("影片 %[1]d 回来了。", "Movie %[1]d is back."))
		}),
	}
}
