package viewer

import (
	"context"

	"youku.example/sshserver/command/cli"
	"youku.example/sshserver/command/view"
	"youku.example/store"
	"youku.example/tui/words"
)

// Buy buys a movie once, however often it is repeated.
func Buy(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "buy", Gate: cli.WithAccount, Args: "ID [--price YUAN]", Need: 1, Group: cli.GroupMoney,
		Help: words.Say("购买一部影片", "buys a movie"),
		More: words.Say("--price 是你同意的价格；价格变了就不买。买过的再买一次不会再扣款。buy 不申请下载，之后用 request 或 get。\nJSON 字段：movie_id、paid_fen、balance_fen。",
			"--price is what you agree to; at another price nothing is bought. Bought twice is charged once. It asks for no download: use request or get afterwards.\nJSON: movie_id, paid_fen, balance_fen."),
		Examples: []string{"buy 4", "buy 4 --price 10"},
		Make: func(f *cli.Flags) cli.Runner {
			price := f.Yuan("price", words.Say("你同意的价格", "the price that you agree to"))
			return func(ctx context.Context, call *cli.Call) error {
				id, err := call.ID(0)
				if err != nil {
					return err
				}
				var agreed *store.Fen
				if f.Given("price") {
					agreed = price
				}
				b, err := shop.Buy(ctx, call.Actor, id, agreed)
				if err != nil {
					return err
				}
				return call.Answer(buyJSON{b.MovieID, b.Paid, b.Balance}, func(p *cli.Page) {
					if b.Again {
						p.Say(words.Say("《%s》早就是你的了，没有再扣款。", "“%s” is yours already; nothing was charged."), b.Title)
					} else {
						p.Say(words.Say("买下了《%s》，付了 %v，余额 %v。", "“%s” is yours. You paid %v and have %v left."), b.Title, b.Paid, b.Balance)
					}
					p.Line("  " + call.Login().Begin(view.Changed(ctx, shop, call, store.Movie{ID: b.MovieID}).Movie))
				})
			}
		},
	}
}

type buyJSON struct {
	MovieID int64     `json:"movie_id"`
	PaidFen store.Fen `json:"paid_fen"`
	Balance store.Fen `json:"balance_fen"`
}
