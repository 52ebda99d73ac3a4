package viewer

import (
	"context"
	"strconv"
	"strings"

	"youku.example/sshserver/command/cli"
	"youku.example/sshserver/command/view"
	"youku.example/store"
	"youku.example/tui/words"
)

// Series lists the series, or shows one with its episodes.
func Series(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "series", Gate: cli.Anyone, Args: "[ID] [--search T] …", Most: 1, Group: cli.GroupBrowse,
		Help: words.Say("合集列表，或一部合集的每一集", "the series there are, or one with its episodes"),
		More: words.Say("不带编号时按片名列出合集。price_fen 是整部的价格，your_price_fen 是你还要付的。下一页：同样的选项加 --after 上一页最后的编号。",
			"Without a number the series by title. price_fen is what all of one costs, your_price_fen what is left for you to pay. For the next page give the same flags and --after the last number shown."),
		Examples: []string{"series", "series 2", "series --search liulang --json"},
		Make: func(f *cli.Flags) cli.Runner {
			search := f.Text("search", "TEXT", words.Say("按标题搜索", "by title"))
			limit := f.Number("limit", words.Say("最多几部", "how many at most"), 50, 1, 500)
			after := f.Number("after", words.Say("从这个编号之后开始", "go on after this number"), 0, 1, 1<<53)
			return func(ctx context.Context, call *cli.Call) error {
				if len(call.Args) == 0 {
					return seriesList(ctx, shop, call, store.SeriesQuery{Search: *search, Limit: int(*limit), After: *after})
				}
				id, err := call.ID(0)
				if err != nil {
					return err
				}
				l, episodes, err := shop.Series(ctx, call.Actor, id)
				if err != nil {
					return err
				}
				return call.Answer(view.WholeSeries(l, episodes), func(p *cli.Page) { seriesPage(call, p, l, episodes) })
			}
		},
	}
}

func seriesList(ctx context.Context, shop Shop, call *cli.Call, q store.SeriesQuery) error {
	list, err := shop.SeriesList(ctx, call.Actor, q)
	if err != nil {
		return err
	}
	var out []view.SeriesJSON
	for _, l := range list {
		out = append(out, view.Series(l))
	}
	return call.Answer(out, func(p *cli.Page) {
		var rows [][]string
		for _, l := range list {
			rows = append(rows, []string{strconv.FormatInt(l.ID, 10), view.SeriesSize(l, call.Lang), view.SeriesPrice(l, call.Lang), l.Title})
		}
		p.List(words.Say("没有这样的合集。", "No such series."), []cli.Column{cli.Right("编号", "ID"), cli.Left("共", "HOLDS"), cli.Right("价格", "PRICE"), cli.Left("标题", "TITLE")}, rows)
		if len(list) == q.Limit {
			p.Say(words.Say("下一页：--after %d", "next page: --after %d"), list[len(list)-1].ID)
		}
	})
}

// seriesPage is a series for people: its words, and a line an episode.
func seriesPage(call *cli.Call, p *cli.Page, l store.SeriesListing, episodes []store.Listing) {
	p.Line(store.Clean(l.Title))
	year := ""
	if l.Year != 0 {
		year = strconv.Itoa(l.Year)
	}
	p.Facts(
		cli.NewFact(words.Say("编号", "ID"), strconv.FormatInt(l.ID, 10)),
		cli.NewFact(words.Say("共", "Holds"), view.SeriesSize(l, call.Lang)),
		cli.NewFact(words.Say("价格", "Price"), view.SeriesPrice(l, call.Lang)),
		cli.NewFact(words.Say("年份", "Year"), year),
		cli.NewFact(words.Say("标签", "Tags"), store.Clean(strings.Join(l.Tags, " · "))),
	)
	if l.About != "" {
		p.Line("")
		p.Text(l.About, "")
	}
	p.Line("")
	var rows [][]string
	for _, e := range episodes {
		state := ""
		if e.Grant != nil {
			state = words.Grant(*e.Grant).In(call.Lang)
		}
		rows = append(rows, []string{
			strconv.FormatInt(e.ID, 10), e.Episode.Code(), words.Length(e.Duration, call.Lang), view.Price(call, e), view.Standing(call, e), state, e.OwnTitle(),
		})
	}
	p.List(words.Say("还没有一集。", "No episode yet."), []cli.Column{
		cli.Right("编号", "ID"), cli.Left("集", "EPISODE"), cli.Right("时长", "LENGTH"), cli.Right("价格", "PRICE"), cli.Left("", ""), cli.Left("状态", "STATE"), cli.Left("片名", "TITLE"),
	}, rows)
	if call.Actor.Account == 0 || len(episodes) == 0 {
		return
	}
	if l.YourPrice > 0 {
		p.Say(words.Say("购买整部：%s", "buy all of it: %s"), call.Login().BuySeries(l.ID, nil, l.YourPrice))
	} else {
		p.Say(words.Say("申请整部：%s", "ask for all of it: %s"), call.Login().RequestSeries(l.ID, nil))
	}
}
