package admin

import (
	"context"

	"youku.example/sshserver/command/cli"
	"youku.example/sshserver/command/view"
	"youku.example/store"
	"youku.example/tui/words"
)

func Edit(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "edit", Gate: cli.Admin, Args: "ID [--title T] [--free|--price YUAN]", Need: 1, Group: cli.GroupMovies,
		Help:     words.Say("改片名或价格", "changes a title or a price"),
		More:     words.Say("文件名不变；买过的仍然是买过的。回答是影片的详情。", "The file's name stays, and what was bought stays bought. The answer is the movie."),
		Examples: []string{"edit 7 --price 12.50", "edit 7 --free", `edit 7 --title "'A Better Title'"`},
		Make: func(f *cli.Flags) cli.Runner {
			title := f.Text("title", "T", words.Say("片名", "the title"))
			free := f.Switch("free", words.Say("免费", "free"))
			price := f.Yuan("price", words.Say("价格", "the price"))
			return func(ctx context.Context, call *cli.Call) error {
				id, err := call.ID(0)
				if err != nil {
					return err
				}
				var e store.Edit
				if f.Given("title") {
					e.Title = title
				}
				switch {
				case *free && f.Given("price"):
					return cli.Misused(sayFreeOrPrice)
				case *free:
					e.Free = free
				case f.Given("price"):
					e.Price = price
				case e.Title == nil:
					return cli.Misused(words.Say("要改什么？--title、--free 或 --price。", "What should change? --title, --free or --price."))
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
