package command

import (
	"context"

	"youku.example/store"
	"youku.example/tui/words"
)

var cmdRestore = command{
	name: "restore", open: admin, args: "ID", need: 1, group: uploading,
	says:     words.Say("恢复删除或下架的影片", "brings a deleted movie back"),
	more:     words.Say("影片回到列表。退过的款不会收回。", "It is in the catalogue again. What was refunded stays refunded."),
	examples: []string{"restore 7"},
	make: plain(func(ctx context.Context, t *turn) error {
		return t.shelve(ctx, t.Shop.Restore, store.OnShelf, words.Say("影片 %[1]d 回来了。", "Movie %[1]d is back."))
	}),
}
