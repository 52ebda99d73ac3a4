package command

import (
	"context"

	"youku.example/store"
	"youku.example/tui/words"
)

var cmdBuy = command{
	name: "buy", open: withAccount, args: "ID [--price YUAN]", need: 1, group: paying,
	says: words.Say("购买一部影片", "buys a movie"),
	more: words.Say("--price 是你同意的价格；价格变了就不买。买过的再买一次不会再扣款。buy 不申请下载，之后用 request 或 get。\nJSON 字段：movie_id、paid_fen、balance_fen。",
		"--price is what you agree to; at another price nothing is bought. Bought twice is charged once. It asks for no download: use request or get afterwards.\nJSON: movie_id, paid_fen, balance_fen."),
	examples: []string{"buy 4", "buy 4 --price 10"},
	make: func(f *flags) runner {
		price := f.yuan("price", words.Say("你同意的价格", "the price that you agree to"))
		return func(ctx context.Context, t *turn) error {
			id, err := t.id(0)
			if err != nil {
				return err
			}
			var agreed *store.Fen
			if f.given("price") {
				agreed = price
			}
			b, err := t.Shop.Buy(ctx, t.Actor, id, agreed)
			if err != nil {
				return err
			}
			return t.answer(buyJSON{b.MovieID, b.Paid, b.Balance}, func(p *page) {
				if b.Again {
					p.say(words.Say("《%s》早就是你的了，没有再扣款。", "“%s” is yours already; nothing was charged."), b.Title)
				} else {
					p.say(words.Say("买下了《%s》，付了 %v，余额 %v。", "“%s” is yours. You paid %v and have %v left."), b.Title, b.Paid, b.Balance)
				}
				p.line("  " + t.login().Begin(t.listing(ctx, store.Movie{ID: b.MovieID}).Movie))
			})
		}
	},
}

type buyJSON struct {
	MovieID int64     `json:"movie_id"`
	PaidFen store.Fen `json:"paid_fen"`
	Balance store.Fen `json:"balance_fen"`
}
