package tui

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/words"
)

// adminMovies is all movies as admins keep them: those on the shelf, and those that
// were taken off it.
type adminMovies struct {
	*adminScreen
	finder
	list loader[store.Listing]
	sort store.Sort
	off  bool        // those off the shelf
	gone bool        // those whose file is missing
	undo store.Movie // deleted here just now
}

func newAdminMovies(d *adminScreen) tab {
	s := &adminMovies{adminScreen: d, finder: newFinder(), sort: store.ByNew}
	s.list = newLoader(&d.Display, d.fail, movieID, func(p span, then func(batch[store.Listing], error) tea.Cmd) tea.Cmd {
		return s.movieBatch(d, s.query(), p, then)
	})
	return s
}

func (s *adminMovies) Init() tea.Cmd  { return nil }
func (s *adminMovies) Title() words.T { return textAdminTabMovies }
func (s *adminMovies) Typing() bool   { return s.finder.Typing() }
func (s *adminMovies) wake() tea.Cmd  { return s.list.load() }

func (s *adminMovies) query() store.Query {
	return store.Query{Priced: store.AnyPrice, Sort: s.sort, Search: s.text(), Deleted: s.off, Missing: s.gone}
}

func (s *adminMovies) selected() (store.Listing, bool) { return s.list.selected() }

func (s *adminMovies) Update(msg tea.Msg) tea.Cmd {
	if s.typed(msg) {
		return s.list.reload()
	}
	if s.stale(s, msg, store.TopicMovies) {
		return s.list.load()
	}
	return nil
}

// flip goes on to the next list: on the shelf, off it, without their files.
func (s *adminMovies) flip() tea.Cmd {
	s.off, s.gone = !s.off && !s.gone, s.off
	s.list.rows, s.list.loaded = nil, false
	if s.gone { // few enough to be read, in one order
		s.finder, s.sort = newFinder(), store.ByNew
	}
	return s.list.reload()
}

func (s *adminMovies) nextSort() tea.Cmd {
	s.sort = sorts[(slices.Index(sorts, s.sort)+1)%len(sorts)]
	s.list.reversed = false
	return s.list.reload()
}

func (s *adminMovies) Keys() []key {
	if s.finder.Typing() {
		return s.searching(s.list.keys(), s.list.reload)
	}
	ks, rest := s.list.around()
	if m, ok := s.selected(); ok {
		ks = append(ks, s.actions(m.Movie)...)
	}
	if s.undo.ID != 0 {
		ks = append(ks, key{on: "u", says: textAdminKeyUndo, do: func() tea.Cmd { return s.bringBack(s.undo) }})
	}
	if !s.gone {
		ks = append(ks, key{on: "/", says: textKeySearch, do: s.finder.open})
	}
	ks = append(ks, key{on: "f", says: textAdminKeyShelf, do: s.flip})
	if !s.gone {
		ks = append(ks, key{on: "s", says: textKeySort, quiet: true, do: s.nextSort})
	}
	if !s.empty() {
		ks = append(ks, key{on: "esc", says: textKeyClear, do: s.clearing(s.list.reload)})
	}
	ks = append(ks, s.list.retry("ctrl+r", "Ctrl+R")...)
	return append(ks, rest...)
}

// actions are what can be done with a movie where it stands.
func (s *adminMovies) actions(m store.Movie) []key {
	edit := key{on: "enter e", says: textAdminKeyEdit, do: func() tea.Cmd { return s.push(newEdit(s.adminScreen, m)) }}
	down := key{on: "t", says: textAdminKeyTakeDown, do: func() tea.Cmd { return s.takeDown(m) }}
	back := key{on: "r", says: textAdminKeyRestore, do: func() tea.Cmd { return s.bringBack(m) }}
	purge := key{on: "p", says: textAdminKeyPurge, do: func() tea.Cmd { return s.purge(m) }}
	switch m.Shelf {
	case store.Deleted:
		return []key{back, purge, down, edit}
	case store.TakenDown:
		return []key{back, purge, edit}
	case store.Purged:
		return nil
	}
	return []key{edit, {on: "x delete", says: textAdminKeyDelete, do: func() tea.Cmd { return s.remove(m) }}, down}
}

// remove is done at once, for u undoes it.
func (s *adminMovies) remove(m store.Movie) tea.Cmd {
	return do(s.Env, s.adminScreen, func(ctx context.Context, a store.Actor) error { return s.Shop.Delete(ctx, a, m.ID) },
		func(err error) tea.Cmd {
			if err != nil {
				return s.fail(err)
			}
			s.undo = m
			return s.tell(textAdminDeleted, clean(m.Title))
		})
}

func (s *adminMovies) bringBack(m store.Movie) tea.Cmd {
	if s.undo.ID == m.ID {
		s.undo = store.Movie{}
	}
	return s.restore(m)
}

// takeDown asks once, for refunds and broken downloads can't be undone.
func (s *adminMovies) takeDown(m store.Movie) tea.Cmd {
	title := clean(m.Title)
	body := func() []string { return []string{s.say(textAdminTakeDownBody, title)} }
	return s.sure(textAdminTakeDownTitle, textAdminKeyTakeDown, body, func() tea.Cmd {
		return ask(s.Env, s.adminScreen, func(ctx context.Context, a store.Actor) (int, error) { return s.Shop.TakeDown(ctx, a, m.ID) },
			func(refunds int, err error) tea.Cmd {
				if err != nil {
					return s.fail(err)
				}
				return s.tell(textAdminTakenDown, title, refunds)
			})
	})
}

// purge asks once, for the bytes are gone afterwards.
func (s *adminMovies) purge(m store.Movie) tea.Cmd {
	title := clean(m.Title)
	body := func() []string { return []string{s.say(textAdminPurgeBody, title)} }
	return s.sure(textAdminPurgeTitle, textAdminKeyPurge, body, func() tea.Cmd {
		return do(s.Env, s.adminScreen, func(ctx context.Context, a store.Actor) error { return s.Intake.Purge(ctx, a, m.ID) },
			func(err error) tea.Cmd {
				if err != nil {
					return s.fail(err)
				}
				return tea.Batch(s.tell(textAdminPurged, title), s.list.load())
			})
	})
}
