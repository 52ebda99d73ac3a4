package tui

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/words"
)

// redeem turns a code into balance.
type redeem struct {
	*Screens
	*form
}

func newRedeem(h *Screens) screen {
	r := &redeem{Screens: h}
	r.form = &form{Display: &h.Display, fail: h.fail, button: textRedeem, send: r.redeem, fields: []*field{{label: textCode, hint: textCodeHint, max: 100, narrow: true}}}
	return r
}

func (r *redeem) Title() words.T       { return textRedeemTitle }
func (r *redeem) Unsaved() bool        { return false }
func (r *redeem) View(w, h int) string { return r.page(textRedeemTitle, "", w, h) }

func (r *redeem) redeem() tea.Cmd {
	code := strings.TrimSpace(r.value(0))
	type got struct{ amount, balance store.Fen }
	return ask(r.Env, r, func(ctx context.Context, a store.Actor) (got, error) {
		amount, balance, err := r.Shop.Redeem(ctx, a, code)
		return got{amount, balance}, err
	}, func(g got, err error) tea.Cmd {
		if err != nil {
			return r.answered(err, 0)
		}
		r.acct.Balance = g.balance
		return r.back(r, textRedeemed, g.amount, g.balance)
	})
}
