package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"
)

// Marks are rows of a list that something is to be done with at once. They are
// told apart by id and kept with what they showed, so that they stay while the
// list is searched, sorted or read anew, and while a row is out of the window.
type Marks[T any] struct {
	id   func(T) int64
	rows []T // in the order in which they were marked
	has  map[int64]bool
}

func NewMarks[T any](id func(T) int64) Marks[T] {
	return Marks[T]{id: id, has: map[int64]bool{}}
}

func (m *Marks[T]) N() int         { return len(m.rows) }
func (m *Marks[T]) Has(row T) bool { return m.has[m.id(row)] }

// Rows are the marked ones, as they were shown last.
func (m *Marks[T]) Rows() []T { return slices.Clone(m.rows) }

// Put marks a row, or takes its mark away.
func (m *Marks[T]) Put(row T, on bool) {
	id := m.id(row)
	switch {
	case on == m.has[id]:
	case on:
		m.has[id] = true
		m.rows = append(m.rows, row)
	default:
		delete(m.has, id)
		m.rows = slices.DeleteFunc(m.rows, func(o T) bool { return m.id(o) == id })
	}
}

func (m *Marks[T]) Clear() {
	m.rows = nil
	clear(m.has)
}

// Renew takes what the list says of the marked rows now. Where the list is
// whole, a row that is not in it any more loses its mark.
func (m *Marks[T]) Renew(rows []T, whole bool) {
	if len(m.rows) == 0 {
		return
	}
	now := make(map[int64]T, len(rows))
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

// Keys mark rows of a list. All of them can be marked only where the list is
// whole: a mark on a row that was never shown would say yes to what one has not
// seen.
func (m *Marks[T]) Keys(l *List, rows []T, whole bool, moved func() tea.Cmd) []Key {
	if len(rows) == 0 {
		return m.clearing()
	}
	step := func(by int) tea.Cmd {
		l.At = max(0, min(l.At+by, len(rows)-1))
		if moved == nil {
			return nil
		}
		return moved()
	}
	here := func() T { return rows[max(0, min(l.At, len(rows)-1))] }
	stretch := func(by int) func() tea.Cmd {
		return func() tea.Cmd {
			m.Put(here(), true)
			cmd := step(by)
			m.Put(here(), true)
			return cmd
		}
	}
	ks := []Key{
		{On: "space", Says: textKeyMark, Quiet: m.N() == 0, Do: func() tea.Cmd { m.Put(here(), !m.Has(here())); return step(1) }},
		{On: "shift+down J", Show: "J", Says: textKeyMarkDown, Quiet: true, Do: stretch(1)},
		{On: "shift+up K", Show: "K", Says: textKeyMarkUp, Quiet: true, Do: stretch(-1)},
	}
	if whole {
		ks = append(ks, Key{On: "*", Says: textKeyMarkAll, Quiet: true, Do: func() tea.Cmd { m.all(rows); return nil }})
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
	on := slices.ContainsFunc(rows, func(row T) bool { return !m.Has(row) })
	if !on && len(rows) == m.N() {
		m.Clear()
		return
	}
	for _, row := range rows {
		m.Put(row, on)
	}
}

// Sign stands before a row while any is marked, so that all rows keep one edge;
// "" otherwise.
func (m *Marks[T]) Sign(d *Display, row T) string {
	switch {
	case m.N() == 0:
		return ""
	case m.Has(row):
		return d.Styles.Accent.Render(d.Styles.Picked + " ")
	}
	return "  "
}
