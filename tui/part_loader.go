package tui

import tea "charm.land/bubbletea/v2"

const (
	pageSize = 50  // rows a question
	mostRows = 400 // rows that a window keeps
	ahead    = 15  // so many rows before the window's end the next page is asked for
)

// span is a part of a list that is asked for: the first limit rows behind one
// (or of the whole list, where after is 0), in the list's order or, reverse,
// against it.
type span struct {
	after   int64
	reverse bool
	limit   int
	total   bool // also say how many rows there are
}

// batch is the answer to a span.
type batch[T any] struct {
	rows  []T
	total int  // rows of the whole list; -1 where that is not known
	more  bool // it has more than total
}

// end is an end of the list that the cursor is to go to.
type end int

const (
	noEnd end = iota
	firstRow
	lastRow
)

// loader is a list of any length of which a window is loaded: it grows at the
// end that the cursor comes near, and the rows farthest from it are let go. One
// question is under way at a time; what is asked in between is asked once more
// when the answer is here, so that a slow shop is never asked faster than it
// answers.
type loader[T any] struct {
	list
	display *Display
	fail    func(error) tea.Cmd // says that rows could not be read where others are seen
	rows    []T
	id      func(T) int64
	// ask puts a question; then hears the answer.
	ask func(s span, then func(batch[T], error) tea.Cmd) tea.Cmd

	reversed bool           // the list is shown against its order
	keep     func() tea.Cmd // has the direction remembered; may be nil
	above    int64          // the row before the window; 0: the window begins the list
	first    int            // the position of the window's first row, from 0; -1: not known
	whole    bool           // the window ends the list
	total    int            // as of batch
	more     bool

	other  bool // the rows are still those of another list
	loaded bool
	busy   bool
	again  bool // what was asked for changed while it was being answered
	goal   end
	err    error
}

// newLoader gives a loader whose rows are told apart by id.
func newLoader[T any](h *Display, fail func(error) tea.Cmd, id func(T) int64, ask func(span, func(batch[T], error) tea.Cmd) tea.Cmd) loader[T] {
	return loader[T]{display: h, fail: fail, id: id, ask: ask, total: -1}
}

// load asks for the window once more; what is seen stays until the answer.
func (l *loader[T]) load() tea.Cmd {
	n := min(max(len(l.rows), pageSize), mostRows)
	switch {
	case l.above == 0 || len(l.rows) == 0:
		return l.question(span{limit: n + 1, total: true}, l.fromStart)
	case l.whole:
		return l.question(span{reverse: true, limit: n + 1, total: true}, l.fromEnd)
	}
	return l.question(span{after: l.above, limit: n + 1, total: true}, l.inMiddle)
}

// reload begins at the start of another list: another order, or other rows.
func (l *loader[T]) reload() tea.Cmd {
	l.list = list{h: l.h}
	l.rows = l.rows[:min(len(l.rows), pageSize)]
	l.above, l.first, l.total, l.goal, l.other = 0, 0, -1, noEnd, true
	return l.load()
}

// near asks for the next page when the cursor comes near an end of the window.
func (l *loader[T]) near() tea.Cmd {
	switch n := len(l.rows); {
	case l.busy || n == 0:
		return nil
	case !l.whole && l.at >= n-ahead:
		return l.question(span{after: l.id(l.rows[n-1]), limit: pageSize + 1}, l.append)
	case l.above != 0 && l.at < ahead:
		return l.question(span{after: l.id(l.rows[0]), reverse: true, limit: pageSize + 1}, l.prepend)
	}
	return nil
}

// toEnd moves the cursor to an end of the list, however much of it is loaded.
func (l *loader[T]) toEnd(e end) tea.Cmd {
	switch {
	case e == firstRow && l.above == 0:
		l.at, l.goal = 0, noEnd
		return nil
	case e == lastRow && l.whole:
		l.at, l.goal = max(0, len(l.rows)-1), noEnd
		return nil
	}
	if l.goal = e; l.busy {
		return nil
	}
	if e == firstRow {
		return l.question(span{limit: pageSize + 1, total: true}, l.fromStart)
	}
	return l.question(span{reverse: true, limit: pageSize + 1, total: true}, l.fromEnd)
}

// question asks for a part of the list as it is shown, and for one row more
// than the window takes, which says whether the list goes on. take puts the
// answer in.
func (l *loader[T]) question(s span, take func(span, batch[T])) tea.Cmd {
	if l.busy {
		l.again = true
		return nil
	}
	l.busy = true
	asked := s
	s.reverse = s.reverse != l.reversed
	return l.ask(s, func(p batch[T], err error) tea.Cmd {
		l.busy = false
		if l.again {
			l.again = false
			return l.load()
		}
		l.loaded, l.err = true, err
		if err != nil {
			return l.failed(err)
		}
		take(asked, p)
		if len(l.rows) == 0 && l.above != 0 { // what stood before the window is gone
			return l.reload()
		}
		if e := l.goal; e != noEnd {
			return l.toEnd(e)
		}
		return l.near()
	})
}

// failed says what went wrong where rows are seen; state says it elsewhere.
func (l *loader[T]) failed(err error) tea.Cmd {
	if l.goal = noEnd; len(l.rows) == 0 {
		return nil
	}
	return l.fail(err)
}

// selected is the row under the cursor.
func (l *loader[T]) selected() (row T, ok bool) {
	if l.at < 0 || l.at >= len(l.rows) {
		return row, false
	}
	return l.rows[l.at], true
}
