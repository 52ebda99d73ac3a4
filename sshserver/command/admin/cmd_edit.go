package admin

import (
	"context"

	"youku.example/sshserver/command/cli"
	"youku.example/sshserver/command/view"
	"youku.example/store"
	"youku.example/tui/words"
)

// Edit changes what is said of movies and what they cost.
func Edit(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "edit", Gate: cli.Admin, Args: "ID… " + editArgs, Need: 1, Most: cli.MostIDs, Group: cli.GroupMovies,
		Help: words.Say("改片名、价格、年份、标签、合集、简介", "changes titles, prices, years, tags, series, words"),
		More: words.Say("文件名不变；买过的仍然是买过的。一个编号，回答是影片的详情；几个编号，每部一行（JSON 是数组），有一部没改成就退出 1。",
			"The file's name stays, and what was bought stays bought. Of one the answer is the movie; of several a line each (in JSON an array), with exit 1 if one was refused."),
		Examples: []string{"edit 7 --price 12.50", "edit 7 --free", "edit 7 --vip-free", "edit 7 --vip-free=no", `edit 7 --title "'A Better Title'"`, "edit 7-12 15 --year 2019 --tag +科幻 --tag -旧", `edit 7 --series "'The Four Hours'" --episode 1x02`, "edit 7 --about-stdin < about.txt"},
		Make: func(f *cli.Flags) cli.Runner {
			flags := newMovieFlags(f)
			return func(ctx context.Context, call *cli.Call) error {
				about, err := flags.readAbout(ctx, call)
				if err != nil {
					return err
				}
				edit := func(id int64) (store.Listing, error) {
					now, err := shop.Movie(ctx, call.Actor, id)
					if err != nil {
						return now, err
					}
					e, err := flags.edit(now.Movie, about)
					if err != nil {
						return now, err
					}
					m, err := shop.Edit(ctx, call.Actor, id, e)
					if err != nil {
						return now, err
					}
					return view.Changed(ctx, shop, call, m), nil
				}
				ids, err := call.IDs()
				if err != nil {
					return err
				}
				if len(ids) > 1 {
					return call.EachID(ctx, cli.OfMovies, func(id int64) (cli.Outcome, error) {
						l, err := edit(id)
						return cli.Outcome{Done: view.WholeMovie(call, l), Says: cli.Fill(words.Say("《%[2]s》（%[1]d）改好了", "“%[2]s” (%[1]d) is changed"), id, l.Title)}, err
					})
				}
				l, err := edit(ids[0])
				if err != nil {
					return err
				}
				return call.Answer(view.WholeMovie(call, l), func(p *cli.Page) { view.MovieFacts(call, p, l) })
			}
		},
	}
}
