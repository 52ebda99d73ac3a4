package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/words"
)

// password changes the password: a new one, typed twice.
type password struct {
	*Screens
	*form
	first bool // there was none
}

func newPassword(h *Screens) screen {
	p := &password{Screens: h, first: !h.acct.HasPassword}
	first := &field{label: textNewPassword, hint: textPasswordHint, kind: secret, max: 128, check: checkPassword}
	second := &field{label: textOnceMore, kind: secret, max: 128, check: func(s string) error {
		if s != first.value() {
			return textError{textNotTheSame}
		}
		return nil
	}}
	p.form = &form{Display: &h.Display, fail: h.fail, button: textSave, send: p.change, fields: []*field{first, second}}
	return p
}

func (p *password) View(w, h int) string { return p.page(p.Title(), "", w, h) }

func (p *password) Title() words.T {
	if p.first {
		return textSetPassword
	}
	return textChangePassword
}

func (p *password) change() tea.Cmd {
	word := p.value(0)
	return ask(p.Env, p, func(ctx context.Context, a store.Actor) (store.Actor, error) {
		return p.Shop.ChangePassword(ctx, a, word)
	},
		func(a store.Actor, err error) tea.Cmd {
			if err != nil {
				return p.answered(err, 0)
			}
			p.Actor = a
			p.acct.HasPassword = true
			if p.first {
				return p.back(p, textPasswordSet)
			}
			return p.back(p, textPasswordChanged)
		})
}
