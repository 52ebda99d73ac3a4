package admin

import (
	tea "charm.land/bubbletea/v2"

	"youku.example/tui/screen"
	"youku.example/tui/ui"
)

// held is a list of a tab that is in memory whole, and moves by itself. It is
// searched, sorted and marked as a paged one.
type held[T any] struct {
	*Screen
	ui.Sieve[T]
	cur    ui.List
	loader tabLoader
	all    []T
	rows   []T // those of all that are shown
	marks  ui.Marks[T]
	part   func() []T // gives the rows of all that are to be shown; nil: as the sieve does
}

func (l *held[T]) Init() tea.Cmd { return nil }
func (l *held[T]) Typing() bool  { return l.Finder.Typing() }

// replace puts a new list in.
func (l *held[T]) replace(all []T) {
	l.all = all
	l.marks.Renew(all, true)
	l.sift()
}

// sift shows what the search finds; the row under the cursor stays under it.
func (l *held[T]) sift() tea.Cmd {
	var rows []T
	if l.part != nil {
		rows = l.part()
	} else {
		rows = l.Rows(l.all)
	}
	if row, ok := l.selected(); ok {
		for i := range rows {
			if l.marks.Same(rows[i], row) {
				l.cur.At = i
				break
			}
		}
	}
	l.rows = rows
	l.cur.At = max(0, min(l.cur.At, len(rows)-1))
	return nil
}

func (l *held[T]) selected() (row T, ok bool) {
	if l.cur.At < 0 || l.cur.At >= len(l.rows) {
		return row, false
	}
	return l.rows[l.cur.At], true
}

// keys are those of the list, as those of a paged one; load asks for it anew.
func (l *held[T]) keys(load func() tea.Cmd, one func(T) []ui.Key, several func() []ui.Key) []ui.Key {
	if l.Typing() {
		return l.Searching(l.cur.Keys(len(l.rows), nil), l.sift)
	}
	ks, rest := l.cur.Around(len(l.rows), nil)
	rest = append(rest, l.marks.Keys(&l.cur, l.rows, true, nil)...)
	row, selected := l.selected()
	switch {
	case l.marks.N() > 0:
		ks = append(ks, several()...)
	case selected:
		ks = append(ks, one(row)...)
	}
	ks = append(ks, l.loader.Retry(load)...)
	if len(l.all) > 0 {
		rest = append(rest, l.SieveKeys(l.sift)...)
	}
	return append(ks, rest...)
}

func (l *held[T]) statusArea(room int) string {
	if n := l.marks.N(); n > 0 && !l.Typing() {
		return l.markedCount(n)
	}
	return l.SieveStatus(&l.Display, &l.cur, len(l.rows), room)
}

// instead is drawn instead of rows that could not be read, not yet, or that the
// search does not find; ok is false where there are rows to draw, or none at all.
func (l *held[T]) instead(w, h int) (body string, ok bool) {
	if body, instead := l.loader.Instead(&l.Display, len(l.all), w, h); instead {
		return body, true
	}
	if len(l.rows) == 0 && len(l.all) > 0 {
		return l.Nothing(l.Say(screen.TextNothingFound, ui.Clean(l.Text())), l.Say(textShorterAdvice), w, h), true
	}
	return "", false
}
