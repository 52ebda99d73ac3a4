package tui

import (
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/words"
)

const (
	pageSize = 50  // movies a question
	mostRows = 500 // movies that one question may bring
	ahead    = 15  // so many rows before the end the next page is asked for
)

// library is the list of movies: all, free or paid; searched as one types;
// pages follow as one scrolls.
type library struct {
	*here
	rows    list
	priced  store.Priced
	sort    store.Sort
	search  *field
	typing  bool
	counts  store.Counts
	movies  []store.Listing
	whole   bool // the last page was seen
	loaded  bool
	loading bool
	again   bool // what was asked changed while it was being answered
	err     error
}

func newLibrary(h *here) screen {
	return &library{here: h, priced: oneOf(filters, h.chosen(choiceFilter)), sort: oneOf(sorts, h.chosen(choiceSort)), search: &field{max: 100}}
}

func (l *library) Init() tea.Cmd  { return tea.Batch(l.load(), l.count()) }
func (l *library) Title() words.T { return textPlaceLibrary }
func (l *library) Typing() bool   { return l.typing }

func (l *library) query() store.Query {
	return store.Query{Priced: l.priced, Sort: l.sort, Search: strings.TrimSpace(l.search.value()), Limit: pageSize}
}

// load asks for the list from its start; what is seen stays until the answer.
func (l *library) load() tea.Cmd {
	if l.loading {
		l.again = true
		return nil
	}
	l.loading = true
	q := l.query()
	if len(l.movies) > pageSize {
		q.Limit = min(len(l.movies), mostRows)
	}
	return ask(l.here, l, func(ctx context.Context, a store.Actor) ([]store.Listing, error) { return l.Shop.Movies(ctx, a, q) },
		func(ms []store.Listing, err error) tea.Cmd {
			l.loading, l.loaded, l.err = false, true, err
			if l.again {
				l.again = false
				return l.load()
			}
			if err != nil {
				return nil
			}
			l.replace(ms)
			l.whole = len(ms) < q.Limit
			return nil
		})
}

// replace puts a new list in; the movie under the cursor stays under it.
func (l *library) replace(ms []store.Listing) {
	if m, ok := l.selected(); ok {
		if i := slices.IndexFunc(ms, func(o store.Listing) bool { return o.ID == m.ID }); i >= 0 {
			l.rows.at = i
		}
	}
	l.movies = ms
	l.rows.at = max(0, min(l.rows.at, len(ms)-1))
}

// more asks for the next page when the cursor comes near the end.
func (l *library) more() tea.Cmd {
	if l.whole || l.loading || len(l.movies) == 0 || l.rows.at < len(l.movies)-ahead {
		return nil
	}
	l.loading = true
	q := l.query()
	q.After = l.movies[len(l.movies)-1].ID
	return ask(l.here, l, func(ctx context.Context, a store.Actor) ([]store.Listing, error) { return l.Shop.Movies(ctx, a, q) },
		func(ms []store.Listing, err error) tea.Cmd {
			l.loading = false
			if l.again {
				l.again = false
				return l.load()
			}
			if err != nil {
				return l.fail(err)
			}
			l.movies = append(l.movies, ms...)
			l.whole = len(ms) < q.Limit
			return l.more()
		})
}

func (l *library) count() tea.Cmd {
	return ask(l.here, l, func(ctx context.Context, _ store.Actor) (store.Counts, error) { return l.Shop.Counts(ctx) },
		func(c store.Counts, err error) tea.Cmd {
			if err == nil {
				l.counts = c
			}
			return nil
		})
}

func (l *library) selected() (store.Listing, bool) {
	if l.rows.at < 0 || l.rows.at >= len(l.movies) {
		return store.Listing{}, false
	}
	return l.movies[l.rows.at], true
}

