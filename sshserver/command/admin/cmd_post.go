package admin

import (
	"context"

	"youku.example/sshserver/command/cli"
	"youku.example/sshserver/command/view"
	"youku.example/tui/words"
)

// maxNotice bounds what is read of a notice, in bytes; the shop counts its
// characters.
const maxNotice = 64 << 10

// Post posts a notice, its content on stdin.
func Post(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "post", Gate: cli.Admin, Args: "TITLE", Need: 1, Group: cli.GroupLibrary,
		Help:     words.Say("发公告，正文在 stdin 上", "posts a notice, its content on stdin"),
		More:     words.Say("在线的人马上就能看到。带空格的标题要引两次。", "Whoever is here sees it at once. Quote a title with spaces twice."),
		Examples: []string{`post "'今晚维护 maintenance tonight'" < notice.txt`},
		Make: cli.Plain(func(ctx context.Context, call *cli.Call) error {
			content, err := call.ReadAll(ctx, maxNotice)
			if err != nil {
				return err
			}
			n, err := shop.Post(ctx, call.Actor, call.Args[0], content)
			if err != nil {
				return err
			}
			return call.Done(view.Notice(n), words.Say("公告 %d 发出去了；withdraw %d 收回它。", "Notice %d is posted; withdraw %d takes it back."), n.ID, n.ID)
		}),
	}
}
