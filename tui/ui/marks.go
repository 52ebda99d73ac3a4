package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"
)

// Marks are rows of a list that something is to be done with at once. They are
// told apart by id and kept with what they showed, so that they stay while the
// list is searched, sorted or read anew, and while a row is out of the window.
type Marks[T any] struct {
	Name func(T) string // what a row is called where it stands alone; may be nil
	id   func(T) any
	rows []T // in the order in which they were marked
	has  map[any]bool
	why  map[any]error // why a marked row was refused when it was tried
}

func NewMarks[T any, K comparable](id func(T) K) Marks[T] {
	return Marks[T]{id: func(row T) any { return id(row) }, has: map[any]bool{}, why: map[any]error{}}
}

func (m *Marks[T]) N() int         { return len(m.rows) }
func (m *Marks[T]) Has(row T) bool { return m.has[m.id(row)] }

// Same reports whether two are the same row.
func (m *Marks[T]) Same(a, b T) bool { return m.id(a) == m.id(b) }

// Any reports whether one of the marked rows is such.
func (m *Marks[T]) Any(such func(T) bool) bool { return slices.ContainsFunc(m.rows, such) }

// Refused is why a marked row was refused; nil if it was not, or not tried.
func (m *Marks[T]) Refused(row T) error { return m.why[m.id(row)] }

// Settle takes the marks off rows that were done, and keeps with the others why
// each was refused.
func (m *Marks[T]) Settle(rows []T, errs []error) {
	clear(m.why)
	for i, row := range rows {
		id := m.id(row)
		switch {
		case errs[i] == nil:
			delete(m.has, id)
		case m.has[id]:
			m.why[id] = errs[i]
		}
	}
	m.rows = slices.DeleteFunc(m.rows, func(row T) bool { return !m.has[m.id(row)] })
}

// Rows are the marked ones, as they were shown last.
func (m *Marks[T]) Rows() []T { return slices.Clone(m.rows) }

// HasAll reports whether there are rows, and each is marked.
func (m *Marks[T]) HasAll(rows []T) bool {
	return len(rows) > 0 && !slices.ContainsFunc(rows, func(row T) bool { return !m.Has(row) })
}

// Put marks a row, or takes its mark away.
func (m *Marks[T]) Put(row T, on bool) { m.PutAll([]T{row}, on) }

// PutAll marks rows, or takes their marks away.
func (m *Marks[T]) PutAll(rows []T, on bool) {
	for _, row := range rows {
		id := m.id(row)
		if on && !m.has[id] {
			m.rows = append(m.rows, row)
		}
		if m.has[id] = on; !on {
			delete(m.has, id)
			delete(m.why, id)
		}
	}
	if !on {
		m.rows = slices.DeleteFunc(m.rows, func(row T) bool { return !m.has[m.id(row)] })
	}
}

func (m *Marks[T]) Clear() {
	m.rows = nil
	clear(m.has)
	clear(m.why)
}

// Renew takes what the list says of the marked rows now. Where the list is
// whole, a row that is not in it any more loses its mark.
func (m *Marks[T]) Renew(rows []T, whole bool) {
	if len(m.rows) == 0 {
		return
	}
	now := make(map[any]T, len(rows))
	for _, row := range rows {
		now[m.id(row)] = row
	}
	kept := m.rows[:0]
	for _, row := range m.rows {
		fresh, there := now[m.id(row)]
		switch {
		case there:
			kept = append(kept, fresh)
		case whole:
			delete(m.has, m.id(row))
		default:
			kept = append(kept, row)
		}
	}
	clear(m.rows[len(kept):])
	m.rows = kept
}

// Keys mark rows of a list. All of them can be marked where the list is whole; of a
// longer one Loader.MarkKeys asks for the others.
func (m *Marks[T]) Keys(l *List, rows []T, whole bool, moved func() tea.Cmd) []Key {
	return m.KeysUnder(l, len(rows), func(i int) []T { return rows[i : i+1] }, whole, moved)
}

// KeysUnder are Keys for n rows of which one may stand for several things, as a
// folder does: its mark is that all of them are marked.
func (m *Marks[T]) KeysUnder(l *List, n int, under func(i int) []T, whole bool, moved func() tea.Cmd) []Key {
	if n == 0 {
		return m.clearing()
	}
	step := func(by int) tea.Cmd {
		l.At = max(0, min(l.At+by, n-1))
		if moved == nil {
			return nil
		}
		return moved()
	}
	here := func() []T { return under(max(0, min(l.At, n-1))) }
	stretch := func(by int) func() tea.Cmd {
		return func() tea.Cmd {
			m.PutAll(here(), true)
			cmd := step(by)
			m.PutAll(here(), true)
			return cmd
		}
	}
	ks := []Key{
		{On: "space", Says: textKeyMark, Quiet: m.N() == 0, Do: func() tea.Cmd { m.PutAll(here(), !m.HasAll(here())); return step(1) }},
		{On: "shift+down J", Show: "J", Says: textKeyMarkDown, Quiet: true, Do: stretch(1)},
		{On: "shift+up K", Show: "K", Says: textKeyMarkUp, Quiet: true, Do: stretch(-1)},
	}
	if whole {
		ks = append(ks, Key{On: "*", Says: textKeyMarkAll, Quiet: true, Do: func() tea.Cmd {
			var all []T
			for i := range n {
				all = append(all, under(i)...)
			}
			m.all(all)
			return nil
		}})
	}
	return append(ks, m.clearing()...)
}

// clearing takes all marks away.
func (m *Marks[T]) clearing() []Key {
	if m.N() == 0 {
		return nil
	}
	return []Key{{On: "esc", Says: textKeyUnmark, Do: func() tea.Cmd { m.Clear(); return nil }}}
}

// all marks every row, or takes their marks away where each has one.
func (m *Marks[T]) all(rows []T) {
	m.PutAll(rows, !m.HasAll(rows))
}

// Sign stands before a row while any is marked, so that all rows keep one edge;
// "" otherwise.
func (m *Marks[T]) Sign(d *Display, row T) string { return m.SignUnder(d, []T{row}) }

// SignUnder is Sign of a row that stands for several things; a dot says that some
// of them are marked.
func (m *Marks[T]) SignUnder(d *Display, rows []T) string {
	switch {
	case m.N() == 0:
		return ""
	case slices.ContainsFunc(rows, func(row T) bool { return m.Refused(row) != nil }):
		return d.Styles.Bad.Render(d.Styles.Cross + " ")
	case m.HasAll(rows):
		return d.Styles.Accent.Render(d.Styles.Picked + " ")
	case slices.ContainsFunc(rows, m.Has):
		return d.Styles.Accent.Render(d.Styles.Dot + " ")
	}
	return "  "
}
