package ui

import (
	tea "charm.land/bubbletea/v2"

	"youku.example/tui/term/cells"
	"youku.example/tui/words"
)

// Question is asked once, before what can't be undone. Body is made anew at
// each drawing, so that it follows the language.
type Question struct {
	Title   words.T
	Body    func() []string
	Yes, No words.T
	Danger  bool
	Do      func(asked Screen) tea.Cmd // closes the question, or has an answer close it
}

// Confirm asks a question, with the safe answer first.
type Confirm struct {
	*Display
	close func(Screen) tea.Cmd
	ask   func() Question // made anew each time, where it depends on what changes
	Yes   bool
	Self  Screen // what lies on the stack: this, or the screen that is made of it
}

// NewConfirm makes the screen of a question; close takes a screen off the stack.
func NewConfirm(d *Display, close func(Screen) tea.Cmd, q Question) *Confirm {
	return NewConfirmOf(d, close, func() Question { return q })
}

// NewConfirmOf is NewConfirm for a question that depends on what changes.
func NewConfirmOf(d *Display, close func(Screen) tea.Cmd, ask func() Question) *Confirm {
	c := &Confirm{Display: d, close: close, ask: ask}
	c.Self = c
	return c
}

func (c *Confirm) Init() tea.Cmd          { return nil }
func (c *Confirm) Title() words.T         { return c.ask().Title }
func (c *Confirm) Update(tea.Msg) tea.Cmd { return nil }

func (c *Confirm) Keys() []Key {
	q := c.ask()
	return []Key{
		{On: "enter", Says: TextKeyChoose, Do: func() tea.Cmd { return c.answer(c.Yes) }},
		{On: "left right tab h l shift+tab", Show: c.Styles.Left + c.Styles.Right, Says: textKeySwitch, Do: func() tea.Cmd { c.Yes = !c.Yes; return nil }},
		{On: "y", Says: q.Yes, Do: func() tea.Cmd { return c.answer(true) }},
		{On: "n esc", Says: q.No, Do: func() tea.Cmd { return c.answer(false) }},
	}
}

func (c *Confirm) answer(yes bool) tea.Cmd {
	if !yes {
		return c.close(c.Self)
	}
	return c.ask().Do(c.Self)
}

func (c *Confirm) View(w, h int) string {
	q, title := c.ask(), c.Styles.Strong
	if q.Danger {
		title = c.Styles.Danger
	}
	var ls []string
	for _, l := range cells.Wrap(c.Say(q.Title), w-4) {
		ls = append(ls, title.Render(l))
	}
	ls = append(ls, "")
	if q.Body != nil {
		for _, l := range q.Body() {
			ls = append(ls, cells.WrapStyled(l, w-4)...)
		}
		ls = append(ls, "")
	}
	no := c.Click(c.Button(q.No, !c.Yes, false), func() tea.Cmd { return c.answer(false) })
	yes := c.Click(c.Button(q.Yes, c.Yes, q.Danger), func() tea.Cmd { return c.answer(true) })
	if cells.Width(no)+cells.Width(yes)+3 <= w-4 {
		ls = append(ls, no+"   "+yes)
	} else {
		ls = append(ls, no, yes)
	}
	if ls = cells.Squeeze(ls, h); len(ls) > h { // the answers matter most
		ls = ls[len(ls)-h:]
	}
	return cells.Middle(ls, w, h)
}
