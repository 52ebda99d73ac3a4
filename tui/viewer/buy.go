package viewer

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// fetch is what d does on a movie: who has no account logs in first, what is
// missing is said to be, who must buy it is asked (newBuy), everybody else comes
// to the wait and the commands.
func (v *Screens) fetch(m store.Listing) tea.Cmd {
	switch {
	case !v.User():
		return v.Push(newLogin(v, func() tea.Cmd { return v.Push(newMovie(v, m)) }))
	case !m.Available():
		return v.Fail(m.Unavailable())
	case m.MustBuy():
		return v.Push(newBuy(v, m))
	}
	return v.Push(newFetch(v, m.ID, screen.MovieName(m.Movie)))
}

// order is something to buy.
type order struct {
	asks words.T       // the question
	says func() string // what is bought
	sum  store.Fen     // as it was shown
	buy  func(ctx context.Context, a store.Actor, agreed store.Fen) (store.Purchases, error)
	then func(b *buy, p store.Purchases) tea.Cmd // closes the question or replaces it
}

// buy asks once before it pays. The price shown is the one agreed to: when it
// changed meanwhile, nothing is paid and the new one is asked about.
type buy struct {
	*Screens
	*ui.Confirm
	order
	changed bool
	busy    bool
}

func newBuyOf(v *Screens, o order) *buy {
	b := &buy{Screens: v, order: o}
	b.Confirm = ui.NewConfirmOf(&v.Display, v.Close, b.question)
	b.Self = b
	return b
}

// newBuy asks whether to buy a movie; yes also asks for it.
func newBuy(v *Screens, m store.Listing) ui.Screen {
	return newBuyOf(v, order{
		asks: textBuyTitle,
		says: func() string { return screen.MovieName(m.Movie) },
		sum:  m.YourPrice,
		buy: func(ctx context.Context, a store.Actor, agreed store.Fen) (store.Purchases, error) {
			p, err := v.Shop.Buy(ctx, a, m.ID, &agreed)
			return store.Purchases{Bought: []store.Purchase{p}, Paid: p.Paid, Balance: p.Balance}, err
		},
		then: func(b *buy, p store.Purchases) tea.Cmd {
			return tea.Batch(b.Replace(b, newFetch(v, m.ID, screen.MovieName(m.Movie))), b.Tell(textBought, ui.Clean(p.Bought[0].Title), p.Paid))
		},
	})
}

// missing is how much the balance lacks.
func (b *buy) missing() store.Fen {
	if b.Account.ID == 0 {
		return 0
	}
	return max(0, b.sum-b.Account.Balance)
}

// question fits the balance of now: with too little, it leads to where more
// comes from.
func (b *buy) question() ui.Question {
	if b.missing() > 0 {
		return ui.Question{Title: textTooLittle, No: textNotBuying, Yes: textRedeemCode, Body: b.body, Do: func(ui.Screen) tea.Cmd { return b.redeem() }}
	}
	return ui.Question{Title: b.asks, No: textNotBuying, Yes: textPay, Body: b.body, Do: func(ui.Screen) tea.Cmd { return b.pay() }}
}

func (b *buy) redeem() tea.Cmd { return b.Push(newRedeem(b.Screens)) }

// Keys has r as well where there is too little: it redeems everywhere.
func (b *buy) Keys() []ui.Key {
	ks := b.Confirm.Keys()
	if b.missing() > 0 {
		ks = append(ks, ui.Key{On: "r", Says: textRedeemCode, Do: b.redeem})
	}
	return ks
}

func (b *buy) body() []string {
	ls := []string{b.Styles.Strong.Render(b.says())}
	if b.changed {
		ls = append(ls, b.Styles.Bad.Render(b.Say(textPriceNow, b.sum)))
	}
	row := func(name words.T, f store.Fen) {
		ls = append(ls, b.Styles.Mute.Render(cells.Pad(b.Say(name), b.column()))+cells.PadLeft(b.Styles.Money.Render(f.String()), 12))
	}
	ls = append(ls, "")
	row(textPrice, b.sum)
	row(textBalance, b.Account.Balance)
	if need := b.missing(); need > 0 {
		row(textMissing, need)
		return ls
	}
	row(textBalanceAfter, b.Account.Balance-b.sum)
	return ls
}

func (b *buy) column() int {
	n := 0
	for _, t := range []words.T{textPrice, textBalance, textBalanceAfter, textMissing} {
		n = max(n, cells.Width(b.Say(t)))
	}
	return n + 2
}

func (b *buy) pay() tea.Cmd {
	if b.busy {
		return nil
	}
	b.busy = true
	o := b.order
	return screen.Ask(b.Env, b, func(ctx context.Context, a store.Actor) (store.Purchases, error) { return o.buy(ctx, a, o.sum) },
		func(p store.Purchases, err error) tea.Cmd {
			b.busy = false
			var r *store.Refusal
			switch {
			case errors.Is(err, store.ErrPriceChanged) && errors.As(err, &r):
				b.sum, b.changed, b.Yes = r.Price, true, false
				return nil
			case errors.Is(err, store.ErrFunds):
				return tea.Batch(b.Fail(err), b.Refresh())
			case err != nil:
				return b.Fail(err)
			}
			b.Account.Balance = p.Balance
			return o.then(b, p)
		})
}
