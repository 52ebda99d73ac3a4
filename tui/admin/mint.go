package admin

import (
	"context"
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

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
			var total store.Fen
			texts := make([]string, len(cs))
			for i, c := range cs {
				texts[i], total = c.Text, total+c.Amount
			}
			m.screen.Close(m)
			return m.screen.Push(newMinted(m.screen, textCodesTitle, texts, func() string { return m.Say(textMintTotal, len(cs), amount, total) }))
		})
}

func (m *mint) View(w, h int) string { return m.Page(textMint, m.Say(textCodesAbout), w, h) }

// mintInvitations asks for how many invitations, and with which plan.
type mintInvitations struct {
	*ui.Form
	screen      *Screen
	count, plan *ui.Field
}

func newMintInvitations(d *Screen) ui.Screen {
	plans := []ui.Option{{Value: "", Says: textNoPlan}}
	for _, p := range d.Shop.Plans() {
		plans = append(plans, ui.Option{Value: p.Name, Says: words.Plan(p.Name)})
	}
	m := &mintInvitations{
		screen: d,
		count:  &ui.Field{Label: textCount, Hint: textCountHint, Max: 4, Narrow: true, Check: checkCount},
		plan:   &ui.Field{Label: textWithVIP, Kind: ui.Choice, Options: plans},
	}
	m.Form = &ui.Form{Display: &d.Display, Fail: d.Fail, Button: textMintButton, Send: m.make, Fields: []*ui.Field{m.count, m.plan}}
	return m
}

func (m *mintInvitations) Title() words.T { return textMintInvitations }

// make shows the invitations even if the form was left meanwhile, as for codes.
func (m *mintInvitations) make() tea.Cmd {
	count, err := countOf(m.count.Value())
	if err != nil {
		return m.Answered(err, 0)
	}
	plan := m.plan.Value()
	return screen.Ask(m.screen.Env, m.screen, func(ctx context.Context, a store.Actor) ([]store.Invitation, error) {
		return m.screen.Shop.MintInvitations(ctx, a, count, plan)
	},
		func(list []store.Invitation, err error) tea.Cmd {
			switch {
			case errors.Is(err, store.ErrCount):
				return m.Answered(err, 0)
			case err != nil:
				return m.Answered(err, -1)
			}
			texts := make([]string, len(list))
			for i, in := range list {
				texts[i] = in.Text
			}
			m.screen.Close(m)
			return m.screen.Push(newMinted(m.screen, textInvitations, texts, func() string {
				if plan == "" {
					return m.Say(textInvitationsMade, len(list))
				}
				return m.Say(textInvitationsVIP, len(list), words.Plan(plan).In(m.screen.Lang))
			}))
		})
}

func (m *mintInvitations) View(w, h int) string {
	return m.Page(textMintInvitations, m.Say(textInvitationsAbout), w, h)
}

// minted shows codes once. Leaving asks, for they are lost then.
type minted struct {
	*screen.Env
	title words.T
	codes []string
	head  func() string // how many of what they are
	page  ui.Reader
}

func newMinted(d *Screen, title words.T, codes []string, head func() string) ui.Screen {
	return &minted{Env: d.Env, title: title, codes: codes, head: head, page: ui.NewReader()}
}

func (m *minted) Init() tea.Cmd          { return nil }
func (m *minted) Title() words.T         { return m.title }
func (m *minted) Update(tea.Msg) tea.Cmd { return nil }
func (m *minted) Unsaved() bool          { return true }

func (m *minted) Keys() []ui.Key {
	return append([]ui.Key{
		{On: "y", Says: textKeyCopyAll, Do: func() tea.Cmd { return m.Copy(strings.Join(m.codes, "\n") + "\n") }},
		{On: "enter", Says: textKeyDone, Do: func() tea.Cmd { return m.ConfirmLeave(func() tea.Cmd { return m.Close(m) }) }},
	}, m.page.Keys()...)
}

func (m *minted) Warning() ui.Question {
	return ui.Question{
		Title: textCodesLost, Yes: textCodesLeave, No: textCodesStay, Danger: true,
		Body: func() []string { return []string{m.Say(textCodesGone)} },
	}
}

func (m *minted) View(w, h int) string {
	head := m.StrongLines(m.head(), w)
	for _, l := range cells.Wrap(m.Say(textShownOnce), w) {
		head = append(head, m.Styles.Bad.Render(l))
	}
	head = append(head, "")
	var ls []string
	for _, c := range m.codes {
		ls = append(ls, "  "+m.Styles.Accent.Render(ui.Clean(c)))
	}
	return strings.Join(head, "\n") + "\n" + m.page.Draw(ls, w, max(1, h-len(head)))
}
