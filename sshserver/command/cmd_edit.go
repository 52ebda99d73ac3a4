package command

import (
	"context"

	"youku.example/store"
	"youku.example/tui/words"
)

var cmdEdit = command{
	name: "edit", open: admin, args: "ID [--title T] [--free|--price YUAN]", need: 1, group: uploading,
	says:     words.Say("改片名或价格", "changes a title or a price"),
	more:     words.Say("文件名不变；买过的仍然是买过的。回答是影片的详情。", "The file's name stays, and what was bought stays bought. The answer is the movie."),
	examples: []string{"edit 7 --price 12.50", "edit 7 --free", `edit 7 --title "'A Better Title'"`},
	make: func(f *flags) runner {
		title := f.text("title", "T", words.Say("片名", "the title"))
		free := f.yes("free", words.Say("免费", "free"))
		price := f.yuan("price", words.Say("价格", "the price"))
		return func(ctx context.Context, t *turn) error {
			id, err := t.id(0)
			if err != nil {
				return err
			}
			var e store.Edit
			if f.given("title") {
				e.Title = title
			}
			switch {
			case *free && f.given("price"):
				return misused(sayFreeOrPrice)
			case *free:
				e.Free = free
			case f.given("price"):
				e.Price = price
			case e.Title == nil:
				return misused(words.Say("要改什么？--title、--free 或 --price。", "What should change? --title, --free or --price."))
			}
			m, err := t.Shop.Edit(ctx, t.Actor, id, e)
			if err != nil {
				return err
			}
			l := t.listing(ctx, m)
			return t.answer(t.wholeMovieJSON(l), func(p *page) { t.movieFacts(p, l) })
		}
	},
}
