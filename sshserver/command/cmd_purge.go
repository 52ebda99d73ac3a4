package command

import (
	"context"

	"youku.example/store"
	"youku.example/tui/words"
)

var cmdPurge = command{
	name: "purge", open: admin, args: "ID", need: 1, group: uploading,
	says:     words.Say("彻底删除文件，不能恢复", "removes the bytes for good"),
	more:     words.Say("影片要先 delete 或 takedown，而且没有人拥有它。", "The movie must be deleted or taken down, and owned by nobody."),
	examples: []string{"purge 7"},
	make: plain(func(ctx context.Context, t *turn) error {
		return t.shelve(ctx, t.Intake.Purge, store.Purged, words.Say("影片 %[1]d 的文件已经彻底删除。", "The bytes of movie %[1]d are gone."))
	}),
}
