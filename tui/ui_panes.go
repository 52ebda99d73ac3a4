package tui

import (
	"strings"
)

// twoPanes is the width of a window from which on a list has its detail beside
// it.
const twoPanes = 100

// panes sets a list beside what is known of its selected row, or above it
// where the window is narrow. The row's facts never take more than half.
func (d *Display) panes(w, h int, list, detail func(w, h int) []string) string {
	if w >= twoPanes-4 {
		left := w * 11 / 20
		right := w - left - 5
		return beside(list(left, h), fit(strings.Join(detail(right, h), "\n"), right, h, d.styles.more), left, d.styles.rule.Render(d.styles.column), h)
	}
	return d.above(w, h, h/2, list, detail)
}

// above sets a list over at most so many lines of what is known of its
// selected row.
func (d *Display) above(w, h, most int, list, detail func(w, h int) []string) string {
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
	up := fit(strings.Join(list(w, h-room), "\n"), w, h-room, d.styles.more)
	up = append(up, d.styles.rule.Render(strings.Repeat(d.styles.glyphs.rule, w)))
	return strings.Join(append(up, below...), "\n")
}

// beside sets two panes next to each other with a faint line between.
func beside(a, b []string, left int, line string, h int) string {
	out := make([]string, h)
	for i := range out {
		x, y := "", ""
		if i < len(a) {
			x = a[i]
		}
		if i < len(b) {
			y = b[i]
		}
		out[i] = pad(x, left) + "  " + line + "  " + y
	}
	return strings.Join(out, "\n")
}
