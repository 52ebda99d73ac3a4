package viewer

import (
	"context"
	"strconv"

	"youku.example/sshserver/command/cli"
	"youku.example/sshserver/command/view"
	"youku.example/store"
	"youku.example/tui/words"
)

// Movies lists the published movies, a page at a time.
func Movies(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "movies", Gate: cli.Anyone, Args: "[--free|--paid] [--search TEXT] …", Group: cli.GroupBrowse,
		Help: words.Say("影片列表", "the movies there are"),
		More: words.Say("搜索认汉字、单词、拼音和拼音首字母。下一页：同样的选项加 --after 上一页最后的编号。",
			"The search knows characters, words, pinyin and its initials. For the next page give the same flags and --after the last number shown."),
		Examples: []string{"movies", "movies --paid --sort price", "movies --search liulang", "movies --sort title --reverse", "movies --tag 科幻 --year 2024", "movies --free --limit 10 --after 7 --json"},
		Make: func(f *cli.Flags) cli.Runner {
			free := f.Switch("free", words.Say("只看免费的", "free ones only"))
			paid := f.Switch("paid", words.Say("只看付费的", "paid ones only"))
			search := f.Text("search", "TEXT", words.Say("按片名搜索", "by title"))
			tag := f.Text("tag", "T", words.Say("只看有这个标签的", "with this tag only"))
			year := f.Number("year", words.Say("只看这一年的", "of this year only"), 0, 1, 9999)
			series := f.Number("series", words.Say("只看这部合集的", "of this series only"), 0, 1, 1<<53)
			sort := f.Choice("sort", words.Say("排序", "the order"), "new", "title", "price")
			reverse := f.Switch("reverse", words.Say("倒过来排", "in the reverse order"))
			limit := f.Number("limit", words.Say("最多几部", "how many at most"), 50, 1, 500)
			after := f.Number("after", words.Say("从这个编号之后开始", "go on after this number"), 0, 1, 1<<53)
			deleted := f.SwitchFor(cli.Admin, "deleted", words.Say("看不在架上的", "the ones off the shelf instead"))
			missing := f.SwitchFor(cli.Admin, "missing", words.Say("看文件不在的，不论在不在架上", "the ones whose file is missing instead, on the shelf or off it"))
			return func(ctx context.Context, call *cli.Call) error {
				if *free && *paid {
					return cli.Misused(words.Say("--free 和 --paid 只能选一个。", "Choose one of --free and --paid."))
				}
				q := store.Query{
					Priced: store.AnyPrice, Search: *search, Tag: *tag, Year: int(*year), Series: *series, Sort: store.Sort(*sort),
					Reverse: *reverse, Limit: int(*limit), After: *after, Deleted: *deleted, Missing: *missing,
				}
				switch {
				case *free:
					q.Priced = store.OnlyFree
				case *paid:
					q.Priced = store.OnlyPaid
				}
				return movies(ctx, shop, call, q)
			}
		},
	}
}

func movies(ctx context.Context, shop Shop, call *cli.Call, q store.Query) error {
	list, err := shop.Movies(ctx, call.Actor, q)
	if err != nil {
		return err
	}
	var out []view.MovieJSON
	for _, l := range list {
		out = append(out, view.Movie(call, l))
	}
	return call.Answer(out, func(p *cli.Page) {
		cols := []cli.Column{cli.Right("编号", "ID"), cli.Right("时长", "LENGTH"), cli.Right("大小", "SIZE"), cli.Right("价格", "PRICE"), cli.Left("", ""), cli.Left("片名", "TITLE")}
		var rows [][]string
		for _, l := range list {
			rows = append(rows, []string{
				strconv.FormatInt(l.ID, 10), words.Length(l.Duration, call.Lang), words.Size(l.Size), view.Price(call, l), view.Standing(call, l), view.TitleInSeries(l.Movie),
			})
		}
		p.List(words.Say("没有这样的影片。", "No such movies."), cols, rows)
		if len(list) == q.Limit {
			p.Say(words.Say("下一页：--after %d", "next page: --after %d"), list[len(list)-1].ID)
		}
	})
}
