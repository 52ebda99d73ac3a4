package tui

import (
	"context"
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/words"
)

// credit adds to a person's balance.
type credit struct {
	*form
	desk         *adminScreen
	who          store.Account
	amount, note *field
}

func newCredit(d *adminScreen, who store.Account) screen {
	c := &credit{
		desk: d, who: who,
		amount: &field{label: textAdminAmount, hint: textAdminAmountHint, max: 12, narrow: true, check: checkAmount},
		note:   &field{label: textAdminNote, hint: textAdminNoteHint, max: 200, check: checkLine},
	}
	c.form = &form{Display: &d.Display, fail: d.fail, button: textAdminKeyCredit, send: c.give, fields: []*field{c.amount, c.note}}
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
	amount, err := store.ParseYuan(c.amount.value())
	if err != nil {
		return c.answered(err, 0)
	}
	name, note := c.who.Name, strings.TrimSpace(c.note.value())
	return ask(c.desk.Env, c.desk, func(ctx context.Context, a store.Actor) (store.Fen, error) {
		return c.desk.Shop.Credit(ctx, a, name, amount, note)
	},
		func(balance store.Fen, err error) tea.Cmd {
			switch {
			case errors.Is(err, store.ErrAmount):
				return c.answered(err, 0)
			case errors.Is(err, store.ErrText), errors.Is(err, store.ErrTooLong):
				return c.answered(err, 1)
			case err != nil:
				return c.answered(err, -1)
			}
			c.desk.close(c)
			return tea.Batch(c.desk.tell(textAdminCreditDone, clean(name), amount, balance), c.desk.Return())
		})
}

func (c *credit) View(w, h int) string {
	note := c.say(textAdminCreditNote, clean(c.who.Name), c.who.Balance)
	return c.page(textAdminCreditTitle, note, w, h)
}
