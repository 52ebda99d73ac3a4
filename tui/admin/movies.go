package admin

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// movies is all movies as admins keep them: those on the shelf, and those that
// were taken off it.
type movies struct {
	*Screen
	ui.Finder
	list  ui.Loader[store.Listing]
	marks ui.Marks[store.Listing]
	sort  store.Sort
	off   bool        // those off the shelf
	gone  bool        // those whose file is missing
	undo  store.Movie // deleted here just now
}

func newAdminMovies(d *Screen) tab {
	s := &movies{Screen: d, Finder: ui.NewFinder(), sort: store.ByNew, marks: ui.NewMarks(screen.MovieID)}
	s.marks.Name = listingTitle
	s.list = ui.NewLoader(&d.Display, d.Fail, screen.MovieID, func(p ui.Span, then func(ui.Batch[store.Listing], error) tea.Cmd) tea.Cmd {
		return screen.MovieBatch(d.Env, d.Shop, d, s.query(), p, then)
	})
	return s
}

func (s *movies) Init() tea.Cmd  { return nil }
func (s *movies) Title() words.T { return textTabMovies }
func (s *movies) Typing() bool   { return s.Finder.Typing() }
func (s *movies) wake() tea.Cmd  { return s.list.Load() }

func (s *movies) query() store.Query {
	return store.Query{Priced: store.AnyPrice, Sort: s.sort, Search: s.Text(), Deleted: s.off, Missing: s.gone}
}

func (s *movies) selected() (store.Listing, bool) { return s.list.Selected() }

func (s *movies) Update(msg tea.Msg) tea.Cmd {
	if s.Typed(msg) {
		return s.list.Reload()
	}
	if s.stale(s, msg, store.TopicMovies) {
		return s.list.Load()
	}
	return nil
}

// flip goes on to the next list: on the shelf, off it, without their files.
func (s *movies) flip() tea.Cmd {
	s.off, s.gone = !s.off && !s.gone, s.off
	s.list.Rows, s.list.Loaded = nil, false
	s.marks.Clear() // what can be done differs from list to list
	if s.gone {     // few enough to be read, in one order
		s.Finder, s.sort = ui.NewFinder(), store.ByNew
	}
	return s.list.Reload()
}

func (s *movies) nextSort() tea.Cmd {
	s.sort = screen.Sorts[(slices.Index(screen.Sorts, s.sort)+1)%len(screen.Sorts)]
	s.list.Reversed = false
	return s.list.Reload()
}

func (s *movies) Keys() []ui.Key {
	if s.Finder.Typing() {
		return s.Searching(s.list.Keys(), s.list.Reload)
	}
	ks, rest := s.list.Around()
	if len(s.list.Rows) > 0 {
		rest = append(rest, s.list.MarkKeys(&s.marks)...)
	}
	if s.marks.N() > 0 {
		ks = append(ks, s.severalActions()...)
		if len(s.list.Rows) == 0 { // marked in another search
			ks = append(ks, s.list.MarkKeys(&s.marks)...)
		}
	} else if m, ok := s.selected(); ok {
		ks = append(ks, s.actions(m.Movie)...)
	}
	if s.undo.ID != 0 {
		ks = append(ks, ui.Key{On: "u", Says: textKeyUndo, Do: func() tea.Cmd { return s.bringBack(s.undo) }})
	}
	if !s.gone {
		ks = append(ks, ui.Key{On: "/", Says: screen.TextKeySearch, Do: s.Finder.Open})
	}
	ks = append(ks, ui.Key{On: "f", Says: textKeyShelf, Do: s.flip})
	if !s.gone {
		ks = append(ks, ui.Key{On: "s", Says: screen.TextKeySort, Quiet: true, Do: s.nextSort})
	}
	if !s.Empty() && s.marks.N() == 0 {
		ks = append(ks, ui.Key{On: "esc", Says: ui.TextKeyClear, Do: s.Clearing(s.list.Reload)})
	}
	ks = append(ks, s.list.Retry("ctrl+r", "Ctrl+R")...)
	return append(ks, rest...)
}

