package viewer

import (
	"context"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/store/mark"
	"youku.example/tui/words"
)

// Follow has the one who asks follow a series.
func Follow(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "follow", Gate: cli.WithAccount, Args: "SERIES", Need: 1, Group: cli.GroupOwn,
		Help: words.Say("追一部合集", "follows a series"),
		More: words.Say("有新集时，news 和屏幕会告诉你。申请或购买一部合集的第一集时自动开始追。\nJSON 字段：series_id、title、following。",
			"news and the screens tell you of new episodes. You follow a series by itself once you ask for or buy an episode of it.\nJSON: series_id, title, following."),
		Examples: []string{"follow 2"},
		Make:     cli.Plain(func(ctx context.Context, call *cli.Call) error { return follow(ctx, shop, call, true) }),
	}
}

func follow(ctx context.Context, shop Shop, call *cli.Call, on bool) error {
	id, err := call.ID(0)
	if err != nil {
		return err
	}
	l, err := shop.Follow(ctx, call.Actor, id, on)
	if err != nil {
		return err
	}
	return call.Done(struct {
		SeriesID  int64  `json:"series_id"`
		Title     string `json:"title"`
		Following bool   `json:"following"`
	}{l.ID, l.Title, l.Following}, words.Marked(mark.Following, on), store.Clean(l.Title))
}
