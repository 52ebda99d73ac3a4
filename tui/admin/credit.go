package admin

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

// credit adds to a person's balance.
type credit struct {
	*ui.Form
	screen       *Screen
	who          store.Account
	all          []string // the names where it is several people
	amount, note *ui.Field
}

func newCredit(d *Screen, who store.Account) ui.Screen {
	c := &credit{
		screen: d, who: who,
		amount: &ui.Field{Label: textAmount, Hint: textAmountHint, Max: 12, Narrow: true, Check: checkAmount},
		note:   &ui.Field{Label: textNote, Hint: textNoteHint, Max: 200, Check: checkLine},
	}
	c.Form = &ui.Form{Display: &d.Display, Fail: d.Fail, Button: textKeyCredit, Send: c.give, Fields: []*ui.Field{c.amount, c.note}}
	return c
}

// checkAmount takes an amount of yuan above nothing.
func checkAmount(s string) error {
	amount, err := store.ParseYuan(s)
	if err == nil && amount == 0 {
		return store.ErrAmount
	}
	return err
}

func checkLine(s string) error {
	_, err := store.CheckLine(s, 200)
	return err
}

func (c *credit) Title() words.T { return textCreditTitle }

func (c *credit) give() tea.Cmd {
	amount, err := store.ParseYuan(c.amount.Value())
	if err != nil {
		return c.Answered(err, 0)
	}
	name, note := c.who.Name, strings.TrimSpace(c.note.Value())
	return screen.Ask(c.screen.Env, c.screen, func(ctx context.Context, a store.Actor) (store.Fen, error) {
		return c.screen.Shop.Credit(ctx, a, name, amount, note)
	},
		func(balance store.Fen, err error) tea.Cmd {
			switch {
			case errors.Is(err, store.ErrAmount):
				return c.Answered(err, 0)
			case errors.Is(err, store.ErrText), errors.Is(err, store.ErrTooLong):
				return c.Answered(err, 1)
			case err != nil:
				return c.Answered(err, -1)
			}
			c.screen.Close(c)
			return tea.Batch(c.screen.Tell(textCreditDone, ui.Clean(name), amount, balance), c.screen.Return())
		})
}

func (c *credit) View(w, h int) string {
	note := c.Say(textCreditNote, ui.Clean(c.who.Name), c.who.Balance)
	if len(c.all) > 0 {
		note = strings.Join(c.screen.named(textCreditSeveralNote, c.all), "\n")
	}
	return c.Page(textCreditTitle, note, w, h)
}

// newCreditSeveral adds the same to the balance of several people.
func newCreditSeveral(p *people, who []store.Person) ui.Screen {
	c := newCredit(p.Screen, store.Account{}).(*credit)
	c.all = names(who, p.marks.Name)
	c.Send = func() tea.Cmd {
		amount, err := store.ParseYuan(c.amount.Value())
		if err == nil && amount == 0 {
			err = store.ErrAmount
		}
		if err != nil {
			return c.Answered(err, 0)
		}
		note := strings.TrimSpace(c.note.Value())
		p.Close(c)
		return severally(p.Screen, &p.marks, who, func(ctx context.Context, a store.Actor, who store.Person) error {
			_, err := p.Shop.Credit(ctx, a, who.Name, amount, note)
			return err
		}, func([]store.Person) tea.Cmd { return p.list.Load() })
	}
	return c
}
