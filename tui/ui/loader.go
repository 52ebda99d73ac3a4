package ui

import tea "charm.land/bubbletea/v2"

const (
	pageSize = 50  // rows a question
	mostRows = 400 // rows that a window keeps
	ahead    = 15  // so many rows before the window's end the next page is asked for
)

// Span is a part of a list that is asked for: the first limit rows behind one
// (or of the whole list, where after is 0), in the list's order or, reverse,
// against it.
type Span struct {
	After   int64
	Reverse bool
	Limit   int
	Total   bool // also say how many rows there are
}

// Batch is the answer to a span.
type Batch[T any] struct {
	Rows  []T
	Total int  // rows of the whole list; -1 where that is not known
	More  bool // it has more than total
}

// end is an end of the list that the cursor is to go to.
type end int

const (
	noEnd end = iota
	firstRow
	lastRow
)

// Loader is a list of any length of which a window is loaded: it grows at the
// end that the cursor comes near, and the rows farthest from it are let go. One
// question is under way at a time; what is asked in between is asked once more
// when the answer is here, so that a slow shop is never asked faster than it
// answers.
type Loader[T any] struct {
	List
	display *Display
	fail    func(error) tea.Cmd // says that rows could not be read where others are seen
	Rows    []T
	id      func(T) int64
	// ask puts a question; then gets the answer.
	ask func(s Span, then func(Batch[T], error) tea.Cmd) tea.Cmd

	Reversed bool           // the list is shown against its order
	Keep     func() tea.Cmd // has the direction remembered; may be nil
	Moved    func() tea.Cmd // is called when another row may be under the cursor; may be nil
	above    int64          // the row before the window; 0: the window begins the list
	first    int            // the position of the window's first row, from 0; -1: not known
	whole    bool           // the window ends the list
	total    int            // as of batch
	more     bool

	other   bool // the rows are still those of another list
	Loaded  bool
	busy    bool
	again   bool // what was asked for changed while it was being answered
	goal    end
	marking int // counts the times that all rows were asked for to be marked
	err     error
}

// NewLoader gives a loader whose rows are told apart by id.
func NewLoader[T any](d *Display, fail func(error) tea.Cmd, id func(T) int64, ask func(Span, func(Batch[T], error) tea.Cmd) tea.Cmd) Loader[T] {
	return Loader[T]{display: d, fail: fail, id: id, ask: ask, total: -1}
}

// Load asks for the window once more; what is seen stays until the answer.
func (l *Loader[T]) Load() tea.Cmd {
	n := min(max(len(l.Rows), pageSize), mostRows)
	switch {
	case l.above == 0 || len(l.Rows) == 0:
		return l.question(Span{Limit: n + 1, Total: true}, l.fromStart)
	case l.whole:
		return l.question(Span{Reverse: true, Limit: n + 1, Total: true}, l.fromEnd)
	}
	return l.question(Span{After: l.above, Limit: n + 1, Total: true}, l.inMiddle)
}

// Reload begins at the start of another list: another order, or other rows.
func (l *Loader[T]) Reload() tea.Cmd {
	l.List = List{H: l.H}
	l.marking++
	l.Rows = l.Rows[:min(len(l.Rows), pageSize)]
	l.above, l.first, l.total, l.goal, l.other = 0, 0, -1, noEnd, true
	return l.Load()
}

// near asks for the next page when the cursor comes near an end of the window.
func (l *Loader[T]) near() tea.Cmd {
	return tea.Batch(l.next(), l.moved())
}

func (l *Loader[T]) moved() tea.Cmd {
	if l.Moved == nil {
		return nil
	}
	return l.Moved()
}

func (l *Loader[T]) next() tea.Cmd {
	switch n := len(l.Rows); {
	case l.busy || n == 0:
		return nil
	case !l.whole && l.At >= n-ahead:
		return l.question(Span{After: l.id(l.Rows[n-1]), Limit: pageSize + 1}, l.append)
	case l.above != 0 && l.At < ahead:
		return l.question(Span{After: l.id(l.Rows[0]), Reverse: true, Limit: pageSize + 1}, l.prepend)
	}
	return nil
}

// toEnd moves the cursor to an end of the list, however much of it is loaded.
func (l *Loader[T]) toEnd(e end) tea.Cmd {
	switch {
	case e == firstRow && l.above == 0:
		l.At, l.goal = 0, noEnd
		return l.moved()
	case e == lastRow && l.whole && !l.other:
		l.At, l.goal = max(0, len(l.Rows)-1), noEnd
		return l.moved()
	}
	if l.goal = e; l.busy {
		return nil
	}
	if e == firstRow {
		return l.question(Span{Limit: pageSize + 1, Total: true}, l.fromStart)
	}
	return l.question(Span{Reverse: true, Limit: pageSize + 1, Total: true}, l.fromEnd)
}

// question asks for a part of the list as it is shown, and for one row more
// than the window takes, which says whether the list goes on. take puts the
// answer in.
func (l *Loader[T]) question(s Span, take func(Span, Batch[T])) tea.Cmd {
	if l.busy {
		l.again = true
		return nil
	}
	l.busy = true
	asked := s
	s.Reverse = s.Reverse != l.Reversed
	return l.ask(s, func(p Batch[T], err error) tea.Cmd {
		l.busy = false
		if l.again {
			l.again = false
			return l.Load()
		}
		l.Loaded, l.err = true, err
		if err != nil {
			return l.failed(err)
		}
		take(asked, p)
		if len(l.Rows) == 0 && l.above != 0 { // what stood before the window is gone
			return l.Reload()
		}
		if e := l.goal; e != noEnd {
			return l.toEnd(e)
		}
		return l.near()
	})
}

// failed says what went wrong where rows are seen; state says it elsewhere.
func (l *Loader[T]) failed(err error) tea.Cmd {
	if l.goal = noEnd; len(l.Rows) == 0 {
		return nil
	}
	return l.fail(err)
}

// Selected is the row under the cursor.
func (l *Loader[T]) Selected() (row T, ok bool) {
	if l.At < 0 || l.At >= len(l.Rows) {
		return row, false
	}
	return l.Rows[l.At], true
}
