package admin

import (
	"context"

	"youku.example/sshserver/command/cli"
	"youku.example/sshserver/command/view"
	"youku.example/tui/words"
)

// Edit changes a movie's title or price.
func Edit(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "edit", Gate: cli.Admin, Args: "ID " + editArgs, Need: 1, Group: cli.GroupMovies,
		Help:     words.Say("改片名或价格", "changes a title or a price"),
		More:     words.Say("文件名不变；买过的仍然是买过的。回答是影片的详情。", "The file's name stays, and what was bought stays bought. The answer is the movie."),
		Examples: []string{"edit 7 --price 12.50", "edit 7 --free", `edit 7 --title "'A Better Title'"`},
		Make: func(f *cli.Flags) cli.Runner {
			movie := newMovieFlags(f)
			return func(ctx context.Context, call *cli.Call) error {
				id, err := call.ID(0)
				if err != nil {
					return err
				}
				e, err := movie.edit()
				if err != nil {
					return err
				}
				m, err := shop.Edit(ctx, call.Actor, id, e)
				if err != nil {
					return err
				}
				l := view.Changed(ctx, shop, call, m)
				return call.Answer(view.WholeMovie(call, l), func(p *cli.Page) { view.MovieFacts(call, p, l) })
			}
		},
	}
}
