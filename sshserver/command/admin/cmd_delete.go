package admin

import (
	"context"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

// Delete hides a movie; it can be restored.
func Delete(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "delete", Gate: cli.Admin, Args: "ID…", Need: 1, Most: cli.MostIDs, Group: cli.GroupMovies,
		Help:     words.Say("删除一部影片（可以恢复）", "hides a movie; it can be restored"),
		More:     words.Say("从列表里消失，买过的人仍可下载，正在进行的传输会完成。几个编号时每部一行（JSON 是数组）。", "It leaves the catalogue. Its buyers keep it, and running transfers finish. Several numbers get a line each (in JSON an array)."),
		Examples: []string{"delete 7", "delete 7-9 12"},
		Make: cli.Plain(func(ctx context.Context, call *cli.Call) error {
			return shelve(ctx, call, shop.Delete, store.Deleted,
				words.Say("删除了 %d；restore %d 恢复它。", "Movie %d is hidden; restore %d brings it back."))
		}),
	}
}

type shelfJSON struct {
	ID    int64       `json:"id"`
	Shelf store.Shelf `json:"shelf"`
}

// shelve moves the movies of the line to another shelf.
func shelve(ctx context.Context, call *cli.Call, move func(context.Context, store.Actor, int64) error, to store.Shelf, says words.T) error {
	return call.EachID(ctx, cli.OfMovies, func(id int64) (cli.Outcome, error) {
		return cli.Outcome{Done: shelfJSON{id, to}, Says: cli.Fill(says, id, id)}, move(ctx, call.Actor, id)
	})
}
