package command

import (
	"context"
	"time"

	"youku.example/store"
	"youku.example/tui/words"
)

var cmdTransfers = command{
	name: "transfers", open: admin, group: managing,
	says:     words.Say("正在进行的传输", "what moves now"),
	more:     words.Say("上传的 movie_id 是 null，客户端没说多大的 size 也是；rate 是每秒字节数。", "movie_id is null for an upload, and size where its client did not say it; rate is in bytes a second."),
	examples: []string{"transfers", "transfers --json"},
	make: plain(func(ctx context.Context, t *turn) error {
		list, err := t.Shop.Transfers(ctx, t.Actor)
		if err != nil {
			return err
		}
		var out []transferJSON
		var rows [][]string
		for _, x := range list {
			out = append(out, transferJSON{
				x.Name, orNull(x.MovieID), x.Title, x.Protocol, x.Client, orNull(x.Size), x.Sent, int64(x.Rate), when(x.Since),
			})
			sent, share := words.Size(x.Sent), ""
			if x.Size > 0 {
				sent, share = words.SizeOf(x.Sent, x.Size), words.Percent(x.Sent, x.Size)
			}
			rows = append(rows, []string{
				string(x.Protocol), sent, share, words.Rate(x.Rate), x.Name, x.Title,
			})
		}
		return t.answer(out, func(p *page) {
			if len(rows) == 0 {
				p.say(words.Say("现在没有传输。", "Nothing moves right now."))
				return
			}
			p.table([]column{
				left("入口", "DOOR"), right("已传", "SENT"), right("", ""), right("速度", "RATE"), left("名字", "NAME"), left("内容", "WHAT"),
			}, rows)
		})
	}),
}

type transferJSON struct {
	Name    string         `json:"name"`
	MovieID *int64         `json:"movie_id"`
	Title   string         `json:"title"`
	Door    store.Protocol `json:"door"`
	Client  string         `json:"client"`
	Size    *int64         `json:"size"`
	Sent    int64          `json:"sent_bytes"`
	Rate    int64          `json:"rate"`
	Since   *time.Time     `json:"since"`
}
