package admin

import (
	"context"
	"fmt"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/ui"
	"youku.example/tui/words"
	"youku.example/tui/words/lists"
)

// How often the live tab looks by itself: while bytes move, and to see whether
// some began to.
const (
	liveMoving = time.Second
	liveStill  = 3 * time.Second
)

// live is who is here now and what moves. The cursor goes through the
// transfers and then the sessions, each kind searched and sorted by itself.
type live struct{ held[liveRow] }

// liveRow is a transfer or a session; the other is nil.
type liveRow struct {
	move  *store.Progress
	visit *store.Visit
}

// id tells rows apart.
func (r liveRow) id() string {
	if r.move != nil {
		return fmt.Sprint("transfer ", r.move.ID)
	}
	return "session " + r.visit.ID
}

// who is whose row it is; no account has 0.
func (r liveRow) who() (name string, account int64) {
	if r.move != nil {
		return r.move.Name, r.move.Account
	}
	return r.visit.Name, r.visit.Account
}

func (r liveRow) name() string {
	name, _ := r.who()
	return name
}

// liveOrders are those of the sessions and of the transfers that have one name, and
// those that one of the two has, by which the other stays as it came.
func liveOrders() (orders []ui.Order[liveRow]) {
	for _, v := range lists.Visits {
		o := ui.Order[liveRow]{Name: v.Name, Says: v.Says, Compare: compareLive(v.Compare, lists.Named(lists.Transfers, v.Name).Compare)}
		orders = append(orders, o)
	}
	for _, p := range lists.Transfers {
		if !slices.Contains(lists.Names(lists.Visits), p.Name) {
			orders = append(orders, ui.Order[liveRow]{Name: p.Name, Says: p.Says, Down: p.Down, Compare: compareLive(nil, p.Compare)})
		}
	}
	return orders
}

// compareLive compares rows of one kind.
func compareLive(visits func(a, b store.Visit) int, moves func(a, b store.Progress) int) func(a, b liveRow) int {
	return func(a, b liveRow) int {
		switch {
		case a.visit != nil && visits != nil:
			return visits(*a.visit, *b.visit)
		case a.move != nil && moves != nil:
			return moves(*a.move, *b.move)
		}
		return 0
	}
}

func liveText(r liveRow) string {
	if r.move != nil {
		return lists.TransferText(*r.move)
	}
	return lists.VisitText(*r.visit)
}

// traffic is what one look sees.
type traffic struct {
	visits []store.Visit
	moves  []store.Progress
}

func newLive(d *Screen) tab {
	l := &live{held[liveRow]{Screen: d, Sieve: ui.NewSieve(liveText, liveOrders()...), marks: ui.NewMarks(liveRow.id)}}
	l.marks.Name = liveRow.name
	l.part = func() []liveRow {
		moves, visits := l.kinds(l.all)
		return append(l.Rows(moves), l.Rows(visits)...)
	}
	return l
}

// kinds are the transfers and the sessions among rows, which come in this order.
func (l *live) kinds(rows []liveRow) (moves, visits []liveRow) {
	n := slices.IndexFunc(rows, func(r liveRow) bool { return r.visit != nil })
	if n < 0 {
		n = len(rows)
	}
	return rows[:n:n], rows[n:]
}

func (l *live) Title() words.T { return textTabLive }
func (l *live) wake() tea.Cmd  { return l.load() }

func (l *live) load() tea.Cmd {
	return screen.Load(l.Env, l.Screen, &l.loader.Asker, l.load, l.glance, func(t traffic) tea.Cmd {
		l.replace(t.rows())
		if len(t.moves) > 0 {
			return l.loader.refreshAfter(l.Screen, l, liveMoving)
		}
		return l.loader.refreshAfter(l.Screen, l, liveStill)
	})
}

func (l *live) glance(ctx context.Context, a store.Actor) (t traffic, err error) {
	if t.visits, err = l.Shop.Visits(ctx, a); err != nil {
		return t, err
	}
	t.moves, err = l.Shop.Transfers(ctx, a)
	return t, err
}

func (t traffic) rows() (rows []liveRow) {
	for i := range t.moves {
		rows = append(rows, liveRow{move: &t.moves[i]})
	}
	for i := range t.visits {
		rows = append(rows, liveRow{visit: &t.visits[i]})
	}
	return rows
}

func (l *live) Update(msg tea.Msg) tea.Cmd {
	if l.Typed(msg) {
		return l.sift()
	}
	if l.loader.mustRefresh(l.Screen, l, msg, store.TopicPeople) {
		return l.load()
	}
	return nil
}

func (l *live) Keys() []ui.Key {
	return l.keys(l.load, func(r liveRow) []ui.Key {
		name, account := r.who()
		if account == l.Actor.Account {
			return nil
		}
		return []ui.Key{{On: "x delete", Says: textKeyKick, Do: func() tea.Cmd { return l.kick(name, account) }}}
	}, func() []ui.Key {
		return []ui.Key{{On: "x delete", Says: textKeyKick, Do: l.kickSeveral}}
	})
}

// kickSeveral ends all sessions and transfers under the names of the marked rows,
// each name once; one's own other sessions end too, this one does not.
func (l *live) kickSeveral() tea.Cmd {
	var rows []liveRow
	for _, r := range l.marks.Rows() {
		if !slices.ContainsFunc(rows, func(o liveRow) bool { return o.name() == r.name() }) {
			rows = append(rows, r)
		}
	}
	return askSeverally(l.Screen, &l.marks, rows, textKickSeveral, textKeyKick, textKickSeveralBody, func(ctx context.Context, a store.Actor, r liveRow) error {
		_, err := l.Shop.Kick(ctx, a, r.name())
		return err
	}, func() tea.Cmd {
		for _, r := range l.marks.Rows() { // of one name all were done at once
			for _, o := range rows {
				if o.name() == r.name() && l.marks.Refused(o) == nil {
					l.marks.Put(r, false)
				}
			}
		}
		return l.load()
	})
}
