package command

import (
	"context"
	"time"

	"youku.example/store"
	"youku.example/tui/words"
)

var cmdWallet = command{
	name: "wallet", open: withAccount, args: "[--limit N] …", group: paying,
	says: words.Say("余额和进出记录", "your balance and where it went"),
	more: words.Say("JSON 字段：balance_fen、entries，最新的在前，加 --reverse 则相反。下一页：同样的选项加 --after 上一页最后的记录编号（JSON 里的 id）。",
		"JSON: balance_fen and entries, the newest first, with --reverse the oldest. For the next page give the same flags and --after the number that this one ends with (id in JSON)."),
	examples: []string{"wallet", "wallet --json", "wallet --reverse --after 200"},
	make: func(f *flags) runner {
		pages := f.pages(200, 500, words.Say("最早的在前", "the oldest first"))
		return func(ctx context.Context, t *turn) error {
			w, err := t.Shop.WalletPage(ctx, t.Actor, pages.span())
			if err != nil {
				return err
			}
			return t.showWallet(w, pages)
		}
	},
}

func (t *turn) showWallet(w store.Wallet, pages pageFlags) error {
	out := walletJSON{Balance: w.Balance}
	var rows [][]string
	for _, e := range w.Entries {
		out.Entries = append(out.Entries, entryJSON{
			e.ID, e.Kind, e.Amount, e.Balance, orNull(e.MovieID), orNull(e.Title), e.Note, when(e.At),
		})
		what := entryNames[e.Kind].In(t.Lang)
		for _, more := range []string{e.Title, e.Note} {
			if more != "" {
				what += " · " + more
			}
		}
		rows = append(rows, []string{t.moment(e.At), words.Signed(e.Amount), e.Balance.String(), what})
	}
	return t.answer(out, func(p *page) {
		p.say(words.Say("余额 %v", "balance %v"), w.Balance)
		if len(rows) == 0 {
			return
		}
		p.table([]column{left("时间", "WHEN"), right("金额", "AMOUNT"), right("余额", "BALANCE"), left("事由", "WHAT")}, rows)
		pages.next(p, len(rows), w.Entries[len(rows)-1].ID)
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

var entryNames = map[store.EntryKind]words.T{
	store.EntryRedeem: words.Say("充值码", "redeem code"),
	store.EntryCredit: words.Say("管理员充值", "credit"),
	store.EntryBuy:    words.Say("购买", "bought"),
	store.EntryVIP:    words.Say("VIP", "VIP"),
	store.EntryRefund: words.Say("退款", "refund"),
}
