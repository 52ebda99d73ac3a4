package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
)

// list is a cursor in rows, of which a window is seen.
type list struct {
	at  int
	top int
	h   int // rows seen at the last drawing, for page up and down

	moved func() tea.Cmd // called after the cursor moved
}

// keys move the cursor among n rows; moved is called after each.
func (l *list) keys(n int, moved func() tea.Cmd) []key {
	l.moved = moved
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
		{on: "up k", show: "updown", says: textKeySelect, wheelSteps: 1, do: to(func() int { return l.at - 1 })},
		{on: "down j", says: textKeyDown, quiet: true, wheelSteps: 1, do: to(func() int { return l.at + 1 })},
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
func (h *Display) row(selected bool, text string, w int) string {
	text = clip(text, w-2, h.styles.more)
	if !selected {
		return "  " + text
	}
	return under(h.styles.accent.Background(h.styles.selected.GetBackground()), h.styles.bar) + under(h.styles.selected, " "+pad(text, w-2))
}

// under lays a style under a text that is styled in parts: each part's end would
// end the style too, so it begins again after it.
func under(s lipgloss.Style, text string) string {
	begin, _, ok := strings.Cut(s.Render("\x00"), "\x00")
	if !ok || begin == "" {
		return text
	}
	return begin + strings.ReplaceAll(text, "\x1b[m", "\x1b[m"+begin) + "\x1b[m"
}

// around are the keys to move among n rows: the one to show first, and those
// for the help. There are none where there is nowhere to go.
func (l *list) around(n int, moved func() tea.Cmd) (first, rest []key) {
	if n == 0 {
		return nil, nil
	}
	ks := l.keys(n, moved)
	return ks[:1:1], ks[1:]
}
