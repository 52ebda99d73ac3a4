package admin

import (
	"context"
	"errors"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// codes says what redeem codes are, and leads to making some.
type codes struct{ *Screen }

func newCodes(d *Screen) tab { return &codes{d} }

func (c *codes) Init() tea.Cmd          { return nil }
func (c *codes) Title() words.T         { return textTabCodes }
func (c *codes) Typing() bool           { return false }
func (c *codes) wake() tea.Cmd          { return nil }
func (c *codes) Update(tea.Msg) tea.Cmd { return nil }

func (c *codes) Keys() []ui.Key {
	return []ui.Key{{On: "enter n", Says: textKeyMint, Do: func() tea.Cmd { return c.Push(newMint(c.Screen)) }}}
}

func (c *codes) View(w, h int) string {
	wide := min(w-4, 60)
	ls := c.StrongLines(c.Say(textCodesTitle), wide)
	ls = append(append(ls, ""), c.Muted(c.Say(textCodesAbout), wide)...)
	return cells.Middle(append(ls, "", c.Styles.Badge.Render("[ "+c.Say(textMint)+" ]")), w, h)
}

// mint asks for how many codes of how much.
type mint struct {
	*ui.Form
	screen        *Screen
	amount, count *ui.Field
}

func newMint(d *Screen) ui.Screen {
	m := &mint{
		screen: d,
		amount: &ui.Field{Label: textWorth, Hint: textAmountHint, Max: 12, Narrow: true, Check: checkAmount},
		count:  &ui.Field{Label: textCount, Hint: textCountHint, Max: 4, Narrow: true, Check: checkCount},
	}
	m.Form = &ui.Form{Display: &d.Display, Fail: d.Fail, Button: textMintButton, Send: m.make, Fields: []*ui.Field{m.amount, m.count}}
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

func (m *mint) Title() words.T { return textMint }

// make shows the codes even if the form was left meanwhile: the shop shows them
// this once.
func (m *mint) make() tea.Cmd {
	amount, err := store.ParseYuan(m.amount.Value())
	if err != nil {
		return m.Answered(err, 0)
	}
	count, err := countOf(m.count.Value())
	if err != nil {
		return m.Answered(err, 1)
	}
	return screen.Ask(m.screen.Env, m.screen, func(ctx context.Context, a store.Actor) ([]store.Code, error) {
		return m.screen.Shop.MintCodes(ctx, a, amount, count)
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
			m.screen.Close(m)
			return m.screen.Push(&minted{Env: m.screen.Env, codes: cs, page: ui.NewReader()})
		})
}

func (m *mint) View(w, h int) string { return m.Page(textMint, "", w, h) }

// minted shows codes once. Leaving asks, for they are lost then.
type minted struct {
	*screen.Env
	codes []store.Code
	page  ui.Reader
}

func (m *minted) Init() tea.Cmd          { return nil }
func (m *minted) Title() words.T         { return textCodesTitle }
func (m *minted) Update(tea.Msg) tea.Cmd { return nil }
func (m *minted) Unsaved() bool          { return true }

func (m *minted) Keys() []ui.Key {
	return append([]ui.Key{
		{On: "y", Says: textKeyCopyAll, Do: func() tea.Cmd { return m.Copy(m.text()) }},
		{On: "enter", Says: textKeyDone, Do: func() tea.Cmd { return m.ConfirmLeave(func() tea.Cmd { return m.Close(m) }) }},
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
		Title: textCodesLost, Yes: textCodesLeave, No: textCodesStay, Danger: true,
		Body: func() []string { return []string{m.Say(textCodesGone)} },
	}
}

func (m *minted) View(w, h int) string {
	var total, each store.Fen
	for _, c := range m.codes {
		total, each = total+c.Amount, c.Amount
	}
	head := m.StrongLines(m.Say(textMintTotal, len(m.codes), each, total), w)
	for _, l := range cells.Wrap(m.Say(textShownOnce), w) {
		head = append(head, m.Styles.Bad.Render(l))
	}
	head = append(head, "")
	var ls []string
	for _, c := range m.codes {
		ls = append(ls, "  "+m.Styles.Accent.Render(ui.Clean(c.Text)))
	}
	return strings.Join(head, "\n") + "\n" + m.page.Draw(ls, w, max(1, h-len(head)))
}
