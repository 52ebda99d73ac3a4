package tui

import (
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/words"
)

// notices are the admins' words to everybody: a list, and beside it or behind
// Enter what they say.
type notices struct {
	*here
	rows   list
	all    []store.Notice
	loaded bool
	err    error
}

func newNotices(h *here) screen { return &notices{here: h} }

func (n *notices) Init() tea.Cmd   { return n.load() }
func (n *notices) Return() tea.Cmd { return n.load() }
func (n *notices) Title() words.T  { return textPlaceNotices }

func (n *notices) load() tea.Cmd {
	return ask(n.here, n, func(ctx context.Context, a store.Actor) ([]store.Notice, error) { return n.Shop.Notices(ctx, a) },
		func(all []store.Notice, err error) tea.Cmd {
			n.loaded, n.err = true, err
			if err != nil {
				return nil
			}
			if n.rows.at < len(n.all) {
				id := n.all[n.rows.at].ID
				if i := slices.IndexFunc(all, func(o store.Notice) bool { return o.ID == id }); i >= 0 && n.rows.at > 0 {
					n.rows.at = i
				}
			}
			n.all = all
			n.rows.at = max(0, min(n.rows.at, len(all)-1))
			return nil
		})
}

func (n *notices) Update(msg tea.Msg) tea.Cmd {
	if m, ok := msg.(newsMsg); ok && m.about(store.TopicNotices) {
		return n.load()
	}
	return nil
}

func (n *notices) Keys() []key {
	if len(n.all) == 0 {
		if n.err != nil {
			return []key{{on: "r", says: textKeyAgain, do: n.load}}
		}
		return nil
	}
	move := n.rows.keys(len(n.all), nil)
	ks := []key{move[0], {on: "enter l right", says: textKeyRead, do: n.read}}
	return append(ks, move[1:]...)
}

func (n *notices) read() tea.Cmd {
	o := n.all[n.rows.at]
	return n.push(newNotice(n.here, o))
}

func (n *notices) View(w, h int) string {
	switch {
	case n.err != nil && len(n.all) == 0:
		return middle(wrap(n.look.cross+" "+n.sorry(n.err), w-4), w, h)
	case !n.loaded:
		return n.wait(w, h)
	case len(n.all) == 0:
		return n.nothing(n.say(textNoNotices), n.say(textNoNoticesTip), w, h)
	case w < twoPanes-4:
		return strings.Join(n.list(w, h), "\n")
	}
	left := w * 9 / 20
	right := w - left - 5
	return beside(n.list(left, h), fit(strings.Join(n.text(n.all[n.rows.at], right), "\n"), right, h, n.look.more), left, n.look.rule.Render(n.look.column), h)
}

func (n *notices) list(w, h int) []string {
	from, to := n.rows.window(len(n.all), h)
	var ls []string
	for i := from; i < to; i++ {
		o := n.all[i]
		mark, title := "  ", clean(o.Title)
		if o.Unread {
			mark = n.look.accent.Render(n.look.mark) + " "
		}
		when := n.look.mute.Render(n.day(o.CreatedAt))
		room := w - 2 - width(mark) - width(when) - 1
		title = pad(clip(title, room, n.look.more), room)
		if o.Unread {
			title = n.look.strong.Render(title)
		}
		ls = append(ls, n.item(&n.rows, i, mark+title+" "+when, w))
	}
	return ls
}

// text is a notice in full: title, whose and when, what it says.
func (h *here) text(o store.Notice, w int) []string {
	var ls []string
	for _, l := range wrap(clean(o.Title), w) {
		ls = append(ls, h.look.strong.Render(l))
	}
	by := clean(o.By) + " " + h.look.dot + " " + h.moment(o.CreatedAt)
	ls = append(ls, h.look.mute.Render(clip(by, w, h.look.more)), "")
	return append(ls, wrap(store.CleanText(o.Content), w)...)
}

// notice is the reader. Opening it is what reads it.
type notice struct {
	*here
	n    store.Notice
	page reader
}

func newNotice(h *here, o store.Notice) screen { return &notice{here: h, n: o, page: newReader()} }

func (s *notice) Title() words.T         { return textNotice }
func (s *notice) Update(tea.Msg) tea.Cmd { return nil }

func (s *notice) Init() tea.Cmd {
	id := s.n.ID
	return ask(s.here, s, func(ctx context.Context, a store.Actor) (store.Notice, error) { return s.Shop.ReadNotice(ctx, a, id) },
		func(o store.Notice, err error) tea.Cmd {
			if err != nil {
				return s.fail(err)
			}
			s.n = o
			cmds := []tea.Cmd{s.countNotices(false)}
			if list, ok := s.places["notices"].(*notices); ok {
				cmds = append(cmds, list.load())
			}
			return tea.Batch(cmds...)
		})
}

func (s *notice) Keys() []key {
	return append([]key{{on: "left h", says: textKeyBack, quiet: true, do: s.pop}}, s.page.keys()...)
}

func (s *notice) View(w, h int) string {
	return s.page.draw(s.text(s.n, min(w, 76)), w, h)
}
