package viewer

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// redeem turns a code into balance.
type redeem struct {
	*Screens
	*ui.Form
}

func newRedeem(v *Screens) ui.Screen {
	r := &redeem{Screens: v}
	r.Form = &ui.Form{Display: &v.Display, Fail: v.Fail, Button: textRedeem, Send: r.redeem, Fields: []*ui.Field{{Label: textCode, Hint: textCodeHint, Max: 100, Narrow: true}}}
	return r
}

func (r *redeem) Title() words.T       { return textRedeemTitle }
func (r *redeem) Unsaved() bool        { return false }
func (r *redeem) View(w, h int) string { return r.Page(textRedeemTitle, "", w, h) }

func (r *redeem) redeem() tea.Cmd {
	code := strings.TrimSpace(r.Value(0))
	type got struct{ amount, balance store.Fen }
	return screen.Ask(r.Env, r, func(ctx context.Context, a store.Actor) (got, error) {
		amount, balance, err := r.Shop.Redeem(ctx, a, code)
		return got{amount, balance}, err
	}, func(g got, err error) tea.Cmd {
		if err != nil {
			return r.Answered(err, 0)
		}
		r.Account.Balance = g.balance
		return r.Back(r, textRedeemed, g.amount, g.balance)
	})
}
