package command

import (
	"context"

	"youku.example/store"
	"youku.example/tui/words"
)

var cmdTakedown = command{
	name: "takedown", open: admin, args: "ID", need: 1, group: uploading,
	says:     words.Say("立即下架，并给所有买家退款", "cuts everybody off and refunds the buyers"),
	more:     words.Say("正在进行的传输会中断。restore 能让影片回来，退款不能收回。", "Running transfers are cut. restore brings the movie back, but not the refunds."),
	examples: []string{"takedown 7"},
	make: plain(func(ctx context.Context, t *turn) error {
		id, err := t.id(0)
		if err != nil {
			return err
		}
		refunded, err := t.Shop.TakeDown(ctx, t.Actor, id)
		if err != nil {
			return err
		}
		return t.done(struct {
			ID       int64       `json:"id"`
			Shelf    store.Shelf `json:"shelf"`
			Refunded int         `json:"refunded"`
		}{id, store.TakenDown, refunded}, words.Say("影片 %d 下架了，退款 %d 笔。", "Movie %d is taken down; buyers refunded: %d."), id, refunded)
	}),
}
