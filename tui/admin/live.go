package admin

import (
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// How often the live tab looks by itself: while bytes move, and to see whether
// some began to.
const (
	liveMoving = time.Second
	liveStill  = 3 * time.Second
)

// live is who is here now and what moves. The cursor goes through the
// transfers and then the sessions.
type live struct {
	*Screen
	cur    ui.List
	loader tabLoader
	visits []store.Visit
	moves  []store.Progress
}

// traffic is what one look sees.
type traffic struct {
	visits []store.Visit
	moves  []store.Progress
}

func newLive(d *Screen) tab { return &live{Screen: d} }

func (l *live) Init() tea.Cmd  { return nil }
func (l *live) Title() words.T { return textTabLive }
func (l *live) Typing() bool   { return false }
func (l *live) wake() tea.Cmd  { return l.load() }

func (l *live) load() tea.Cmd {
	return screen.Load(l.Env, l.Screen, &l.loader.Asker, l.load, l.glance, func(t traffic) tea.Cmd {
		l.replace(t)
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

// replace puts a new sight in; what is under the cursor stays under it.
func (l *live) replace(t traffic) {
	at := l.cur.At
	if at < len(l.moves) {
		id := l.moves[at].ID
		if i := slices.IndexFunc(t.moves, func(p store.Progress) bool { return p.ID == id }); i >= 0 {
			at = i
		}
	} else if at -= len(l.moves); at < len(l.visits) {
		id := l.visits[at].ID
		i := slices.IndexFunc(t.visits, func(v store.Visit) bool { return v.ID == id })
		if i < 0 {
			i = min(at, len(t.visits)-1)
		}
		at = len(t.moves) + i
	}
	l.visits, l.moves = t.visits, t.moves
	l.cur.At = max(0, min(at, len(l.moves)+len(l.visits)-1))
}

func (l *live) Update(msg tea.Msg) tea.Cmd {
	if l.loader.mustRefresh(l.Screen, l, msg, store.TopicPeople) {
		return l.load()
	}
	return nil
}

// name is whose row the cursor is on.
func (l *live) name() (name string, account int64, ok bool) {
	at := l.cur.At
	if at < len(l.moves) {
		return l.moves[at].Name, l.moves[at].Account, true
	}
	if at -= len(l.moves); at < len(l.visits) {
		return l.visits[at].Name, l.visits[at].Account, true
	}
	return "", 0, false
}

func (l *live) Keys() []ui.Key {
	ks, rest := l.cur.Around(len(l.moves)+len(l.visits), nil)
	if name, account, ok := l.name(); ok && account != l.Actor.Account {
		ks = append(ks, ui.Key{On: "x delete", Says: textKeyKick, Do: func() tea.Cmd { return l.kick(name, account) }})
	}
	ks = append(ks, l.loader.Retry(l.load)...)
	return append(ks, rest...)
}
