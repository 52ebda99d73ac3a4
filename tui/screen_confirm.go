package tui

import (
	tea "charm.land/bubbletea/v2"

	"youku.example/tui/words"
)

// question is asked once, before what can't be undone. body is made anew at
// each drawing, so that it follows the language.
type question struct {
	title   words.T
	body    func() []string
	yes, no words.T
	danger  bool
	do      func(asked screen) tea.Cmd // closes the question, or has an answer close it
}

// confirm asks a question, with the safe answer first.
type confirm struct {
	*Display
	close func(screen) tea.Cmd
	q     question
	yes   bool
	self  screen // what lies on the stack: this, or the screen that is made of it
}

func newConfirm(d *Display, close func(screen) tea.Cmd, q question) *confirm {
	c := &confirm{Display: d, close: close, q: q}
	c.self = c
	return c
}

func (c *confirm) Init() tea.Cmd          { return nil }
func (c *confirm) Title() words.T         { return c.q.title }
func (c *confirm) Update(tea.Msg) tea.Cmd { return nil }

func (c *confirm) Keys() []key {
	return []key{
		{on: "enter", says: textKeyChoose, do: func() tea.Cmd { return c.answer(c.yes) }},
		{on: "left right tab h l shift+tab", show: c.styles.left + c.styles.right, says: textKeySwitch, do: func() tea.Cmd { c.yes = !c.yes; return nil }},
		{on: "y", says: c.q.yes, do: func() tea.Cmd { return c.answer(true) }},
		{on: "n esc", says: c.q.no, do: func() tea.Cmd { return c.answer(false) }},
	}
}

func (c *confirm) answer(yes bool) tea.Cmd {
	if !yes {
		return c.close(c.self)
	}
	return c.q.do(c.self)
}

func (c *confirm) View(w, h int) string {
	title := c.styles.strong
	if c.q.danger {
		title = c.styles.bad.Bold(true)
	}
	var ls []string
	for _, l := range wrap(c.say(c.q.title), w-4) {
		ls = append(ls, title.Render(l))
	}
	ls = append(ls, "")
	if c.q.body != nil {
		for _, l := range c.q.body() {
			ls = append(ls, wrapStyled(l, w-4)...)
		}
		ls = append(ls, "")
	}
	no := c.click(c.button(c.q.no, !c.yes, false), func() tea.Cmd { return c.answer(false) })
	yes := c.click(c.button(c.q.yes, c.yes, c.q.danger), func() tea.Cmd { return c.answer(true) })
	if width(no)+width(yes)+3 <= w-4 {
		ls = append(ls, no+"   "+yes)
	} else {
		ls = append(ls, no, yes)
	}
	if ls = squeeze(ls, h); len(ls) > h { // the answers matter most
		ls = ls[len(ls)-h:]
	}
	return middle(ls, w, h)
}
