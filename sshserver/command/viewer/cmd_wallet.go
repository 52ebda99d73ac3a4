package viewer

import (
	"context"
	"time"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

// Wallet shows the balance and the ledger entries of the account.
func Wallet(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "wallet", Gate: cli.WithAccount, Args: "[--limit N] …", Group: cli.GroupMoney,
		Help: words.Say("余额和进出记录", "your balance and where it went"),
		More: words.Say("JSON 字段：balance_fen、entries，最新的在前，加 --reverse 则相反。下一页：同样的选项加 --after 上一页最后的记录编号（JSON 里的 id）。",
			"JSON: balance_fen and entries, the newest first, with --reverse the oldest. For the next page give the same flags and --after the number that this one ends with (id in JSON)."),
		Examples: []string{"wallet", "wallet --json", "wallet --reverse --after 200"},
		Make: func(f *cli.Flags) cli.Runner {
			pages := f.Pages(200, 500, words.Say("最早的在前", "the oldest first"))
			return func(ctx context.Context, call *cli.Call) error {
				w, err := shop.WalletPage(ctx, call.Actor, pages.Span())
				if err != nil {
					return err
				}
				return showWallet(call, w, pages)
			}
		},
	}
}

func showWallet(call *cli.Call, w store.Wallet, pages cli.Pages) error {
	out := walletJSON{Balance: w.Balance}
	var rows [][]string
	for _, e := range w.Entries {
		out.Entries = append(out.Entries, entryJSON{
			e.ID, e.Kind, e.Amount, e.Balance, cli.OrNull(e.MovieID), cli.OrNull(e.Title), e.Note, cli.Time(e.At),
		})
		what := words.Entry(e.Kind).In(call.Lang)
		for _, more := range []string{e.Title, e.Note} {
			if more != "" {
				what += " · " + more
			}
		}
		rows = append(rows, []string{call.Moment(e.At), words.Signed(e.Amount), e.Balance.String(), what})
	}
	return call.Answer(out, func(p *cli.Page) {
		p.Say(words.Say("余额 %v", "balance %v"), w.Balance)
		if len(rows) == 0 {
			return
		}
		p.Table([]cli.Column{cli.Left("时间", "WHEN"), cli.Right("金额", "AMOUNT"), cli.Right("余额", "BALANCE"), cli.Left("事由", "WHAT")}, rows)
		pages.Next(p, len(rows), w.Entries[len(rows)-1].ID)
	})
}

type walletJSON struct {
	Balance store.Fen   `json:"balance_fen"`
	Entries []entryJSON `json:"entries"`
}

type entryJSON struct {
	ID        int64           `json:"id"`
	Kind      store.EntryKind `json:"kind"`
	Amount    store.Fen       `json:"amount_fen"`
	Balance   store.Fen       `json:"balance_fen"`
	MovieID   *int64          `json:"movie_id"`
	Title     *string         `json:"title"`
	Note      string          `json:"note"`
	CreatedAt *time.Time      `json:"created_at"`
}
