package viewer

import (
	"context"
	"strconv"
	"time"

	"youku.example/sshserver/command/cli"
	"youku.example/sshserver/command/view"
	"youku.example/store"
	"youku.example/store/mark"
	"youku.example/tui/words"
)

// Marks lists what the one who asks marked.
func Marks(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "marks", Gate: cli.WithAccount, Args: "[favourite|later|following|seen] …", Most: 1, Group: cli.GroupOwn,
		Help: words.Say("你收藏的、想看的、在追的和看过的", "what you marked and follow"),
		More: words.Say("最近标记的在前。不在架上的不列出，买过的除外。下一页：写明哪一种，加 --after 上一页最后的编号。\nJSON 字段：kind、movie_id 或 series_id、title、at。",
			"What was marked last comes first. What is off the shelf is left out, unless you bought it. For the next page name one kind and give --after the number that this one ends with.\nJSON: kind, movie_id or series_id, title, at."),
		Examples: []string{"marks", "marks later --json", "marks favourite --limit 20 --after 7"},
		Make: func(f *cli.Flags) cli.Runner {
			limit := f.Number("limit", words.Say("最多几条", "how many at most"), 500, 1, 500)
			after := f.Number("after", words.Say("从这个编号之后开始", "go on after this number"), 0, 1, 1<<53)
			return func(ctx context.Context, call *cli.Call) error {
				kinds, err := kindsOf(call)
				if err != nil {
					return err
				}
				if *after != 0 && len(kinds) > 1 {
					return cli.Misused(words.Say("--after 要写明哪一种，例如 marks later --after 7。", "--after needs one kind: marks later --after 7."))
				}
				list, err := shop.Marks(ctx, call.Actor, kinds, *after, int(*limit))
				if err != nil {
					return err
				}
				return showMarks(call, list, len(kinds) == 1 && len(list) == int(*limit))
			}
		},
	}
}

// kindsOf is which marks a line asks for.
func kindsOf(call *cli.Call) ([]mark.Kind, error) {
	switch {
	case len(call.Args) == 0:
		return mark.All, nil
	case call.Args[0] == string(mark.Following):
		return []mark.Kind{mark.Following}, nil
	}
	k, err := markKind(call.Args[0])
	return []mark.Kind{k}, err
}

type markJSON struct {
	Kind     mark.Kind  `json:"kind"`
	MovieID  int64      `json:"movie_id,omitempty"`
	SeriesID int64      `json:"series_id,omitempty"`
	Title    string     `json:"title"`
	At       *time.Time `json:"at"`
}

func showMarks(call *cli.Call, list []store.MarkedRow, more bool) error {
	var out []markJSON
	var rows [][]string
	for _, r := range list {
		one, title := markJSON{Kind: r.Kind, At: cli.Time(r.At)}, ""
		if r.Series != nil {
			one.SeriesID, one.Title, title = r.Series.ID, r.Series.Title, r.Series.Title
		} else {
			one.MovieID, one.Title, title = r.Movie.ID, r.Movie.Title, view.TitleInSeries(*r.Movie)
		}
		out = append(out, one)
		rows = append(rows, []string{strconv.FormatInt(r.ID().ID, 10), words.MarkKind(r.Kind).In(call.Lang), call.Moment(r.At), title})
	}
	return call.Answer(out, func(p *cli.Page) {
		cols := []cli.Column{cli.Right("编号", "ID"), cli.Left("标记", "MARK"), cli.Left("时间", "SINCE"), cli.Left("片名", "TITLE")}
		p.List(words.Say("还没有标记过；mark ID favourite 收藏一部。", "Nothing yet; mark ID favourite keeps a movie."), cols, rows)
		if more {
			p.Say(words.Say("下一页：--after %d", "next page: --after %d"), list[len(list)-1].ID().ID)
		}
	})
}