func (l *library) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case newsMsg:
		switch {
		case msg.about(store.TopicMovies):
			return tea.Batch(l.load(), l.count())
		case msg.about(store.TopicWallet | store.TopicDownloads):
			return l.load() // prices and what is owned
		}
	case tea.KeyPressMsg, tea.PasteMsg:
		if l.typing {
			before := l.search.value()
			if l.search.Update(msg); l.search.value() != before {
				return l.anew()
			}
		}
	}
	return nil
}

// anew begins at the top of another list.
func (l *library) anew() tea.Cmd {
	l.rows = list{h: l.rows.h}
	l.movies = l.movies[:min(len(l.movies), pageSize)]
	return l.load()
}

func (l *library) Keys() []key {
	move := l.rows.keys(len(l.movies), l.more)
	if l.typing {
		move[0].on, move[1].on = "up", "down"
		return []key{
			{on: "enter", says: textKeyShow, do: func() tea.Cmd { l.typing = false; return nil }},
			{on: "esc", says: textKeyClear, do: l.clearSearch},
			move[0], move[1],
		}
	}
	ks := []key{move[0]}
	if _, ok := l.selected(); ok {
		ks = append(ks,
			key{on: "enter l right", says: textKeyOpen, do: l.openMovie},
			key{on: "/", says: textKeySearch, do: l.find},
			key{on: "d", says: textKeyDownload, do: l.get})
	} else {
		ks = append(ks, key{on: "/", says: textKeySearch, do: l.find})
	}
	ks = append(ks,
		key{on: "tab", says: textKeyFilter, do: func() tea.Cmd { return l.filter(1) }},
		key{on: "shift+tab", says: textKeyFilter, quiet: true, do: func() tea.Cmd { return l.filter(-1) }},
		key{on: "s", says: textKeySort, do: l.nextSort})
	if m, ok := l.selected(); ok && l.user() {
		ks = append(ks, key{on: "y", says: textKeyCopy, quiet: true, do: func() tea.Cmd { return l.copy(l.login().Play(m.ID)) }})
	}
	if l.search.value() != "" {
		ks = append(ks, key{on: "esc", says: textKeyClear, do: l.clearSearch})
	}
	if l.err != nil {
		ks = append(ks, key{on: "r", says: textKeyAgain, do: l.load})
	}
	return append(ks, move[1:]...)
}

func (l *library) find() tea.Cmd { l.typing = true; return nil }

func (l *library) clearSearch() tea.Cmd {
	l.typing = false
	if l.search.value() == "" {
		return nil
	}
	l.search.set("")
	return l.anew()
}

func (l *library) filter(by int) tea.Cmd {
	return l.only(filters[(slices.Index(filters, l.priced)+by+len(filters))%len(filters)])
}

func (l *library) only(p store.Priced) tea.Cmd {
	l.priced = p
	return tea.Batch(l.anew(), l.choose(choiceFilter, unlessFirst(filters, p)))
}

func (l *library) nextSort() tea.Cmd {
	l.sort = sorts[(slices.Index(sorts, l.sort)+1)%len(sorts)]
	return tea.Batch(l.anew(), l.choose(choiceSort, unlessFirst(sorts, l.sort)))
}

// What the list can be narrowed to and ordered by; the first is the default.
var (
	filters = []store.Priced{store.AnyPrice, store.OnlyFree, store.OnlyPaid}
	sorts   = []store.Sort{store.ByNew, store.ByTitle, store.ByPrice}
)

// oneOf is the value that was chosen before, if there is still one like it.
func oneOf[T ~string](all []T, chosen string) T {
	return all[max(0, slices.Index(all, T(chosen)))]
}

// unlessFirst is a value to remember; the default need not be.
func unlessFirst[T ~string](all []T, v T) string {
	if v == all[0] {
		return ""
	}
	return string(v)
}

func (l *library) openMovie() tea.Cmd {
	m, ok := l.selected()
	if !ok {
		return nil
	}
	return l.push(newMovie(l.here, m))
}

func (l *library) get() tea.Cmd {
	m, ok := l.selected()
	if !ok {
		return nil
	}
	return l.fetch(m)
}
