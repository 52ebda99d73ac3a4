package tui

import (
	tea "charm.land/bubbletea/v2"
)

// list is a cursor in rows, of which a window is seen.
type list struct {
	at  int
	top int
	h   int // rows seen at the last drawing, for page up and down
}

// keys move the cursor among n rows; moved is called after each.
func (l *list) keys(n int, moved func() tea.Cmd) []key {
	to := func(where func() int) func() tea.Cmd {
		return func() tea.Cmd {
			l.at = max(0, min(where(), n-1))
			if moved == nil {
				return nil
			}
			return moved()
		}
	}
	page := max(1, l.h-1)
	return []key{
		{on: "up k", show: "updown", says: textKeySelect, do: to(func() int { return l.at - 1 })},
		{on: "down j", says: textKeyDown, quiet: true, do: to(func() int { return l.at + 1 })},
		{on: "pgup ctrl+b", show: "PgUp", says: textKeyPageUp, quiet: true, do: to(func() int { return l.at - page })},
		{on: "pgdown ctrl+f", show: "PgDn", says: textKeyPageDown, quiet: true, do: to(func() int { return l.at + page })},
		{on: "home g", show: "g", says: textKeyFirst, quiet: true, do: to(func() int { return 0 })},
		{on: "end G", show: "G", says: textKeyLast, quiet: true, do: to(func() int { return n - 1 })},
	}
}

// window gives the rows to draw in h lines, with the cursor among them and a
// row of sight beyond it where there is one.
func (l *list) window(n, h int) (from, to int) {
	l.h = h
	l.at = max(0, min(l.at, n-1))
	sight := min(1, (h-1)/2)
	if l.at-sight < l.top {
		l.top = l.at - sight
	}
	if l.at+sight >= l.top+h {
		l.top = l.at + sight - h + 1
	}
	l.top = max(0, min(l.top, n-h))
	return l.top, min(n, l.top+h)
}

// row draws one line of a list: the selected one has a bar and weight.
func (h *here) row(selected bool, text string, w int) string {
	if !selected {
		return "  " + clip(text, w-2, h.look.more)
	}
	return h.look.accent.Render(h.look.bar) + h.look.selected.Render(" "+pad(clip(text, w-2, h.look.more), w-2))
}
