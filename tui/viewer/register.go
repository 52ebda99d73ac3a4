package viewer

import (
	"context"
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// register makes an account: a name, a password typed twice, and the key that
// was proven if there is one, which may also stand alone.
type register struct {
	*Screens
	*ui.Form
	name, password, again, key *ui.Field
}

func newRegister(v *Screens) ui.Screen {
	r := &register{
		Screens:  v,
		name:     &ui.Field{Label: textName, Hint: textNameHint, Max: 32, Narrow: true, Check: checkName},
		password: &ui.Field{Label: textPassword, Hint: textPasswordHint, Kind: ui.Secret, Max: 128},
		again:    &ui.Field{Label: textOnceMore, Kind: ui.Secret, Max: 128},
	}
	r.Form = &ui.Form{Display: &v.Display, Fail: v.Fail, Button: textRegister, Send: r.make, Fields: []*ui.Field{r.name, r.password, r.again}}
	if v.Actor.KeyLine != "" {
		r.key = &ui.Field{Label: textUseKey, Kind: ui.Choice, Options: []ui.Option{{Value: "yes", Says: textLinkKey}, {Value: "", Says: textNoKey}}}
		r.Fields = append(r.Fields, r.key)
		r.password.Hint = textPasswordOrKey
	}
	if v.Vouched != "" {
		r.name.Set(v.Vouched)
		r.name.Kind = ui.Given
		r.At = 1
		r.Fields = r.Fields[:3] // the key is what makes the admin: it is linked
		r.key = nil
	}
	r.password.Check = r.checkPassword
	r.again.Check = func(s string) error {
		if s != r.password.Value() {
			return ui.TextError{T: textNotTheSame}
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
	return r.Actor.KeyLine != "" && (r.Vouched != "" || r.key != nil && r.key.Value() != "")
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
	reg := store.Registration{Name: strings.TrimSpace(r.name.Value()), Password: r.password.Value(), WithKey: r.withKey()}
	reg.Language = r.Chosen(screen.ChoiceLanguage)
	return screen.Ask(r.Env, r, func(ctx context.Context, _ store.Actor) (store.Actor, error) { return r.Logins.Register(ctx, reg) },
		func(a store.Actor, err error) tea.Cmd {
			if err != nil {
				return r.Answered(err, r.about(err))
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
		note = r.Say(textVouchedHello)
	case r.Actor.KeyLine != "":
		note = r.Say(textKeyFound, ui.Clean(r.Actor.Key))
	}
	if h < 12 {
		note = ""
	}
	return r.Page(textRegister, note, w, h)
}
