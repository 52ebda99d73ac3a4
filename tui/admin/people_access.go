package admin

import (
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// accessActions let a person in again who lost the password or the key, and remove
// an account.
func (p *people) accessActions(who store.Person) []ui.Key {
	ks := []ui.Key{
		{On: "p", Says: textKeySetPassword, Quiet: true, Do: func() tea.Cmd { return p.Push(newSetPassword(p.Screen, who.Name)) }},
		{On: "a", Says: textKeyGiveKey, Quiet: true, Do: func() tea.Cmd { return p.Push(newGiveKey(p.Screen, who.Name)) }},
	}
	if who.ID != p.Actor.Account {
		ks = append(ks, ui.Key{On: "D", Says: textKeyRemoveAccount, Quiet: true, Do: func() tea.Cmd { return p.remove(who) }})
	}
	return ks
}

// remove asks once, for it can't be undone.
func (p *people) remove(who store.Person) tea.Cmd {
	body := func() []string {
		return []string{p.Styles.Strong.Render(ui.Clean(who.Name)), "", p.Say(textRemoveBody, who.Balance)}
	}
	return p.sure(textRemoveTitle, textKeyRemoveAccount, body, func() tea.Cmd {
		return screen.Ask(p.Env, p.Screen, func(ctx context.Context, a store.Actor) (store.Account, error) {
			return p.Shop.RemoveAccountOf(ctx, a, who.Name)
		},
			func(left store.Account, err error) tea.Cmd {
				if err != nil {
					return p.Fail(err)
				}
				return tea.Batch(p.Tell(textRemoved, ui.Clean(left.Name), left.ID), p.list.Load())
			})
	})
}

// access is a form that gives a person something to come in with.
type access struct {
	*ui.Form
	title, note words.T
	name        string
}

func (a *access) Title() words.T {
	name := ui.Clean(a.name)
	return words.Say(fmt.Sprintf(a.title.In(words.Zh), name), fmt.Sprintf(a.title.In(words.En), name))
}

func (a *access) View(w, h int) string { return a.Page(a.Title(), a.Say(a.note), w, h) }

// newSetPassword asks for a person's new password, twice.
func newSetPassword(d *Screen, name string) ui.Screen {
	first := &ui.Field{Label: textNewPassword, Hint: textPasswordHint, Kind: ui.Secret, Max: 128, Check: store.CheckPassword}
	again := &ui.Field{Label: textOnceMore, Kind: ui.Secret, Max: 128, Check: func(s string) error {
		if s != first.Value() {
			return ui.TextError{T: textNotTheSame}
		}
		return nil
	}}
	f := &access{title: textSetPasswordTitle, note: textSetPasswordNote, name: name}
	send := func() tea.Cmd {
		password := first.Value()
		return screen.Do(d.Env, d, func(ctx context.Context, a store.Actor) error {
			_, err := d.Shop.SetPasswordOf(ctx, a, name, password)
			return err
		}, f.sent(d, f, textPasswordIsSet))
	}
	f.Form = &ui.Form{Display: &d.Display, Fail: d.Fail, Button: textKeySetPassword, Send: send, Fields: []*ui.Field{first, again}}
	return f
}

// newGiveKey takes one pasted line of a person's new key.
func newGiveKey(d *Screen, name string) ui.Screen {
	line := &ui.Field{Label: textKeyLine, Hint: textKeyLineHint, Kind: ui.ManyLines, Joined: true, Rows: 5, Shrinks: true, Max: 8000}
	f := &access{title: textGiveKeyTitle, note: textGiveKeyNote, name: name}
	send := func() tea.Cmd {
		key := strings.TrimSpace(line.Value())
		return screen.Do(d.Env, d, func(ctx context.Context, a store.Actor) error {
			_, err := d.Shop.AddKeyOf(ctx, a, name, key)
			return err
		}, f.sent(d, f, textKeyGiven))
	}
	f.Form = &ui.Form{Display: &d.Display, Fail: d.Fail, Button: textKeyGiveKey, Send: send, Fields: []*ui.Field{line}}
	return f
}

// sent closes the form once the shop has done it.
func (a *access) sent(d *Screen, form ui.Screen, done words.T) func(error) tea.Cmd {
	return func(err error) tea.Cmd {
		if err != nil {
			return a.Answered(err, 0)
		}
		d.Close(form)
		return tea.Batch(d.Tell(done, ui.Clean(a.name)), d.Return())
	}
}
