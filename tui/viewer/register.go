package viewer

import (
	"context"
	"errors"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/store/code"
	"youku.example/tui/screen"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// register makes an account: a name, a password typed twice, and the key that
// was proven if there is one, which may also stand alone.
type register struct {
	*Screens
	*ui.Form
	name, password, again, key, invitation *ui.Field
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
	if v.Vouched == "" && v.Shop.Rules().Registration == store.AdmitInvited {
		r.invitation = &ui.Field{Label: textInvitation, Hint: textInvitationHint, Max: 40, Narrow: true, Check: checkInvitation}
		r.Fields = append([]*ui.Field{r.invitation}, r.Fields...)
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

func checkInvitation(s string) error {
	if code.Normal(s) == "" {
		return store.ErrInvitation
	}
	return nil
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
	if r.invitation != nil {
		reg.Invite = r.invitation.Value()
	}
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
	for field, errs := range map[*ui.Field][]error{
		r.name:       {store.ErrNameTaken, store.ErrNameInvalid, store.ErrNameReserved, store.ErrVouchedName},
		r.password:   {store.ErrPassword, store.ErrNoProof},
		r.invitation: {store.ErrInvitation, store.ErrInvitationNeeded},
	} {
		if slices.ContainsFunc(errs, func(e error) bool { return errors.Is(err, e) }) {
			return slices.Index(r.Fields, field)
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
