package viewer

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/ui"
)

// entryKey is a row of the library as a loader tells it apart: the number of a
// movie, or of a series below zero.
func entryKey(e store.LibraryEntry) int64 {
	id := e.ID()
	if id.Series {
		return -id.ID
	}
	return id.ID
}

// entryID is the row of a key.
func entryID(key int64) store.EntryID {
	if key < 0 {
		return store.EntryID{Series: true, ID: -key}
	}
	return store.EntryID{ID: key}
}

// ask asks for a part of the library, and how many rows there are where that is
// wanted and more than a page.
func (l *library) ask(s ui.Span, then func(ui.Batch[store.LibraryEntry], error) tea.Cmd) tea.Cmd {
	q := l.query()
	q.After, q.Reverse, q.Limit = entryID(s.After), s.Reverse, s.Limit
	return screen.Ask(l.Env, l, func(ctx context.Context, a store.Actor) (p ui.Batch[store.LibraryEntry], err error) {
		p.Total = -1
		if p.Rows, err = l.Shop.Library(ctx, a, q); err != nil || !s.Total {
			return p, err
		}
		if s.After == 0 && len(p.Rows) < s.Limit {
			p.Total = len(p.Rows)
			return p, nil
		}
		t, err := l.Shop.CountLibrary(ctx, a, q)
		p.Total, p.More = t.N, t.More
		return p, err
	}, then)
}
