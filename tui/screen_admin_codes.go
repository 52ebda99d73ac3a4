package tui

import (
	"context"
	"errors"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/words"
)

// codes says what redeem codes are, and leads to making some.
type codes struct{ *adminScreen }

func newCodes(d *adminScreen) tab { return &codes{d} }

func (c *codes) Init() tea.Cmd          { return nil }
func (c *codes) Title() words.T         { return textAdminTabCodes }
func (c *codes) Typing() bool           { return false }
func (c *codes) wake() tea.Cmd          { return nil }
func (c *codes) Update(tea.Msg) tea.Cmd { return nil }

func (c *codes) Keys() []key {
	return []key{{on: "enter n", says: textAdminKeyMint, do: func() tea.Cmd { return c.push(newMint(c.adminScreen)) }}}
}

func (c *codes) View(w, h int) string {
	wide := min(w-4, 60)
	ls := c.strongLines(c.say(textAdminCodesTitle), wide)
	ls = append(append(ls, ""), c.muted(c.say(textAdminCodesAbout), wide)...)
	return middle(append(ls, "", c.styles.badge.Render("[ "+c.say(textAdminMint)+" ]")), w, h)
}

// mint asks for how many codes of how much.
type mint struct {
	*form
	desk          *adminScreen
	amount, count *field
}

func newMint(d *adminScreen) screen {
	m := &mint{
		desk:   d,
		amount: &field{label: textAdminWorth, hint: textAdminAmountHint, max: 12, narrow: true, check: checkAmount},
		count:  &field{label: textAdminCount, hint: textAdminCountHint, max: 4, narrow: true, check: checkCount},
	}
	m.form = &form{Display: &d.Display, fail: d.fail, button: textAdminMintButton, send: m.make, fields: []*field{m.amount, m.count}}
	return m
}

// countOf reads a number of codes: plain digits, as for amounts.
func countOf(s string) (int, error) {
	n, err := store.ParseYuan(s)
	if err != nil || n%100 != 0 || strings.Contains(s, ".") || n < 100 || n > 100_000 {
		return 0, store.ErrCount
	}
	return int(n / 100), nil
}

func checkCount(s string) error {
	_, err := countOf(s)
	return err
}

func (m *mint) Title() words.T { return textAdminMint }

// make shows the codes even if the form was left meanwhile, for nobody
// can ever ask for them again.
func (m *mint) make() tea.Cmd {
	amount, err := store.ParseYuan(m.amount.value())
	if err != nil {
		return m.answered(err, 0)
	}
	count, err := countOf(m.count.value())
	if err != nil {
		return m.answered(err, 1)
	}
	return ask(m.desk.Env, m.desk, func(ctx context.Context, a store.Actor) ([]store.Code, error) {
		return m.desk.Shop.MintCodes(ctx, a, amount, count)
	},
		func(cs []store.Code, err error) tea.Cmd {
			switch {
			case errors.Is(err, store.ErrAmount):
				return m.answered(err, 0)
			case errors.Is(err, store.ErrCount):
				return m.answered(err, 1)
			case err != nil:
				return m.answered(err, -1)
			}
			m.desk.close(m)
			return m.desk.push(&minted{Env: m.desk.Env, codes: cs, page: newReader()})
		})
}

func (m *mint) View(w, h int) string { return m.page(textAdminMint, "", w, h) }

// minted shows codes once. Leaving asks, for they are lost then.
type minted struct {
	*Env
	codes []store.Code
	page  reader
}

func (m *minted) Init() tea.Cmd          { return nil }
func (m *minted) Title() words.T         { return textAdminCodesTitle }
func (m *minted) Update(tea.Msg) tea.Cmd { return nil }
func (m *minted) Unsaved() bool          { return true }

func (m *minted) Keys() []key {
	return append([]key{
		{on: "y", says: textAdminKeyCopyAll, do: func() tea.Cmd { return m.copy(m.text()) }},
		{on: "enter", says: textAdminKeyDone, do: func() tea.Cmd { return m.confirmLeave(func() tea.Cmd { return m.close(m) }) }},
	}, m.page.keys()...)
}

// text is all codes, one a line.
func (m *minted) text() string {
	var b strings.Builder
	for _, c := range m.codes {
		fmt.Fprintln(&b, c.Text)
	}
	return b.String()
}

func (m *minted) Warning() question {
	return question{
		title: textAdminCodesLost, yes: textAdminCodesLeave, no: textAdminCodesStay, danger: true,
		body: func() []string { return []string{m.say(textAdminCodesGone)} },
	}
}

func (m *minted) View(w, h int) string {
	var total, each store.Fen
	for _, c := range m.codes {
		total, each = total+c.Amount, c.Amount
	}
	head := m.strongLines(m.say(textAdminMintTotal, len(m.codes), each, total), w)
	for _, l := range wrap(m.say(textAdminShownOnce), w) {
		head = append(head, m.styles.bad.Render(l))
	}
	head = append(head, "")
	var ls []string
	for _, c := range m.codes {
		ls = append(ls, "  "+m.styles.accent.Render(clean(c.Text)))
	}
	return strings.Join(head, "\n") + "\n" + m.page.draw(ls, w, max(1, h-len(head)))
}
