package viewer

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// notices are the admins' words to everybody: a list, and beside it or behind
// Enter what they say.
type notices struct {
	*Screens
	list ui.Loader[store.Notice]
}

func newNotices(v *Screens) ui.Screen {
	n := &notices{Screens: v}
	n.list = ui.NewLoader(&v.Display, v.Fail, screen.NoticeID, screen.Pages(v.Env, n, func(ctx context.Context, a store.Actor, s store.Span) (store.Page[store.Notice], error) {
		return v.Shop.NoticePage(ctx, a, store.ListQuery{}, s)
	}))
	return n
}

func (n *notices) Init() tea.Cmd   { return n.list.Load() }
func (n *notices) Return() tea.Cmd { return n.list.Load() }
func (n *notices) Title() words.T  { return textPlaceNotices }

func (n *notices) Update(msg tea.Msg) tea.Cmd {
	if m, ok := msg.(screen.NewsMsg); ok && m.About(store.TopicNotices) && n.InSight(n) {
		return n.list.Load()
	}
	return nil
}

func (n *notices) Keys() []ui.Key {
	if len(n.list.Rows) == 0 {
		return n.list.Retry("r", "")
	}
	move := n.list.Keys()
	ks := []ui.Key{move[0], {On: "enter l right", Says: textKeyRead, Do: n.read}}
	return append(ks, move[1:]...)
}

func (n *notices) read() tea.Cmd {
	o, _ := n.list.Selected()
	return n.Push(newNotice(n.Screens, o, n.list.Load))
}

func (n *notices) View(w, h int) string {
	if body, instead := n.list.State(w, h); instead {
		return body
	}
	switch {
	case len(n.list.Rows) == 0:
		return n.Nothing(n.Say(textNoNotices), n.Say(textNoNoticesTip), w, h)
	case w < ui.TwoPanes-4:
		return strings.Join(n.list.Headed(w, h, n.line), "\n")
	}
	left := w * 9 / 20
	right := w - left - 5
	o, _ := n.list.Selected()
	return cells.Beside(n.list.Headed(left, h, n.line), cells.Fit(strings.Join(n.text(o, right), "\n"), right, h, n.Styles.More), left, n.Styles.Rule.Render(n.Styles.Column), h)
}

// line is one notice: unread or not, title, day.
func (n *notices) line(o store.Notice, w int) string {
	mark, title := "  ", ui.Clean(o.Title)
	if o.Unread {
		mark = n.Styles.Accent.Render(n.Styles.Mark) + " "
	}
	when := n.Styles.Mute.Render(n.Day(o.CreatedAt))
	room := w - cells.Width(mark) - cells.Width(when) - 1
	title = cells.Pad(cells.Clip(title, room, n.Styles.More), room)
	if o.Unread {
		title = n.Styles.Strong.Render(title)
	}
	return mark + title + " " + when
}

// text is a notice in full: title, whose and when, what it says.
func (v *Screens) text(o store.Notice, w int) []string {
	var ls []string
	for _, l := range cells.Wrap(ui.Clean(o.Title), w) {
		ls = append(ls, v.Styles.Strong.Render(l))
	}
	by := ui.Clean(o.By) + " " + v.Styles.Dot + " " + v.Moment(o.CreatedAt)
	ls = append(ls, v.Styles.Mute.Render(cells.Clip(by, w, v.Styles.More)), "")
	return append(ls, cells.Wrap(store.CleanText(o.Content), w)...)
}

// notice is the reader. Opening it is what reads it.
type notice struct {
	*Screens
	n    store.Notice
	page ui.Reader
	read func() tea.Cmd // called once it was read
}

func newNotice(v *Screens, o store.Notice, read func() tea.Cmd) ui.Screen {
	return &notice{Screens: v, n: o, page: ui.NewReader(), read: read}
}

func (s *notice) Title() words.T         { return textNotice }
func (s *notice) Update(tea.Msg) tea.Cmd { return nil }

func (s *notice) Init() tea.Cmd {
	id := s.n.ID
	return screen.Ask(s.Env, s, func(ctx context.Context, a store.Actor) (store.Notice, error) { return s.Shop.ReadNotice(ctx, a, id) },
		func(o store.Notice, err error) tea.Cmd {
			if err != nil {
				return s.Fail(err)
			}
			s.n = o
			return tea.Batch(s.CountNotices(), s.read())
		})
}

func (s *notice) Keys() []ui.Key {
	return append([]ui.Key{{On: "left h", Says: screen.TextKeyBack, Quiet: true, Do: func() tea.Cmd { return s.Close(s) }}}, s.page.Keys()...)
}

func (s *notice) View(w, h int) string {
	return s.page.Draw(s.text(s.n, min(w, 76)), w, h)
}
