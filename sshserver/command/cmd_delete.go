package command

import (
	"context"

	"youku.example/store"
	"youku.example/tui/words"
)

var cmdDelete = command{
	name: "delete", open: admin, args: "ID", need: 1, group: uploading,
	says:     words.Say("删除一部影片（可以恢复）", "hides a movie; it can be restored"),
	more:     words.Say("从列表里消失，买过的人仍可下载，正在进行的传输会完成。", "It leaves the catalogue. Its buyers keep it, and running transfers finish."),
	examples: []string{"delete 7"},
	make: plain(func(ctx context.Context, t *turn) error {
		return t.shelve(ctx, t.Shop.Delete, store.Deleted,
			words.Say("删除了 %d；restore %d 恢复它。", "Movie %d is hidden; restore %d brings it back."))
	}),
}

type shelfJSON struct {
	ID    int64       `json:"id"`
	Shelf store.Shelf `json:"shelf"`
}

// shelve moves the movie of the line to another shelf.
func (t *turn) shelve(ctx context.Context, move func(context.Context, store.Actor, int64) error, to store.Shelf, says words.T) error {
	id, err := t.id(0)
	if err != nil {
		return err
	}
	if err := move(ctx, t.Actor, id); err != nil {
		return err
	}
	return t.done(shelfJSON{id, to}, says, id, id)
}
