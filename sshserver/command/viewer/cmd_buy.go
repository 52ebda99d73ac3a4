package viewer

import (
	"context"
	"strings"

	"youku.example/sshserver/command/cli"
	"youku.example/sshserver/command/view"
	"youku.example/store"
	"youku.example/tui/words"
)

// Buy buys a movie once, however often it is repeated.
func Buy(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "buy", Gate: cli.WithAccount, Args: "ID… | --series ID [--season N] [--price YUAN]", Most: cli.MostIDs, Group: cli.GroupMoney,
		Help: words.Say("购买一部或几部影片", "buys movies"),
		More: words.Say("--price 是你同意的价格；价格变了就不买。买过的再买一次不会再扣款。buy 不申请下载，之后用 request 或 get。几部一起买时 --price 是合计，已有的和免费的不算；要么都买，要么都不。\nJSON 字段：movie_id、paid_fen、balance_fen；几部或 --series 时是 movies（这次扣款的）、paid_fen、balance_fen。",
			"--price is what you agree to; at another price nothing is bought. Bought twice is charged once. It asks for no download: use request or get afterwards. Of several --price is the sum, without what you own and what is free; all are bought, or none.\nJSON: movie_id, paid_fen, balance_fen; of several, or with --series, movies (those charged now), paid_fen, balance_fen."),
		Examples: []string{"buy 4", "buy 4 --price 10", "buy --series 2 --season 1 --price 24"},
		Make: func(f *cli.Flags) cli.Runner {
			flags := cli.NewSelectionFlags(f)
			price := f.Yuan("price", words.Say("你同意的价格", "the price that you agree to"))
			return func(ctx context.Context, call *cli.Call) error {
				sel, single, err := flags.Selection(call)
				if err != nil {
					return err
				}
				var agreed *store.Fen
				if f.Given("price") {
					agreed = price
				}
				if !single {
					return buyAll(ctx, shop, call, sel, agreed)
				}
				b, err := shop.Buy(ctx, call.Actor, sel.IDs[0], agreed)
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

type buyAllJSON struct {
	Movies  []int64   `json:"movies"` // those that were charged now
	PaidFen store.Fen `json:"paid_fen"`
	Balance store.Fen `json:"balance_fen"`
}

func buyAll(ctx context.Context, shop Shop, call *cli.Call, sel store.Selection, agreed *store.Fen) error {
	b, err := shop.BuyAll(ctx, call.Actor, sel, agreed)
	if err != nil {
		return err
	}
	out := buyAllJSON{PaidFen: b.Paid, Balance: b.Balance}
	for _, one := range b.Bought {
		out.Movies = append(out.Movies, one.MovieID)
	}
	return call.Answer(out, func(p *cli.Page) {
		switch n := len(b.Bought); n {
		case 0:
			p.Say(words.Say("早就都是你的了，没有再扣款。", "All of it is yours already; nothing was charged."))
		case 1:
			p.Say(words.Say("买下了《%s》，付了 %v，余额 %v。", "“%s” is yours. You paid %v and have %v left."), b.Bought[0].Title, b.Paid, b.Balance)
		default:
			p.Say(words.Say("买下了 %d 部，一共付了 %v，余额 %v。", "%d movies are yours. You paid %v and have %v left."), n, b.Paid, b.Balance)
		}
		if sel.Series != 0 {
			p.Line("  " + call.Login().RequestSeries(sel.Series, sel.Season))
		} else {
			p.Line("  " + call.SSH("request "+strings.Join(call.Args, " ")))
		}
	})
}
