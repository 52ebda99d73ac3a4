package ui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"youku.example/tui/term/cells"
	"youku.example/tui/words"
)

// Keys move the cursor through the whole list, and turn its order around.
func (l *Loader[T]) Keys() []Key {
	ks := l.List.Keys(len(l.Rows), l.near)
	for i := range ks {
		switch ks[i].Says {
		case textKeyFirst:
			ks[i].Do = func() tea.Cmd { return l.toEnd(firstRow) }
		case textKeyLast:
			ks[i].Do = func() tea.Cmd { return l.toEnd(lastRow) }
		}
	}
	return append(ks, Key{On: "S", Says: textKeyReverse, Quiet: true, Do: l.turn})
}

// Whole reports whether the window holds all rows of the list.
func (l *Loader[T]) Whole() bool { return l.Loaded && l.above == 0 && l.whole && !l.other }

// MostMarked is how many rows can be marked at once.
const MostMarked = 10_000

// marksAQuestion is how many rows are asked for at a time to mark them.
const marksAQuestion = 500

// MarkKeys mark rows of the list; all of it, as it is searched now, however much of
// it is loaded, up to MostMarked.
func (l *Loader[T]) MarkKeys(m *Marks[T]) []Key {
	ks := m.Keys(&l.List, l.Rows, l.Whole(), l.near)
	if len(l.Rows) > 0 && !l.Whole() {
		ks = append(ks, Key{On: "*", Says: textKeyMarkAll, Quiet: true, Do: func() tea.Cmd { return l.markAll(m) }})
	}
	return ks
}

// markAll asks for the whole list, part by part, and marks it, or takes all marks
// away where each row has one. It is given up when another list is asked for.
func (l *Loader[T]) markAll(m *Marks[T]) tea.Cmd {
	if l.total >= 0 && !l.more && m.N() == min(l.total, MostMarked) {
		m.Clear()
		return nil
	}
	l.marking++
	turn, reversed := l.marking, l.Reversed
	var rows []T
	var part func(after int64) tea.Cmd
	part = func(after int64) tea.Cmd {
		return l.ask(Span{After: after, Reverse: reversed, Limit: marksAQuestion}, func(b Batch[T], err error) tea.Cmd {
			switch {
			case turn != l.marking:
				return nil
			case err != nil:
				return l.fail(err)
			}
			if rows = append(rows, b.Rows...); len(rows) <= MostMarked && len(b.Rows) == marksAQuestion {
				return part(l.id(b.Rows[len(b.Rows)-1]))
			}
			if len(rows) <= MostMarked {
				m.all(rows)
				return nil
			}
			m.Clear()
			m.all(rows[:MostMarked])
			return l.fail(TextError{textMostMarked})
		})
	}
	return part(0)
}

// Around are keys for a footer: the one to show first, and those for the help.
// There are none where there is nowhere to go.
func (l *Loader[T]) Around() (first, rest []Key) {
	if len(l.Rows) == 0 {
		return nil, nil
	}
	ks := l.Keys()
	return ks[:1:1], ks[1:]
}

// turn shows the list the other way round, from what was its end.
func (l *Loader[T]) turn() tea.Cmd {
	l.Reversed = !l.Reversed
	if l.Keep == nil {
		return l.Reload()
	}
	return tea.Batch(l.Reload(), l.Keep())
}

// window gives the rows to draw in h lines.
func (l *Loader[T]) window(h int) (from, to int) { return l.List.Window(len(l.Rows), h) }

// Position is how far the cursor has come in a list of which only a part is
// seen, as “4,998 / 5,000”.
func (l *Loader[T]) Position() string {
	if !l.Loaded || l.total < 0 || l.total < len(l.Rows) && !l.more || len(l.Rows) <= l.H && l.above == 0 && l.whole {
		return ""
	}
	all := l.Count()
	if l.first < 0 {
		return all
	}
	return fmt.Sprintf("%s / %s", words.Count(l.first+l.At+1), all)
}

// Count is how many rows the list has, as far as they were counted: “1,000+”; ""
// where that is not known.
func (l *Loader[T]) Count() string {
	switch {
	case !l.Loaded || l.total < 0 || len(l.Rows) == 0:
		return ""
	case l.more:
		return words.Count(l.total) + "+"
	}
	return words.Count(l.total)
}

// WithPosition sets a list's position before what stands at the right of a
// line, if there is room for both.
func (d *Display) WithPosition(right, at string, room int) string {
	switch {
	case at == "":
		return right
	case right == "":
		return d.Styles.Mute.Render(at)
	}
	if both := d.Styles.Mute.Render(at+" "+d.Styles.Dot+" ") + right; cells.Width(both) <= room {
		return both
	}
	return right
}

// StatusArea is the position before the name of an order, or as much of both as
// there is room for; the position is there always.
func (l *Loader[T]) StatusArea(room int, order string) string {
	at := l.Position()
	if len(l.Rows) == 0 || at == "" && cells.Width(order) > room {
		return ""
	}
	if both := l.display.WithPosition(order, at, room); at == "" || both != order {
		return both
	}
	return l.display.Styles.Mute.Render(at)
}

// State is drawn instead of a list that could not be read, or not yet.
func (l *Loader[T]) State(w, rows int) (body string, instead bool) {
	return l.display.Instead(len(l.Rows), l.Loaded, l.err, w, rows)
}

// Retry is the key to ask once more after a failure.
func (l *Loader[T]) Retry(on, show string) []Key {
	if l.err == nil {
		return nil
	}
	return []Key{{On: on, Show: show, Says: TextKeyAgain, Do: l.Load}}
}

// Draw gives h lines of at most w cells, a row each.
func (l *Loader[T]) Draw(w, rows int, line func(row T, w int) string) []string {
	from, to := l.window(rows)
	ls := make([]string, 0, rows)
	for i := from; i < to; i++ {
		ls = append(ls, l.display.Item(&l.List, i, line(l.Rows[i], w-2), w, l.near))
	}
	return ls
}

// Headed is draw with a line above that says how far one has come, where the
// list is longer than its room.
func (l *Loader[T]) Headed(w, rows int, line func(row T, w int) string) []string {
	if l.above == 0 && l.whole && len(l.Rows) <= rows || rows < 3 {
		return l.Draw(w, rows, line)
	}
	ls := l.Draw(w, rows-1, line)
	head := l.display.WithPosition(l.display.Aged(l.Reversed), l.Position(), w-2)
	return append([]string{cells.PadLeft(head, w-2)}, ls...)
}

// Direction is the sign of an order: down from the newest or greatest, or up.
func (d *Display) Direction(down bool) string {
	if down {
		return d.Styles.Sorted
	}
	return d.Styles.Rising
}

// Aged says which end of a list of what happened comes first.
func (d *Display) Aged(oldest bool) string {
	if oldest {
		return d.Styles.Mute.Render(d.Styles.Rising + " " + d.Say(TextSortOldest))
	}
	return d.Styles.Mute.Render(d.Styles.Sorted + " " + d.Say(TextSortNew))
}
