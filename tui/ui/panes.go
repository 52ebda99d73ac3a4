package ui

import (
	"strings"

	"youku.example/tui/term/cells"
)

// TwoPanes is the width of a window from which on a list has its detail beside
// it.
const TwoPanes = 100

// Panes sets a list beside what is known of its selected row, or above it
// where the window is narrow. The row's facts never take more than half.
func (d *Display) Panes(w, h int, list, detail func(w, h int) []string) string {
	if w >= TwoPanes-4 {
		left := w * 11 / 20
		right := w - left - 5
		return cells.Beside(list(left, h), cells.Fit(strings.Join(detail(right, h), "\n"), right, h, d.Styles.More), left, d.Styles.Rule.Render(d.Styles.Column), h)
	}
	return d.Above(w, h, h/2, list, detail)
}

// Above sets a list over at most so many lines of what is known of its
// selected row.
func (d *Display) Above(w, h, most int, list, detail func(w, h int) []string) string {
	room := min(most, h/2, h-5)
	if room < 2 {
		return strings.Join(list(w, h), "\n")
	}
	below := detail(w, room-1)
	if len(below) > room-1 {
		below = below[:room-1]
	}
	if len(below) == 0 {
		return strings.Join(list(w, h), "\n")
	}
	up := cells.Fit(strings.Join(list(w, h-room), "\n"), w, h-room, d.Styles.More)
	up = append(up, d.Styles.Rule.Render(strings.Repeat(d.Styles.Glyphs.Rule, w)))
	return strings.Join(append(up, below...), "\n")
}