// actions are what can be done with a movie where it stands.
func (s *movies) actions(m store.Movie) []ui.Key {
	edit := ui.Key{On: "enter e", Says: textKeyEdit, Do: func() tea.Cmd { return s.Push(newEdit(s.Screen, m)) }}
	down := ui.Key{On: "t", Says: textKeyTakeDown, Do: func() tea.Cmd { return s.takeDown(m) }}
	back := ui.Key{On: "r", Says: textKeyRestore, Do: func() tea.Cmd { return s.bringBack(m) }}
	purge := ui.Key{On: "p", Says: textKeyPurge, Do: func() tea.Cmd { return s.purge(m) }}
	more := []ui.Key{{On: "b", Says: textKeySubtitles, Quiet: true, Do: func() tea.Cmd { return s.Push(newSubtitles(s.Screen, m)) }}}
	if m.SeriesID != 0 {
		more = append(more, ui.Key{On: "E", Says: textKeySeries, Quiet: true, Do: func() tea.Cmd { return s.Push(newEditSeries(s.Screen, m.SeriesID)) }})
	}
	switch m.Shelf {
	case store.Deleted:
		return []ui.Key{back, purge, down, edit}
	case store.TakenDown:
		return []ui.Key{back, purge, edit}
	case store.Purged:
		return nil
	}
	return append([]ui.Key{edit, {On: "x delete", Says: textKeyDelete, Do: func() tea.Cmd { return s.remove(m) }}, down}, more...)
}

// severalActions are what can be done with the marked movies, which are all of
// one list: on the shelf, off it, or without their files.
func (s *movies) severalActions() []ui.Key {
	edit := ui.Key{On: "enter e", Says: textKeyEdit, Do: func() tea.Cmd { return s.editSeveral(s.marked()) }}
	down := s.severally("t", textKeyTakeDown, textTakeDownSeveral, textTakeDownSeveralBody, func(ctx context.Context, a store.Actor, id int64) error {
		_, err := s.Shop.TakeDown(ctx, a, id)
		return err
	})
	if s.off {
		return []ui.Key{
			s.severally("r", textKeyRestore, textRestoreSeveral, textRestoreSeveralBody, s.Shop.Restore),
			s.severally("p", textKeyPurge, textPurgeSeveral, textPurgeSeveralBody, func(ctx context.Context, a store.Actor, id int64) error {
				return s.Intake.Purge(ctx, a, id)
			}), down, edit,
		}
	}
	return []ui.Key{edit, s.severally("x delete", textKeyDelete, textDeleteSeveral, textDeleteSeveralBody, s.Shop.Delete), down}
}

// marked are the marked movies as the list shows them now.
func (s *movies) marked() []store.Listing {
	s.marks.Renew(s.list.Rows, false)
	return s.marks.Rows()
}

// severally is a key that does something with each of the marked movies.
func (s *movies) severally(on string, yes, title, which words.T, act func(context.Context, store.Actor, int64) error) ui.Key {
	return ui.Key{On: on, Says: yes, Do: func() tea.Cmd {
		s.undo = store.Movie{}
		return askSeverally(s.Screen, &s.marks, s.marked(), title, yes, which, func(ctx context.Context, a store.Actor, m store.Listing) error {
			return act(ctx, a, m.ID)
		}, s.list.Load)
	}}
}

// remove is done at once, for u undoes it.
func (s *movies) remove(m store.Movie) tea.Cmd {
	return screen.Do(s.Env, s.Screen, func(ctx context.Context, a store.Actor) error { return s.Shop.Delete(ctx, a, m.ID) },
		func(err error) tea.Cmd {
			if err != nil {
				return s.Fail(err)
			}
			s.undo = m
			return s.Tell(textDeleted, ui.Clean(m.Title))
		})
}

func (s *movies) bringBack(m store.Movie) tea.Cmd {
	if s.undo.ID == m.ID {
		s.undo = store.Movie{}
	}
	return s.restore(m)
}

// takeDown asks once, for refunds and broken downloads can't be undone.
func (s *movies) takeDown(m store.Movie) tea.Cmd {
	title := ui.Clean(m.Title)
	body := func() []string { return []string{s.Say(textTakeDownBody, title)} }
	return s.sure(textTakeDownTitle, textKeyTakeDown, body, func() tea.Cmd {
		return screen.Ask(s.Env, s.Screen, func(ctx context.Context, a store.Actor) (int, error) { return s.Shop.TakeDown(ctx, a, m.ID) },
			func(refunds int, err error) tea.Cmd {
				if err != nil {
					return s.Fail(err)
				}
				return s.Tell(textTakenDown, title, refunds)
			})
	})
}

// purge asks once, for the bytes are gone afterwards.
func (s *movies) purge(m store.Movie) tea.Cmd {
	title := ui.Clean(m.Title)
	body := func() []string { return []string{s.Say(textPurgeBody, title)} }
	return s.sure(textPurgeTitle, textKeyPurge, body, func() tea.Cmd {
		return screen.Do(s.Env, s.Screen, func(ctx context.Context, a store.Actor) error { return s.Intake.Purge(ctx, a, m.ID) },
			func(err error) tea.Cmd {
				if err != nil {
					return s.Fail(err)
				}
				return tea.Batch(s.Tell(textPurged, title), s.list.Load())
			})
	})
}
