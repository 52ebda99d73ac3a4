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

// login makes a user of a guest by name and password. then, if there is one,
// is what the guest wanted to do.
type login struct {
	*Screens
	*ui.Form
	then func() tea.Cmd
}

func newLogin(v *Screens, then func() tea.Cmd) ui.Screen {
	l := &login{Screens: v, then: then}
	l.Form = &ui.Form{Display: &v.Display, Fail: v.Fail, Button: textLogIn, Send: l.logIn, Fields: []*ui.Field{
		{Label: textName, Max: 64, Narrow: true},
		{Label: textPassword, Kind: ui.Secret, Max: 128},
	}}
	return l
}

func (l *login) Title() words.T { return textLogIn }
func (l *login) Unsaved() bool  { return false }

func (l *login) Keys() []ui.Key {
	if !l.mayRegister() {
		return l.Form.Keys()
	}
	return append(l.Form.Keys(), ui.Key{On: "ctrl+r", Show: "Ctrl+R", Says: textRegister, Do: func() tea.Cmd { return l.Replace(l, newRegister(l.Screens)) }})
}

func (l *login) logIn() tea.Cmd {
	name, password := strings.TrimSpace(l.Value(0)), l.Value(1)
	type entered struct {
		store.Actor
		chosen map[string]string
	}
	return screen.Ask(l.Env, l, func(ctx context.Context, _ store.Actor) (e entered, err error) {
		if e.Actor, err = l.Logins.Login(ctx, name, password); err == nil {
			e.chosen, _ = l.Shop.Preferences(ctx, e.Actor) // a login does not fail for them
		}
		return e, err
	},
		func(e entered, err error) tea.Cmd {
			if err != nil {
				if errors.Is(err, store.ErrWrongLogin) {
					l.Fields[1].Set("")
					return l.Answered(err, 1)
				}
				return l.Answered(err, -1)
			}
			return l.welcome(e.Actor, e.chosen, l.then)
		})
}

// welcome goes on as a user, with a word of greeting.
func (v *Screens) welcome(a store.Actor, chosen map[string]string, then func() tea.Cmd) tea.Cmd {
	cmds := []tea.Cmd{v.LogIn(a, chosen), v.Tell(textHello, ui.Clean(a.Name))}
	if then != nil {
		cmds = append(cmds, then())
	}
	return tea.Batch(cmds...)
}

func (l *login) View(w, h int) string {
	note := ""
	if l.then != nil {
		note = l.Say(textNeedAccount)
		if !l.mayRegister() {
			note = l.Say(textNeedLogin)
		}
	}
	return l.Page(textLogIn, note, w, h)
}
