package command

import (
	"context"

	"youku.example/tui/words"
)

// maxNotice bounds what is read of a notice, in bytes; the shop counts its
// characters.
const maxNotice = 64 << 10

var cmdPost = command{
	name: "post", open: admin, args: "TITLE", need: 1, group: managing,
	says:     words.Say("发公告，正文在 stdin 上", "posts a notice, its content on stdin"),
	more:     words.Say("在线的人马上就能看到。带空格的标题要引两次。", "Whoever is here sees it at once. Quote a title with spaces twice."),
	examples: []string{`post "'今晚维护 maintenance tonight'" < notice.txt`},
	make: plain(func(ctx context.Context, t *turn) error {
		content, err := t.all(ctx, maxNotice)
		if err != nil {
			return err
		}
		n, err := t.Shop.Post(ctx, t.Actor, t.args[0], content)
		if err != nil {
			return err
		}
		return t.done(noticeOf(n), words.Say("公告 %d 发出去了；withdraw %d 收回它。", "Notice %d is posted; withdraw %d takes it back."), n.ID, n.ID)
	}),
}
