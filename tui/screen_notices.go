package tui

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/words"
)

// notices are the admins' words to everybody: a list, and beside it or behind
// Enter what they say.
type notices struct {
	*Screens
	list loader[store.Notice]
}

func newNotices(h *Screens) screen {
	n := &notices{Screens: h}
	n.list = newLoader(&h.Display, h.fail, noticeID, pages(h.Env, n, h.Shop.NoticePage))
	return n
}

func (n *notices) Init() tea.Cmd   { return n.list.load() }
func (n *notices) Return() tea.Cmd { return n.list.load() }
func (n *notices) Title() words.T  { return textPlaceNotices }

func (n *notices) Update(msg tea.Msg) tea.Cmd {
	if m, ok := msg.(newsMsg); ok && m.about(store.TopicNotices) {
		return n.list.load()
	}
	return nil
}

func (n *notices) Keys() []key {
	if len(n.list.rows) == 0 {
		return n.list.retry("r", "")
	}
	move := n.list.keys()
	ks := []key{move[0], {on: "enter l right", says: textKeyRead, do: n.read}}
	return append(ks, move[1:]...)
}

func (n *notices) read() tea.Cmd {
	o, _ := n.list.selected()
	return n.push(newNotice(n.Screens, o))
}

func (n *notices) View(w, h int) string {
	if body, instead := n.list.state(w, h); instead {
		return body
	}
	switch {
	case len(n.list.rows) == 0:
		return n.nothing(n.say(textNoNotices), n.say(textNoNoticesTip), w, h)
	case w < twoPanes-4:
		return strings.Join(n.list.headed(w, h, n.line), "\n")
	}
	left := w * 9 / 20
	right := w - left - 5
	o, _ := n.list.selected()
	return beside(n.list.headed(left, h, n.line), fit(strings.Join(n.text(o, right), "\n"), right, h, n.styles.more), left, n.styles.rule.Render(n.styles.column), h)
}

// line is one notice: unread or not, title, day.
func (n *notices) line(o store.Notice, w int) string {
	mark, title := "  ", clean(o.Title)
	if o.Unread {
		mark = n.styles.accent.Render(n.styles.mark) + " "
	}
	when := n.styles.mute.Render(n.day(o.CreatedAt))
	room := w - width(mark) - width(when) - 1
	title = pad(clip(title, room, n.styles.more), room)
	if o.Unread {
		title = n.styles.strong.Render(title)
	}
	return mark + title + " " + when
}

// text is a notice in full: title, whose and when, what it says.
func (h *Screens) text(o store.Notice, w int) []string {
	var ls []string
	for _, l := range wrap(clean(o.Title), w) {
		ls = append(ls, h.styles.strong.Render(l))
	}
	by := clean(o.By) + " " + h.styles.dot + " " + h.moment(o.CreatedAt)
	ls = append(ls, h.styles.mute.Render(clip(by, w, h.styles.more)), "")
	return append(ls, wrap(store.CleanText(o.Content), w)...)
}

// notice is the reader. Opening it is what reads it.
type notice struct {
	*Screens
	n    store.Notice
	page reader
}

func newNotice(h *Screens, o store.Notice) screen {
	return &notice{Screens: h, n: o, page: newReader()}
}

func (s *notice) Title() words.T         { return textNotice }
func (s *notice) Update(tea.Msg) tea.Cmd { return nil }

func (s *notice) Init() tea.Cmd {
	id := s.n.ID
	return ask(s.Env, s, func(ctx context.Context, a store.Actor) (store.Notice, error) { return s.Shop.ReadNotice(ctx, a, id) },
		func(o store.Notice, err error) tea.Cmd {
			if err != nil {
				return s.fail(err)
			}
			s.n = o
			cmds := []tea.Cmd{s.countNotices(false)}
			if list, ok := s.places["notices"].(*notices); ok {
				cmds = append(cmds, list.list.load())
			}
			return tea.Batch(cmds...)
		})
}

func (s *notice) Keys() []key {
	return append([]key{{on: "left h", says: textKeyBack, quiet: true, do: func() tea.Cmd { return s.close(s) }}}, s.page.keys()...)
}

func (s *notice) View(w, h int) string {
	return s.page.draw(s.text(s.n, min(w, 76)), w, h)
}
