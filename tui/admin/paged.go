package admin

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// paged is a list of a tab that the shop gives in parts, however long it is. It is
// searched as one types, sorted by its columns, and its rows are marked.
type paged[T any] struct {
	*Screen
	ui.Finder
	list   ui.Loader[T]
	marks  ui.Marks[T]
	orders []order
	by     int
}

// order is one way in which the shop sorts a list.
type order struct {
	sort store.Sort
	says words.T
	back words.T // what it is called the other way round, where it has a name
	down bool    // the newest or greatest is first
}

// byAge is the order of what happened.
var byAge = order{sort: store.ByNew, says: ui.TextSortNew, back: ui.TextSortOldest, down: true}

// newPaged gives a list that begins in the first of its orders.
func newPaged[T any](d *Screen, id func(T) int64, name func(T) string, orders ...order) paged[T] {
	p := paged[T]{Screen: d, Finder: ui.NewFinder(), marks: ui.NewMarks(id), orders: orders}
	p.marks.Name = name
	return p
}

// asks has the list ask by get, with the search and the order of that moment.
func (p *paged[T]) asks(id func(T) int64, get func(context.Context, store.Actor, store.ListQuery, store.Span) (store.Page[T], error)) {
	p.list = ui.NewLoader(&p.Display, p.Fail, id, func(s ui.Span, then func(ui.Batch[T], error) tea.Cmd) tea.Cmd {
		q := store.ListQuery{Search: p.Text(), Sort: p.orders[p.by].sort}
		return screen.Pages(p.Env, p.Screen, func(ctx context.Context, a store.Actor, s store.Span) (store.Page[T], error) {
			return get(ctx, a, q, s)
		})(s, then)
	})
}

func (p *paged[T]) Init() tea.Cmd { return nil }
func (p *paged[T]) Typing() bool  { return p.Finder.Typing() }
func (p *paged[T]) wake() tea.Cmd { return p.list.Load() }

// heed types into the search, and asks anew after news of the topics that a tab
// shows.
func (p *paged[T]) heed(t tab, msg tea.Msg, topics store.Topic) tea.Cmd {
	if p.Typed(msg) {
		return p.list.Reload()
	}
	if p.stale(t, msg, topics) {
		return p.list.Load()
	}
	return nil
}

func (p *paged[T]) nextSort() tea.Cmd {
	p.by, p.list.Reversed = (p.by+1)%len(p.orders), false
	return p.list.Reload()
}

// keys are those of the list: one gives what can be done with the row under the
// cursor, several what with the marked ones (nil: nothing is marked here), and more
// is done with none of them.
func (p *paged[T]) keys(one func(T) []ui.Key, several func() []ui.Key, more ...ui.Key) []ui.Key {
	if p.Typing() {
		return p.Searching(p.list.Keys(), p.list.Reload)
	}
	ks, rest := p.list.Around()
	if several != nil {
		rest = append(rest, p.list.MarkKeys(&p.marks)...)
	}
	row, selected := p.list.Selected()
	switch {
	case p.marks.N() > 0:
		ks = append(ks, several()...)
	case selected && one != nil:
		ks = append(ks, one(row)...)
	}
	ks = append(ks, more...)
	some := len(p.list.Rows) > 0 || !p.Empty()
	if some {
		ks = append(ks, ui.Key{On: "/", Says: screen.TextKeySearch, Do: p.Finder.Open})
	}
	if some && len(p.orders) > 1 {
		ks = append(ks, ui.Key{On: "s", Says: screen.TextKeySort, Quiet: true, Do: p.nextSort})
	}
	if !p.Empty() && p.marks.N() == 0 {
		ks = append(ks, ui.Key{On: "esc", Says: ui.TextKeyClear, Do: p.Clearing(p.list.Reload)})
	}
	return append(append(ks, p.list.Retry("r", "")...), rest...)
}

// marked are the marked rows as the list shows them now.
func (p *paged[T]) marked() []T {
	p.marks.Renew(p.list.Rows, false)
	return p.marks.Rows()
}

// statusArea is how many rows are marked, the search or the order, and how far one
// has come among all that there are.
func (p *paged[T]) statusArea(room int) string {
	at := p.list.Position()
	if at == "" && !p.Empty() {
		at = p.list.Count()
	}
	if n := p.marks.N(); n > 0 && !p.Typing() {
		return p.WithPosition(p.markedCount(n), at, room)
	}
	if find := p.Status(&p.Display, at, room); find != "" {
		return find
	}
	by := p.orders[p.by]
	says := by.says
	if p.list.Reversed && by.back != (words.T{}) {
		says = by.back
	}
	return p.list.StatusArea(room, p.Styles.Mute.Render(p.Direction(by.down != p.list.Reversed)+" "+p.Say(says)))
}

// view draws the rows beside what is known of the selected one; empty is what stands
// there while there are none at all.
func (p *paged[T]) view(w, h int, line func(T, int) string, detail func(row T, w, h int) []string, empty, advice, searchAdvice words.T) string {
	if body, instead := p.list.State(w, h); instead {
		return body
	}
	switch {
	case len(p.list.Rows) > 0:
		return p.Panes(w, h, func(w, h int) []string {
			return p.list.Draw(w, h, func(row T, w int) string {
				sign := p.marks.Sign(&p.Display, row)
				return sign + line(row, w-cells.Width(sign))
			})
		}, func(w, h int) []string {
			row, ok := p.list.Selected()
			if !ok {
				return nil
			}
			return append(p.refusedLines(p.marks.Refused(row), w), detail(row, w, h)...)
		})
	case p.Text() != "":
		return p.Nothing(p.Say(screen.TextNothingFound, ui.Clean(p.Text())), p.Say(searchAdvice), w, h)
	}
	return p.Nothing(p.Say(empty), p.Say(advice), w, h)
}
