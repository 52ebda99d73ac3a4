package tui

import (
	"context"
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// credit adds to a person's balance.
type credit struct {
	*ui.Form
	desk         *adminScreen
	who          store.Account
	amount, note *ui.Field
}

func newCredit(d *adminScreen, who store.Account) ui.Screen {
	c := &credit{
		desk: d, who: who,
		amount: &ui.Field{Label: textAdminAmount, Hint: textAdminAmountHint, Max: 12, Narrow: true, Check: checkAmount},
		note:   &ui.Field{Label: textAdminNote, Hint: textAdminNoteHint, Max: 200, Check: checkLine},
	}
	c.Form = &ui.Form{Display: &d.Display, Fail: d.fail, Button: textAdminKeyCredit, Send: c.give, Fields: []*ui.Field{c.amount, c.note}}
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

func (c *credit) Title() words.T { return textAdminCreditTitle }

func (c *credit) give() tea.Cmd {
	amount, err := store.ParseYuan(c.amount.Value())
	if err != nil {
		return c.Answered(err, 0)
	}
	name, note := c.who.Name, strings.TrimSpace(c.note.Value())
	return ask(c.desk.Env, c.desk, func(ctx context.Context, a store.Actor) (store.Fen, error) {
		return c.desk.Shop.Credit(ctx, a, name, amount, note)
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
			c.desk.close(c)
			return tea.Batch(c.desk.tell(textAdminCreditDone, ui.Clean(name), amount, balance), c.desk.Return())
		})
}

func (c *credit) View(w, h int) string {
	note := c.Say(textAdminCreditNote, ui.Clean(c.who.Name), c.who.Balance)
	return c.Page(textAdminCreditTitle, note, w, h)
}
