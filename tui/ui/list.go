package ui

import (
	tea "charm.land/bubbletea/v2"
	"youku.example/tui/term/cells"
)

// List is a cursor in rows, of which a window is seen.
type List struct {
	At  int
	top int
	H   int // rows seen at the last drawing, for page up and down

}

// Keys move the cursor among n rows; moved is called after each.
func (l *List) Keys(n int, moved func() tea.Cmd) []Key {
	to := func(where func() int) func() tea.Cmd {
		return func() tea.Cmd {
			l.At = max(0, min(where(), n-1))
			if moved == nil {
				return nil
			}
			return moved()
		}
	}
	page := max(1, l.H-1)
	return []Key{
		{On: "up k", Show: "updown", Says: textKeySelect, WheelSteps: 1, Do: to(func() int { return l.At - 1 })},
		{On: "down j", Says: textKeyDown, Quiet: true, WheelSteps: 1, Do: to(func() int { return l.At + 1 })},
		{On: "pgup ctrl+b", Show: "PgUp", Says: textKeyPageUp, Quiet: true, Do: to(func() int { return l.At - page })},
		{On: "pgdown ctrl+f", Show: "PgDn", Says: textKeyPageDown, Quiet: true, Do: to(func() int { return l.At + page })},
		{On: "home g", Show: "g", Says: textKeyFirst, Quiet: true, Do: to(func() int { return 0 })},
		{On: "end G", Show: "G", Says: textKeyLast, Quiet: true, Do: to(func() int { return n - 1 })},
	}
}

// Window gives the rows to draw in h lines, with the cursor among them and a
// row of sight beyond it where there is one.
func (l *List) Window(n, h int) (from, to int) {
	l.H = h
	l.At = max(0, min(l.At, n-1))
	sight := min(1, (h-1)/2)
	if l.At-sight < l.top {
		l.top = l.At - sight
	}
	if l.At+sight >= l.top+h {
		l.top = l.At + sight - h + 1
	}
	l.top = max(0, min(l.top, n-h))
	return l.top, min(n, l.top+h)
}

// row draws one line of a list: the selected one has a bar and weight.
func (d *Display) row(selected bool, text string, w int) string {
	text = cells.Clip(text, w-2, d.Styles.More)
	if !selected {
		return "  " + text
	}
	return d.Styles.SelectedBar.Under(d.Styles.Bar) + d.Styles.Selected.Under(" "+cells.Pad(text, w-2))
}

// Around are the keys to move among n rows: the one to show first, and those
// for the help. There are none where there is nowhere to go.
func (l *List) Around(n int, moved func() tea.Cmd) (first, rest []Key) {
	if n == 0 {
		return nil, nil
	}
	ks := l.Keys(n, moved)
	return ks[:1:1], ks[1:]
}
