package tui

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// panes sets a list beside what is known of its selected row, or above it
// where the window is narrow. The row's facts never take more than half.
func (d *adminScreen) panes(w, h int, list, detail func(w, h int) []string) string {
	if w >= twoPanes-4 {
		left := w * 11 / 20
		right := w - left - 5
		return beside(list(left, h), fit(strings.Join(detail(right, h), "\n"), right, h, d.styles.more), left, d.styles.rule.Render(d.styles.column), h)
	}
	return d.above(w, h, h/2, list, detail)
}

// above sets a list over at most so many lines of what is known of its
// selected row.
func (d *adminScreen) above(w, h, most int, list, detail func(w, h int) []string) string {
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

// factRows are labels with their values, each from its own line on; empty values are left out.
func (h *Env) factRows(w int, rows [][2]string) []string {
	label := 0
	for _, r := range rows {
		if r[1] != "" {
			label = max(label, width(r[0]))
		}
	}
	var ls []string
	for _, r := range rows {
		if r[1] != "" {
			for i, l := range valueLines(r[1], w-label-2) {
				if i > 0 {
					r[0] = ""
				}
				ls = append(ls, h.styles.mute.Render(pad(r[0], label))+"  "+l)
			}
		}
	}
	return ls
}

// valueLines is a value in as many lines as it takes; a checksum that is longer
// than a line in equal parts.
func valueLines(value string, w int) []string {
	if len(value) != 64 || width(value) <= w || strings.ContainsAny(value, " \x1b") {
		return wrapStyled(value, w)
	}
	return sumLines(value, w)
}

// sumLines is a checksum in one line, in two halves, or in quarters and so on.
func sumLines(sum string, w int) []string {
	n := len(sum)
	for n > w && n > 8 {
		n /= 2
	}
	var ls []string
	for ; len(sum) > n; sum = sum[n:] {
		ls = append(ls, sum[:n])
	}
	return append(ls, sum)
}

// muted is a text in as many lines as it takes, in the quiet colour.
func (h *Env) muted(text string, w int) []string { return h.styled(h.styles.mute, text, w) }

// strongLines is a heading in as many lines as it takes.
func (h *Env) strongLines(text string, w int) []string { return h.styled(h.styles.strong, text, w) }

// styled is a text in as many lines as it takes, in one style.
func (h *Env) styled(style lipgloss.Style, text string, w int) []string {
	ls := wrap(text, w)
	for i, l := range ls {
		ls[i] = style.Render(l)
	}
	return ls
}
