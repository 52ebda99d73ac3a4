package tui

import (
	"context"
	"errors"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/ui"
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

func (c *codes) Keys() []ui.Key {
	return []ui.Key{{On: "enter n", Says: textAdminKeyMint, Do: func() tea.Cmd { return c.push(newMint(c.adminScreen)) }}}
}

func (c *codes) View(w, h int) string {
	wide := min(w-4, 60)
	ls := c.StrongLines(c.Say(textAdminCodesTitle), wide)
	ls = append(append(ls, ""), c.Muted(c.Say(textAdminCodesAbout), wide)...)
	return ui.Middle(append(ls, "", c.Styles.Badge.Render("[ "+c.Say(textAdminMint)+" ]")), w, h)
}

// mint asks for how many codes of how much.
type mint struct {
	*ui.Form
	desk          *adminScreen
	amount, count *ui.Field
}

func newMint(d *adminScreen) ui.Screen {
	m := &mint{
		desk:   d,
		amount: &ui.Field{Label: textAdminWorth, Hint: textAdminAmountHint, Max: 12, Narrow: true, Check: checkAmount},
		count:  &ui.Field{Label: textAdminCount, Hint: textAdminCountHint, Max: 4, Narrow: true, Check: checkCount},
	}
	m.Form = &ui.Form{Display: &d.Display, Fail: d.fail, Button: textAdminMintButton, Send: m.make, Fields: []*ui.Field{m.amount, m.count}}
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
	amount, err := store.ParseYuan(m.amount.Value())
	if err != nil {
		return m.Answered(err, 0)
	}
	count, err := countOf(m.count.Value())
	if err != nil {
		return m.Answered(err, 1)
	}
	return ask(m.desk.Env, m.desk, func(ctx context.Context, a store.Actor) ([]store.Code, error) {
		return m.desk.Shop.MintCodes(ctx, a, amount, count)
	},
		func(cs []store.Code, err error) tea.Cmd {
			switch {
			case errors.Is(err, store.ErrAmount):
				return m.Answered(err, 0)
			case errors.Is(err, store.ErrCount):
				return m.Answered(err, 1)
			case err != nil:
				return m.Answered(err, -1)
			}
			m.desk.close(m)
			return m.desk.push(&minted{Env: m.desk.Env, codes: cs, page: ui.NewReader()})
		})
}

func (m *mint) View(w, h int) string { return m.Page(textAdminMint, "", w, h) }

// minted shows codes once. Leaving asks, for they are lost then.
type minted struct {
	*Env
	codes []store.Code
	page  ui.Reader
}

func (m *minted) Init() tea.Cmd          { return nil }
func (m *minted) Title() words.T         { return textAdminCodesTitle }
func (m *minted) Update(tea.Msg) tea.Cmd { return nil }
func (m *minted) Unsaved() bool          { return true }

func (m *minted) Keys() []ui.Key {
	return append([]ui.Key{
		{On: "y", Says: textAdminKeyCopyAll, Do: func() tea.Cmd { return m.copy(m.text()) }},
		{On: "enter", Says: textAdminKeyDone, Do: func() tea.Cmd { return m.confirmLeave(func() tea.Cmd { return m.close(m) }) }},
	}, m.page.Keys()...)
}

// text is all codes, one a line.
func (m *minted) text() string {
	var b strings.Builder
	for _, c := range m.codes {
		fmt.Fprintln(&b, c.Text)
	}
	return b.String()
}

func (m *minted) Warning() ui.Question {
	return ui.Question{
		Title: textAdminCodesLost, Yes: textAdminCodesLeave, No: textAdminCodesStay, Danger: true,
		Body: func() []string { return []string{m.Say(textAdminCodesGone)} },
	}
}

func (m *minted) View(w, h int) string {
	var total, each store.Fen
	for _, c := range m.codes {
		total, each = total+c.Amount, c.Amount
	}
	head := m.StrongLines(m.Say(textAdminMintTotal, len(m.codes), each, total), w)
	for _, l := range ui.Wrap(m.Say(textAdminShownOnce), w) {
		head = append(head, m.Styles.Bad.Render(l))
	}
	head = append(head, "")
	var ls []string
	for _, c := range m.codes {
		ls = append(ls, "  "+m.Styles.Accent.Render(ui.Clean(c.Text)))
	}
	return strings.Join(head, "\n") + "\n" + m.page.Draw(ls, w, max(1, h-len(head)))
}
