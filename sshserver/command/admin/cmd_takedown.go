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
		Name: "takedown", Gate: cli.Admin, Args: "ID", Need: 1, Group: cli.GroupMovies,
		Help:     words.Say("立即下架，并给所有买家退款", "cuts everybody off and refunds the buyers"),
		More:     words.Say("正在进行的传输会中断。restore 能让影片回来，退款不能收回。", "Running transfers are cut. restore brings the movie back, but not the refunds."),
		Examples: []string{"takedown 7"},
		Make: cli.Plain(func(ctx context.Context, call *cli.Call) error {
			id, err := call.ID(0)
			if err != nil {
				return err
			}
			refunded, err := shop.TakeDown(ctx, call.Actor, id)
			if err != nil {
				return err
			}
			return call.Done(struct {
				ID       int64       `json:"id"`
				Shelf    store.Shelf `json:"shelf"`
				Refunded int         `json:"refunded"`
			}{id, store.TakenDown, refunded}, words.Say("影片 %d 下架了，退款 %d 笔。", "Movie %d is taken down; buyers refunded: %d."), id, refunded)
		}),
	}
}
