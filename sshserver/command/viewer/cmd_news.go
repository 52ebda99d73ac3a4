package viewer

import (
	"context"
	"strconv"
	"time"

	"youku.example/sshserver/command/cli"
	"youku.example/sshserver/command/view"
	"youku.example/store"
	"youku.example/tui/words"
)

// News says what came since the one who asks was here last.
func News(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "news", Gate: cli.WithAccount, Args: "[--since T] [--atom]", Group: cli.GroupOwn,
		Help: words.Say("你不在时来了什么", "what came since you were here"),
		More: words.Say("从你上一次离开屏幕算起；用命令看不会改变它。--since 写日期、时间(RFC 3339)或 3d、12h。--atom 是给阅读器的订阅源，至少含最近 30 天：用 cron 定时写进文件就行。\nJSON 字段：since、movies(和 movies 的一样，包括各集)、series(你在追的：id、title、new)。",
			"Since you last left a screen; asking here moves nothing. --since takes a date, a time (RFC 3339), or 3d, 12h. --atom is a feed for readers, of the last 30 days at least: have cron write it into a file.\nJSON: since, movies (as in movies, episodes too), series (those you follow: id, title, new)."),
		Examples: []string{"news", "news --since 2026-01-31 --json", "news --since 7d --limit 500", "news --atom"},
		Make: func(f *cli.Flags) cli.Runner {
			since := f.Text("since", "T", words.Say("从这时起", "from then on"))
			atom := f.Switch("atom", words.Say("写成 Atom 订阅源", "as an Atom feed"))
			limit := f.Number("limit", words.Say("最多几部影片", "how many movies at most"), 50, 1, 500)
			return func(ctx context.Context, call *cli.Call) error {
				from, err := sinceWhen(call, *since)
				if err != nil {
					return err
				}
				if *atom && call.JSON {
					return cli.Misused(words.Say("--atom 和 --json 只能选一个。", "Choose one of --atom and --json."))
				}
				n, err := news(ctx, shop, call, from, *atom, int(*limit))
				switch {
				case err != nil:
					return err
				case *atom:
					return feed(call, n)
				}
				return showNews(call, n, int(*limit))
			}
		},
	}
}

// feedTime is how far a feed reaches back at least: a reader that looks once a week
// misses nothing of one who comes every day.
const feedTime = 30 * 24 * time.Hour

func news(ctx context.Context, shop Shop, call *cli.Call, since time.Time, atom bool, limit int) (store.News, error) {
	n, err := shop.News(ctx, call.Actor, since, limit)
	if back := call.Now().Add(-feedTime); err == nil && atom && since.IsZero() && n.Since.After(back) {
		return shop.News(ctx, call.Actor, back, limit)
	}
	return n, err
}

// sinceWhen reads a time as people type it; the zero time for "".
func sinceWhen(call *cli.Call, s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	for _, form := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02 15:04", "2006-01-02"} {
		if at, err := time.ParseInLocation(form, s, call.Zone()); err == nil && at.Year() > 0 {
			return at, nil
		}
	}
	if n, err := strconv.ParseUint(s[:len(s)-1], 10, 16); err == nil {
		switch s[len(s)-1] {
		case 'd':
			return call.Now().AddDate(0, 0, -int(n)), nil
		case 'h':
			return call.Now().Add(-time.Duration(n) * time.Hour), nil
		}
	}
	return time.Time{}, cli.Misused(words.Say("“%s”不是时间；写 2026-01-31、2026-01-31T20:00:00Z、7d 或 12h。", "“%s” is no time; write 2026-01-31, 2026-01-31T20:00:00Z, 7d or 12h."), cli.Short(s))
}

// feed prints news as a feed.
func feed(call *cli.Call, n store.News) error {
	b, err := view.Atom(call, n)
	if err != nil {
		return err
	}
	if _, err := call.Stdout.Write(b); err != nil {
		return cli.ErrHungUp
	}
	return nil
}

type newsJSON struct {
	Since  *time.Time       `json:"since"`
	Movies []view.MovieJSON `json:"movies"`
	Series []seriesNewsJSON `json:"series"`
}

type seriesNewsJSON struct {
	ID    int64  `json:"id"`
	Title string `json:"title"`
	New   int    `json:"new"`
}

func showNews(call *cli.Call, n store.News, limit int) error {
	out := newsJSON{Since: cli.Time(n.Since)}
	var rows [][]string
	for _, l := range n.Movies {
		out.Movies = append(out.Movies, view.Movie(call, l))
		rows = append(rows, []string{strconv.FormatInt(l.ID, 10), call.Moment(l.CreatedAt), view.Price(call, l), view.Standing(call, l), view.TitleInSeries(l.Movie)})
	}
	for _, s := range n.Series {
		out.Series = append(out.Series, seriesNewsJSON{s.Series.ID, s.Series.Title, s.New})
	}
	return call.Answer(out, func(p *cli.Page) {
		if line := words.News(n, call.Lang); line != "" {
			p.Say(words.Say("从 %s 起：%s。", "Since %s: %s."), call.Moment(n.Since), line)
		}
		p.List(cli.Fill(words.Say("从 %s 起没有新的。", "Nothing new since %s."), call.Moment(n.Since)), []cli.Column{cli.Right("编号", "ID"), cli.Left("上架", "ADDED"), cli.Right("价格", "PRICE"), cli.Left("", ""), cli.Left("片名", "TITLE")}, rows)
		if len(rows) == limit && n.Total.N > limit {
			p.Say(words.Say("只列了最新的 %d 部；--limit 可以更多。", "These are the newest %d; --limit shows more."), limit)
		}
	})
}
