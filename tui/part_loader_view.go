package tui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"youku.example/tui/words"
)

// keys move the cursor through the whole list, and turn its order around.
func (l *loader[T]) keys() []key {
	ks := l.list.keys(len(l.rows), l.near)
	for i := range ks {
		switch ks[i].says {
		case textKeyFirst:
			ks[i].do = func() tea.Cmd { return l.toEnd(firstRow) }
		case textKeyLast:
			ks[i].do = func() tea.Cmd { return l.toEnd(lastRow) }
		}
	}
	return append(ks, key{on: "S", says: textKeyReverse, quiet: true, do: l.turn})
}

// around are keys for a footer: the one to show first, and those for the help.
// There are none where there is nowhere to go.
func (l *loader[T]) around() (first, rest []key) {
	if len(l.rows) == 0 {
		return nil, nil
	}
	ks := l.keys()
	return ks[:1:1], ks[1:]
}

// turn shows the list the other way round, from what was its end.
func (l *loader[T]) turn() tea.Cmd {
	l.reversed = !l.reversed
	if l.keep == nil {
		return l.reload()
	}
	return tea.Batch(l.reload(), l.keep())
}

// window gives the rows to draw in h lines.
func (l *loader[T]) window(h int) (from, to int) { return l.list.window(len(l.rows), h) }

// position is how far the cursor has come in a list of which only a part is
// seen, as “4,998 / 5,000”.
func (l *loader[T]) position() string {
	if !l.loaded || l.total < 0 || l.total < len(l.rows) && !l.more || len(l.rows) <= l.h && l.above == 0 && l.whole {
		return ""
	}
	all := words.Count(l.total)
	if l.more {
		all += "+"
	}
	if l.first < 0 {
		return all
	}
	return fmt.Sprintf("%s / %s", words.Count(l.first+l.at+1), all)
}

// withPosition sets a list's position before what stands at the right of a
// line, if there is room for both.
func (h *Display) withPosition(right, at string, room int) string {
	switch {
	case at == "":
		return right
	case right == "":
		return h.styles.mute.Render(at)
	}
	if both := h.styles.mute.Render(at+" "+h.styles.dot+" ") + right; width(both) <= room {
		return both
	}
	return right
}

// statusArea is the position before the name of an order, or as much of both as
// there is room for; the position is there always.
func (l *loader[T]) statusArea(room int, order string) string {
	at := l.position()
	if len(l.rows) == 0 || at == "" && width(order) > room {
		return ""
	}
	if both := l.display.withPosition(order, at, room); at == "" || both != order {
		return both
	}
	return l.display.styles.mute.Render(at)
}

// state is drawn instead of a list that could not be read, or not yet.
func (l *loader[T]) state(w, rows int) (body string, instead bool) {
	h := l.display
	switch {
	case l.err != nil && len(l.rows) == 0:
		return middle(wrap(h.styles.cross+" "+h.errorText(l.err), w-4), w, rows), true
	case !l.loaded:
		return h.wait(w, rows), true
	}
	return "", false
}

// retry is the key to ask once more after a failure.
func (l *loader[T]) retry(on, show string) []key {
	if l.err == nil {
		return nil
	}
	return []key{{on: on, show: show, says: textKeyAgain, do: l.load}}
}

// draw gives h lines of at most w cells, a row each.
func (l *loader[T]) draw(w, rows int, line func(row T, w int) string) []string {
	from, to := l.window(rows)
	ls := make([]string, 0, rows)
	for i := from; i < to; i++ {
		ls = append(ls, l.display.item(&l.list, i, line(l.rows[i], w-2), w))
	}
	return ls
}

// headed is draw with a line above that says how far one has come, where the
// list is longer than its room.
func (l *loader[T]) headed(w, rows int, line func(row T, w int) string) []string {
	if l.above == 0 && l.whole && len(l.rows) <= rows || rows < 3 {
		return l.draw(w, rows, line)
	}
	ls := l.draw(w, rows-1, line)
	head := l.display.withPosition(l.display.aged(l.reversed), l.position(), w-2)
	return append([]string{padLeft(head, w-2)}, ls...)
}

// direction is the sign of an order: down from the newest or greatest, or up.
func (h *Display) direction(down bool) string {
	if down {
		return h.styles.sorted
	}
	return h.styles.rising
}

// aged says which end of a list of what happened comes first.
func (h *Display) aged(oldest bool) string {
	if oldest {
		return h.styles.mute.Render(h.styles.rising + " " + h.say(textSortOldest))
	}
	return h.styles.mute.Render(h.styles.sorted + " " + h.say(textSortNew))
}
