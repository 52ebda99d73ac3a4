package viewer

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// password changes the password: a new one, typed twice.
type password struct {
	*Screens
	*ui.Form
	first bool // there was none
}

func newPassword(v *Screens) ui.Screen {
	p := &password{Screens: v, first: !v.Account.HasPassword}
	first := &ui.Field{Label: textNewPassword, Hint: textPasswordHint, Kind: ui.Secret, Max: 128, Check: checkPassword}
	second := &ui.Field{Label: textOnceMore, Kind: ui.Secret, Max: 128, Check: func(s string) error {
		if s != first.Value() {
			return ui.TextError{T: textNotTheSame}
		}
		return nil
	}}
	p.Form = &ui.Form{Display: &v.Display, Fail: v.Fail, Button: textSave, Send: p.change, Fields: []*ui.Field{first, second}}
	return p
}

func (p *password) View(w, h int) string { return p.Page(p.Title(), "", w, h) }

func (p *password) Title() words.T {
	if p.first {
		return textSetPassword
	}
	return textChangePassword
}

func (p *password) change() tea.Cmd {
	word := p.Value(0)
	return screen.Ask(p.Env, p, func(ctx context.Context, a store.Actor) (store.Actor, error) {
		return p.Shop.ChangePassword(ctx, a, word)
	},
		func(a store.Actor, err error) tea.Cmd {
			if err != nil {
				return p.Answered(err, 0)
			}
			p.Actor = a
			p.Account.HasPassword = true
			if p.first {
				return p.Back(p, textPasswordSet)
			}
			return p.Back(p, textPasswordChanged)
		})
}
