package admin

import (
	"context"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

// Takedown hides a movie, cuts its transfers and refunds its buyers.
func Takedown(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "takedown", Gate: cli.Admin, Args: "ID…", Need: 1, Most: cli.MostIDs, Group: cli.GroupMovies,
		Help:     words.Say("立即下架，并给所有买家退款", "cuts everybody off and refunds the buyers"),
		More:     words.Say("正在进行的传输会中断。restore 能让影片回来，退款不能收回。几个编号时每部一行（JSON 是数组）。", "Running transfers are cut. restore brings the movie back, but not the refunds. Several numbers get a line each (in JSON an array)."),
		Examples: []string{"takedown 7", "takedown 7 8 9"},
		Make: cli.Plain(func(ctx context.Context, call *cli.Call) error {
			return call.EachID(ctx, cli.OfMovies, func(id int64) (cli.Outcome, error) {
				refunded, err := shop.TakeDown(ctx, call.Actor, id)
				return cli.Outcome{
					Done: takenDownJSON{id, store.TakenDown, refunded},
					Says: cli.Fill(words.Say("影片 %d 下架了，退款 %d 笔。", "Movie %d is taken down; buyers refunded: %d."), id, refunded),
				}, err
			})
		}),
	}
}

type takenDownJSON struct {
	ID       int64       `json:"id"`
	Shelf    store.Shelf `json:"shelf"`
	Refunded int         `json:"refunded"`
}
