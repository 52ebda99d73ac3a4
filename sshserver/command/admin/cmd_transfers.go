package admin

import (
	"context"
	"time"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
	"youku.example/tui/words/lists"
)

// Transfers lists the running transfers.
func Transfers(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "transfers", Gate: cli.Admin, Args: "[--search TEXT] …", Group: cli.GroupLibrary,
		Help:     words.Say("正在进行的传输", "what moves now"),
		More:     words.Say("上传的 movie_id 是 null，客户端没说多大的 size 也是；rate 是每秒字节数。", "movie_id is null for an upload, and size where its client did not say it; rate is in bytes a second."),
		Examples: []string{"transfers", "transfers --sort speed --limit 5", "transfers --json"},
		Make: func(f *cli.Flags) cli.Runner {
			flags := newPartFlags(f, lists.TransferText, lists.Transfers)
			return func(ctx context.Context, call *cli.Call) error {
				list, err := shop.Transfers(ctx, call.Actor)
				if err != nil {
					return err
				}
				var out []transferJSON
				var rows [][]string
				for _, x := range flags.part(list) {
					out = append(out, transferJSON{
						x.Name, cli.OrNull(x.MovieID), x.Title, x.Protocol, x.Client, cli.OrNull(x.Size), x.Sent, int64(x.Rate), cli.Time(x.Since),
					})
					sent, share := words.Size(x.Sent), ""
					if x.Size > 0 {
						sent, share = words.SizeOf(x.Sent, x.Size), words.Percent(x.Sent, x.Size)
					}
					rows = append(rows, []string{
						string(x.Protocol), sent, share, words.Rate(x.Rate), x.Name, x.Title,
					})
				}
				return call.Answer(out, func(p *cli.Page) {
					p.List(words.Say("现在没有传输。", "Nothing moves right now."), []cli.Column{
						cli.Left("入口", "DOOR"), cli.Right("已传", "SENT"), cli.Right("", ""), cli.Right("速度", "RATE"), cli.Left("名字", "NAME"), cli.Left("内容", "WHAT"),
					}, rows)
				})
			}
		},
	}
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
