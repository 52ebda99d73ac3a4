package ui

import "slices"

// count keeps how many rows the list has.
func (l *Loader[T]) count(p Batch[T]) { l.total, l.more = p.Total, p.More }

func (l *Loader[T]) fromStart(s Span, p Batch[T]) {
	rows, beyond := l.cut(s, p)
	l.replace(rows)
	l.above, l.first, l.whole = 0, 0, beyond == 0
	l.count(p)
}

func (l *Loader[T]) fromEnd(s Span, p Batch[T]) {
	rows, above := l.cut(s, p)
	slices.Reverse(rows)
	l.replace(rows)
	l.above, l.whole, l.first = above, true, -1
	l.count(p)
	switch {
	case above == 0:
		l.first = 0
	case p.Total >= 0 && !p.More:
		l.first = p.Total - len(rows)
	}
}

// inMiddle keeps the position only where the list has as many rows as before:
// others may stand before the window now.
func (l *Loader[T]) inMiddle(s Span, p Batch[T]) {
	rows, beyond := l.cut(s, p)
	l.replace(rows)
	was := l.total
	l.count(p)
	switch l.whole = beyond == 0; {
	case l.whole && p.Total >= 0 && !p.More:
		l.first = p.Total - len(rows)
	case l.total != was:
		l.first = -1
	}
}

// replace puts other rows in; the row under the cursor stays under it.
func (l *Loader[T]) replace(rows []T) {
	if row, ok := l.Selected(); ok && !l.other {
		id := l.id(row)
		if i := slices.IndexFunc(rows, func(o T) bool { return l.id(o) == id }); i >= 0 {
			l.top += i - l.At
			l.At = i
		}
	}
	l.Rows, l.other = rows, false
	l.At = max(0, min(l.At, len(rows)-1))
}

func (l *Loader[T]) append(s Span, p Batch[T]) {
	rows, beyond := l.cut(s, p)
	l.Rows = append(l.Rows, rows...)
	if l.whole = beyond == 0; l.whole && l.first < 0 && l.total >= 0 && !l.more {
		l.first = l.total - len(l.Rows)
	}
	if n := min(len(l.Rows)-mostRows, l.At-ahead); n > 0 {
		l.above = l.id(l.Rows[n-1])
		l.Rows = slices.Clone(l.Rows[n:])
		l.shift(-n)
	}
}

func (l *Loader[T]) prepend(s Span, p Batch[T]) {
	rows, above := l.cut(s, p)
	slices.Reverse(rows)
	l.Rows = append(rows, l.Rows...)
	l.above = above
	l.shift(len(rows))
	if above == 0 {
		l.first = 0
	}
	if n := max(mostRows, l.At+ahead+1); len(l.Rows) > n {
		l.Rows, l.whole = l.Rows[:n], false
	}
}

// shift follows rows that moved down in the window by n.
func (l *Loader[T]) shift(n int) {
	l.At += n
	l.top += n
	if l.first >= 0 {
		l.first -= n
	}
}

// cut takes the one row more than the window takes off an answer: the row
// beyond it, or 0 at the list's end.
func (l *Loader[T]) cut(s Span, p Batch[T]) (rows []T, beyond int64) {
	if rows = slices.Clone(p.Rows); len(rows) < s.Limit {
		return rows, 0
	}
	last := len(rows) - 1
	return rows[:last], l.id(rows[last])
}
