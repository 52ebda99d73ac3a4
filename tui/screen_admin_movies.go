package tui

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// adminMovies is all movies as admins keep them: those on the shelf, and those that
// were taken off it.
type adminMovies struct {
	*adminScreen
	ui.Finder
	list ui.Loader[store.Listing]
	sort store.Sort
	off  bool        // those off the shelf
	gone bool        // those whose file is missing
	undo store.Movie // deleted here just now
}

func newAdminMovies(d *adminScreen) tab {
	s := &adminMovies{adminScreen: d, Finder: ui.NewFinder(), sort: store.ByNew}
	s.list = ui.NewLoader(&d.Display, d.fail, movieID, func(p ui.Span, then func(ui.Batch[store.Listing], error) tea.Cmd) tea.Cmd {
		return movieBatch(d.Env, d.Shop, d, s.query(), p, then)
	})
	return s
}

func (s *adminMovies) Init() tea.Cmd  { return nil }
func (s *adminMovies) Title() words.T { return textAdminTabMovies }
func (s *adminMovies) Typing() bool   { return s.Finder.Typing() }
func (s *adminMovies) wake() tea.Cmd  { return s.list.Load() }

func (s *adminMovies) query() store.Query {
	return store.Query{Priced: store.AnyPrice, Sort: s.sort, Search: s.Text(), Deleted: s.off, Missing: s.gone}
}

func (s *adminMovies) selected() (store.Listing, bool) { return s.list.Selected() }

func (s *adminMovies) Update(msg tea.Msg) tea.Cmd {
	if s.Typed(msg) {
		return s.list.Reload()
	}
	if s.stale(s, msg, store.TopicMovies) {
		return s.list.Load()
	}
	return nil
}

// flip goes on to the next list: on the shelf, off it, without their files.
func (s *adminMovies) flip() tea.Cmd {
	s.off, s.gone = !s.off && !s.gone, s.off
	s.list.Rows, s.list.Loaded = nil, false
	if s.gone { // few enough to be read, in one order
		s.Finder, s.sort = ui.NewFinder(), store.ByNew
	}
	return s.list.Reload()
}

func (s *adminMovies) nextSort() tea.Cmd {
	s.sort = sorts[(slices.Index(sorts, s.sort)+1)%len(sorts)]
	s.list.Reversed = false
	return s.list.Reload()
}

func (s *adminMovies) Keys() []ui.Key {
	if s.Finder.Typing() {
		return s.Searching(s.list.Keys(), s.list.Reload)
	}
	ks, rest := s.list.Around()
	if m, ok := s.selected(); ok {
		ks = append(ks, s.actions(m.Movie)...)
	}
	if s.undo.ID != 0 {
		ks = append(ks, ui.Key{On: "u", Says: textAdminKeyUndo, Do: func() tea.Cmd { return s.bringBack(s.undo) }})
	}
	if !s.gone {
		ks = append(ks, ui.Key{On: "/", Says: textKeySearch, Do: s.Finder.Open})
	}
	ks = append(ks, ui.Key{On: "f", Says: textAdminKeyShelf, Do: s.flip})
	if !s.gone {
		ks = append(ks, ui.Key{On: "s", Says: textKeySort, Quiet: true, Do: s.nextSort})
	}
	if !s.Empty() {
		ks = append(ks, ui.Key{On: "esc", Says: ui.TextKeyClear, Do: s.Clearing(s.list.Reload)})
	}
	ks = append(ks, s.list.Retry("ctrl+r", "Ctrl+R")...)
	return append(ks, rest...)
}

// actions are what can be done with a movie where it stands.
func (s *adminMovies) actions(m store.Movie) []ui.Key {
	edit := ui.Key{On: "enter e", Says: textAdminKeyEdit, Do: func() tea.Cmd { return s.push(newEdit(s.adminScreen, m)) }}
	down := ui.Key{On: "t", Says: textAdminKeyTakeDown, Do: func() tea.Cmd { return s.takeDown(m) }}
	back := ui.Key{On: "r", Says: textAdminKeyRestore, Do: func() tea.Cmd { return s.bringBack(m) }}
	purge := ui.Key{On: "p", Says: textAdminKeyPurge, Do: func() tea.Cmd { return s.purge(m) }}
	switch m.Shelf {
	case store.Deleted:
		return []ui.Key{back, purge, down, edit}
	case store.TakenDown:
		return []ui.Key{back, purge, edit}
	case store.Purged:
		return nil
	}
	return []ui.Key{edit, {On: "x delete", Says: textAdminKeyDelete, Do: func() tea.Cmd { return s.remove(m) }}, down}
}

// remove is done at once, for u undoes it.
func (s *adminMovies) remove(m store.Movie) tea.Cmd {
	return do(s.Env, s.adminScreen, func(ctx context.Context, a store.Actor) error { return s.Shop.Delete(ctx, a, m.ID) },
		func(err error) tea.Cmd {
			if err != nil {
				return s.fail(err)
			}
			s.undo = m
			return s.tell(textAdminDeleted, ui.Clean(m.Title))
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
	title := ui.Clean(m.Title)
	body := func() []string { return []string{s.Say(textAdminTakeDownBody, title)} }
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
	title := ui.Clean(m.Title)
	body := func() []string { return []string{s.Say(textAdminPurgeBody, title)} }
	return s.sure(textAdminPurgeTitle, textAdminKeyPurge, body, func() tea.Cmd {
		return do(s.Env, s.adminScreen, func(ctx context.Context, a store.Actor) error { return s.Intake.Purge(ctx, a, m.ID) },
			func(err error) tea.Cmd {
				if err != nil {
					return s.fail(err)
				}
				return tea.Batch(s.tell(textAdminPurged, title), s.list.Load())
			})
	})
}
