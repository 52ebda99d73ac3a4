package tui

import (
	"context"
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/words"
)

// register makes an account: a name, a password typed twice, and the key that
// was proven if there is one, which may also stand alone.
type register struct {
	*Screens
	*form
	name, password, again, key *field
}

func newRegister(h *Screens) screen {
	r := &register{
		Screens:  h,
		name:     &field{label: textName, hint: textNameHint, max: 32, narrow: true, check: checkName},
		password: &field{label: textPassword, hint: textPasswordHint, kind: secret, max: 128},
		again:    &field{label: textOnceMore, kind: secret, max: 128},
	}
	r.form = &form{Display: &h.Display, fail: h.fail, button: textRegister, send: r.make, fields: []*field{r.name, r.password, r.again}}
	if h.Actor.KeyLine != "" {
		r.key = &field{label: textUseKey, kind: choice, options: []option{{"yes", textLinkKey}, {"", textNoKey}}}
		r.fields = append(r.fields, r.key)
		r.password.hint = textPasswordOrKey
	}
	if h.Vouched != "" {
		r.name.set(h.Vouched)
		r.name.kind = given
		r.at = 1
		r.fields = r.fields[:3] // the key is what makes the admin: it is linked
		r.key = nil
	}
	r.password.check = r.checkPassword
	r.again.check = func(s string) error {
		if s != r.password.value() {
			return textError{textNotTheSame}
		}
		return nil
	}
	return r
}

func checkName(s string) error {
	_, err := store.CheckName(strings.TrimSpace(s))
	return err
}

func (r *register) withKey() bool {
	return r.Actor.KeyLine != "" && (r.Vouched != "" || r.key != nil && r.key.value() != "")
}

func (r *register) checkPassword(s string) error {
	if s == "" && r.withKey() {
		return nil
	}
	return checkPassword(s)
}

// checkPassword is the shop's bound, told before the shop is asked.
func checkPassword(s string) error {
	if len(s) < 8 || len(s) > 128 {
		return store.ErrPassword
	}
	return nil
}

func (r *register) Title() words.T { return textRegister }

func (r *register) make() tea.Cmd {
	reg := store.Registration{Name: strings.TrimSpace(r.name.value()), Password: r.password.value(), WithKey: r.withKey()}
	reg.Language = r.chosen(choiceLanguage)
	return ask(r.Env, r, func(ctx context.Context, _ store.Actor) (store.Actor, error) { return r.Door.Register(ctx, reg) },
		func(a store.Actor, err error) tea.Cmd {
			if err != nil {
				return r.answered(err, r.about(err))
			}
			return r.welcome(a, nil, nil)
		})
}

// about is the field that a refusal speaks of.
func (r *register) about(err error) int {
	for _, e := range []error{store.ErrNameTaken, store.ErrNameInvalid, store.ErrNameReserved, store.ErrVouchedName} {
		if errors.Is(err, e) {
			return 0
		}
	}
	for _, e := range []error{store.ErrPassword, store.ErrNoProof} {
		if errors.Is(err, e) {
			return 1
		}
	}
	return -1
}

func (r *register) View(w, h int) string {
	note := ""
	switch {
	case r.Vouched != "":
		note = r.say(textVouchedHello)
	case r.Actor.KeyLine != "":
		note = r.say(textKeyFound, clean(r.Actor.Key))
	}
	if h < 12 {
		note = ""
	}
	return r.page(textRegister, note, w, h)
}
