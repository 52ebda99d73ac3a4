package tui

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/words"
)

// fetch is what d does on a movie: who has no account logs in first, what is
// missing is said to be, who has not bought it is asked, everybody else comes to the wait and the commands.
func (h *Screens) fetch(m store.Listing) tea.Cmd {
	switch {
	case !h.user():
		return h.push(newLogin(h, func() tea.Cmd { return h.push(newMovie(h, m)) }))
	case !m.Available():
		return h.fail(m.Unavailable())
	case m.MustBuy():
		return h.push(newBuy(h, m))
	}
	return h.push(newFetch(h, m.ID, m.Title))
}

// buy asks once before it pays. The price shown is the one agreed to: when it
// changed meanwhile, nothing is paid and the new one is asked about.
type buy struct {
	*Screens
	*confirm
	m       store.Listing
	price   store.Fen
	changed bool
	busy    bool
}

func newBuy(h *Screens, m store.Listing) screen {
	b := &buy{Screens: h, confirm: newConfirm(&h.Display, h.close, question{}), m: m, price: m.YourPrice}
	b.self = b
	b.shape()
	return b
}

// missing is how much the balance lacks.
func (b *buy) missing() store.Fen {
	if b.acct.ID == 0 {
		return 0
	}
	return max(0, b.price-b.acct.Balance)
}

// shape makes the question fit the balance of now: with too little, it leads
// to where more comes from.
func (b *buy) shape() {
	b.q = question{title: textBuyTitle, no: textNotBuying, yes: textPay, body: b.body, do: func(screen) tea.Cmd { return b.pay() }}
	if b.missing() > 0 {
		b.q.title, b.q.yes, b.q.do = textTooLittle, textRedeemCode, func(screen) tea.Cmd { return b.push(newRedeem(b.Screens)) }
	}
}

func (b *buy) View(w, h int) string   { b.shape(); return b.confirm.View(w, h) }
func (b *buy) Title() words.T         { b.shape(); return b.q.title }
func (b *buy) Update(tea.Msg) tea.Cmd { return nil }

// Keys has r as well where there is too little: it redeems everywhere.
func (b *buy) Keys() []key {
	b.shape()
	ks := b.confirm.Keys()
	if b.missing() > 0 {
		ks = append(ks, key{on: "r", says: textRedeemCode, do: func() tea.Cmd { return b.q.do(b) }})
	}
	return ks
}

func (b *buy) body() []string {
	ls := []string{b.styles.strong.Render(clean(b.m.Title))}
	if b.changed {
		ls = append(ls, b.styles.bad.Render(b.say(textPriceNow, b.price)))
	}
	row := func(name words.T, f store.Fen) {
		ls = append(ls, b.styles.mute.Render(pad(b.say(name), b.column()))+padLeft(b.styles.money.Render(f.String()), 12))
	}
	ls = append(ls, "")
	row(textPrice, b.price)
	row(textBalance, b.acct.Balance)
	if need := b.missing(); need > 0 {
		row(textMissing, need)
		return ls
	}
	row(textBalanceAfter, b.acct.Balance-b.price)
	return ls
}

func (b *buy) column() int {
	n := 0
	for _, t := range []words.T{textPrice, textBalance, textBalanceAfter, textMissing} {
		n = max(n, width(b.say(t)))
	}
	return n + 2
}

func (b *buy) pay() tea.Cmd {
	if b.busy {
		return nil
	}
	b.busy = true
	id, price := b.m.ID, b.price
	return ask(b.Env, b, func(ctx context.Context, a store.Actor) (store.Purchase, error) {
		return b.Shop.Buy(ctx, a, id, &price)
	},
		func(p store.Purchase, err error) tea.Cmd {
			b.busy = false
			var r *store.Refusal
			switch {
			case errors.Is(err, store.ErrPriceChanged) && errors.As(err, &r):
				b.price, b.changed, b.yes = r.Price, true, false
				return nil
			case errors.Is(err, store.ErrFunds):
				return tea.Batch(b.fail(err), b.refresh(false))
			case err != nil:
				return b.fail(err)
			}
			b.acct.Balance = p.Balance
			return tea.Batch(b.replace(b, newFetch(b.Screens, id, b.m.Title)), b.tell(textBought, clean(p.Title), p.Paid))
		})
}
