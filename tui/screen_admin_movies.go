package tui

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/words"
)

// stock is all movies as admins keep them: those on the shelf, and those that
// were taken off it.
type stock struct {
	*desk
	finder
	cur    list
	feed   feed
	off    bool // those off the shelf
	movies []store.Listing
	whole  bool
	undo   store.Movie // deleted here just now
}

func newStock(d *desk) tab { return &stock{desk: d, finder: newFinder()} }

func (s *stock) Init() tea.Cmd  { return nil }
func (s *stock) Title() words.T { return textDeskTabMovies }
func (s *stock) Typing() bool   { return s.typing }
func (s *stock) wake() tea.Cmd  { return s.load() }

func (s *stock) query() store.Query {
	return store.Query{Priced: store.AnyPrice, Sort: store.ByNew, Search: s.text(), Limit: pageSize, Deleted: s.off}
}

// load asks for the list from its start; what is seen stays until the answer.
func (s *stock) load() tea.Cmd {
	q := s.query()
	q.Limit = min(max(len(s.movies), pageSize), mostRows)
	return fresh(s.desk, &s.feed, s.load, func(ctx context.Context, a store.Actor) ([]store.Listing, error) { return s.Shop.Movies(ctx, a, q) },
		func(ms []store.Listing) tea.Cmd {
			if m, ok := s.selected(); ok {
				if i := slices.IndexFunc(ms, func(o store.Listing) bool { return o.ID == m.ID }); i >= 0 {
					s.cur.at = i
				}
			}
			s.movies, s.whole = ms, len(ms) < q.Limit
			s.cur.at = max(0, min(s.cur.at, len(ms)-1))
			return nil
		})
}

// more asks for the next page when the cursor comes near the end.
func (s *stock) more() tea.Cmd {
	if s.whole || s.feed.busy || len(s.movies) == 0 || s.cur.at < len(s.movies)-ahead {
		return nil
	}
	q := s.query()
	q.After = s.movies[len(s.movies)-1].ID
	return fresh(s.desk, &s.feed, s.load, func(ctx context.Context, a store.Actor) ([]store.Listing, error) { return s.Shop.Movies(ctx, a, q) },
		func(ms []store.Listing) tea.Cmd {
			s.movies = append(s.movies, ms...)
			s.whole = len(ms) < q.Limit
			return s.more()
		})
}

func (s *stock) selected() (store.Listing, bool) {
	if s.cur.at < 0 || s.cur.at >= len(s.movies) {
		return store.Listing{}, false
	}
	return s.movies[s.cur.at], true
}

func (s *stock) Update(msg tea.Msg) tea.Cmd {
	if s.hears(msg) {
		return s.anew()
	}
	if s.feed.mustLook(s.desk, s, msg, store.TopicMovies) {
		return s.load()
	}
	return nil
}

// anew begins at the top of another list.
func (s *stock) anew() tea.Cmd {
	s.cur = list{h: s.cur.h}
	s.movies = s.movies[:min(len(s.movies), pageSize)]
	return s.load()
}

func (s *stock) flip() tea.Cmd {
	s.off, s.movies, s.feed.loaded = !s.off, nil, false
	return s.anew()
}

func (s *stock) Keys() []key {
	if s.typing {
		return s.searching(s.cur.keys(len(s.movies), s.more), s.anew)
	}
	ks, rest := s.cur.around(len(s.movies), s.more)
	if m, ok := s.selected(); ok {
		ks = append(ks, s.deeds(m.Movie)...)
	}
	if s.undo.ID != 0 {
		ks = append(ks, key{on: "u", says: textDeskKeyUndo, do: func() tea.Cmd { return s.bringBack(s.undo) }})
	}
	ks = append(ks,
		key{on: "/", says: textKeySearch, do: s.finder.open},
		key{on: "f", says: textDeskKeyShelf, do: s.flip})
	if !s.empty() {
		ks = append(ks, key{on: "esc", says: textKeyClear, do: s.clearing(s.anew)})
	}
	if s.feed.err != nil {
		ks = append(ks, key{on: "ctrl+r", show: "Ctrl+R", says: textKeyAgain, do: s.load})
	}
	return append(ks, rest...)
}

// deeds are what can be done with a movie where it stands.
func (s *stock) deeds(m store.Movie) []key {
	edit := key{on: "enter e", says: textDeskKeyEdit, do: func() tea.Cmd { return s.push(newEdit(s.desk, m)) }}
	down := key{on: "t", says: textDeskKeyTakeDown, do: func() tea.Cmd { return s.takeDown(m) }}
	back := key{on: "r", says: textDeskKeyRestore, do: func() tea.Cmd { return s.bringBack(m) }}
	purge := key{on: "p", says: textDeskKeyPurge, do: func() tea.Cmd { return s.purge(m) }}
	switch m.Shelf {
	case store.Deleted:
		return []key{back, purge, down, edit}
	case store.TakenDown:
		return []key{back, purge, edit}
	case store.Purged:
		return nil
	}
	return []key{edit, {on: "x delete", says: textDeskKeyDelete, do: func() tea.Cmd { return s.remove(m) }}, down}
}

// remove is done at once, for u undoes it.
func (s *stock) remove(m store.Movie) tea.Cmd {
	return do(s.here, s.desk, func(ctx context.Context, a store.Actor) error { return s.Shop.Delete(ctx, a, m.ID) },
		func(err error) tea.Cmd {
			if err != nil {
				return s.fail(err)
			}
			s.undo = m
			return s.tell(textDeskDeleted, clean(m.Title))
		})
}

func (s *stock) bringBack(m store.Movie) tea.Cmd {
	if s.undo.ID == m.ID {
		s.undo = store.Movie{}
	}
	return s.restore(m)
}

// takeDown asks once, for refunds and broken downloads can't be undone.
func (s *stock) takeDown(m store.Movie) tea.Cmd {
	title := clean(m.Title)
	body := func() []string { return []string{s.say(textDeskTakeDownBody, title)} }
	return s.sure(textDeskTakeDownTitle, textDeskKeyTakeDown, body, func() tea.Cmd {
		return ask(s.here, s.desk, func(ctx context.Context, a store.Actor) (int, error) { return s.Shop.TakeDown(ctx, a, m.ID) },
			func(refunds int, err error) tea.Cmd {
				if err != nil {
					return s.fail(err)
				}
				return s.tell(textDeskTakenDown, title, refunds)
			})
	})
}

// purge asks once, for the bytes are gone afterwards.
func (s *stock) purge(m store.Movie) tea.Cmd {
	title := clean(m.Title)
	body := func() []string { return []string{s.say(textDeskPurgeBody, title)} }
	return s.sure(textDeskPurgeTitle, textDeskKeyPurge, body, func() tea.Cmd {
		return do(s.here, s.desk, func(ctx context.Context, a store.Actor) error { return s.Intake.Purge(ctx, a, m.ID) },
			func(err error) tea.Cmd {
				if err != nil {
					return s.fail(err)
				}
				return tea.Batch(s.tell(textDeskPurged, title), s.load())
			})
	})
}
