package tui

import "slices"

// count keeps how many rows the list has.
func (l *loader[T]) count(p batch[T]) { l.total, l.more = p.total, p.more }

func (l *loader[T]) fromStart(s span, p batch[T]) {
	rows, beyond := l.cut(s, p)
	l.replace(rows)
	l.above, l.first, l.whole = 0, 0, beyond == 0
	l.count(p)
}

func (l *loader[T]) fromEnd(s span, p batch[T]) {
	rows, above := l.cut(s, p)
	slices.Reverse(rows)
	l.replace(rows)
	l.above, l.whole, l.first = above, true, -1
	l.count(p)
	switch {
	case above == 0:
		l.first = 0
	case p.total >= 0 && !p.more:
		l.first = p.total - len(rows)
	}
}

// inMiddle keeps the position only where the list has as many rows as before:
// others may stand before the window now.
func (l *loader[T]) inMiddle(s span, p batch[T]) {
	rows, beyond := l.cut(s, p)
	l.replace(rows)
	was := l.total
	l.count(p)
	switch l.whole = beyond == 0; {
	case l.whole && p.total >= 0 && !p.more:
		l.first = p.total - len(rows)
	case l.total != was:
		l.first = -1
	}
}

// replace puts other rows in; the row under the cursor stays under it.
func (l *loader[T]) replace(rows []T) {
	if row, ok := l.selected(); ok && !l.other {
		id := l.id(row)
		if i := slices.IndexFunc(rows, func(o T) bool { return l.id(o) == id }); i >= 0 {
			l.top += i - l.at
			l.at = i
		}
	}
	l.rows, l.other = rows, false
	l.at = max(0, min(l.at, len(rows)-1))
}

func (l *loader[T]) append(s span, p batch[T]) {
	rows, beyond := l.cut(s, p)
	l.rows = append(l.rows, rows...)
	if l.whole = beyond == 0; l.whole && l.first < 0 && l.total >= 0 && !l.more {
		l.first = l.total - len(l.rows)
	}
	if n := min(len(l.rows)-mostRows, l.at-ahead); n > 0 {
		l.above = l.id(l.rows[n-1])
		l.rows = slices.Clone(l.rows[n:])
		l.shift(-n)
	}
}

func (l *loader[T]) prepend(s span, p batch[T]) {
	rows, above := l.cut(s, p)
	slices.Reverse(rows)
	l.rows = append(rows, l.rows...)
	l.above = above
	l.shift(len(rows))
	if above == 0 {
		l.first = 0
	}
	if n := max(mostRows, l.at+ahead+1); len(l.rows) > n {
		l.rows, l.whole = l.rows[:n], false
	}
}

// shift follows rows that moved down in the window by n.
func (l *loader[T]) shift(n int) {
	l.at += n
	l.top += n
	if l.first >= 0 {
		l.first -= n
	}
}

// cut takes the one row more than the window takes off an answer: the row
// beyond it, or 0 at the list's end.
func (l *loader[T]) cut(s span, p batch[T]) (rows []T, beyond int64) {
	if rows = slices.Clone(p.rows); len(rows) < s.limit {
		return rows, 0
	}
	last := len(rows) - 1
	return rows[:last], l.id(rows[last])
}
