package tui

import (
	"strings"

	"charm.land/lipgloss/v2"
	"youku.example/tui/words"
)

// share is a bar of a known whole with its percentage, in w cells.
func (h *Display) share(done, whole int64, w int) string {
	return h.bar(done, whole, w-6) + padLeft(words.Percent(done, whole), 6)
}

// pulse is a bar of w cells for what moves towards an unknown end.
func (h *Display) pulse(beat, w int) string {
	if w < 4 {
		return ""
	}
	const long = 3
	at := beat % (2 * (w - long))
	if at > w-long {
		at = 2*(w-long) - at
	}
	track, empty := h.styles.rule, h.styles.rest
	if h.styles.pal.ground != nil {
		track, empty = h.styles.field, " "
	}
	rest := func(n int) string { return track.Render(strings.Repeat(empty, n)) }
	return rest(at) + h.styles.accent.Render(strings.Repeat(h.styles.full, long)) + rest(w-long-at)
}

// bar is a share of a whole, to an eighth of a cell.
func (h *Display) bar(done, whole int64, w int) string {
	if whole <= 0 || w <= 0 {
		return ""
	}
	eighths := int(float64(max(0, min(done, whole))) / float64(whole) * float64(8*w))
	full, part := eighths/8, eighths%8
	s := strings.Repeat(h.styles.full, full)
	rest := w - full
	if part > 0 && rest > 0 {
		s += h.styles.eighth[part-1]
		rest--
	}
	if h.styles.pal.ground == nil {
		return h.styles.accent.Render(s) + h.styles.rule.Render(strings.Repeat(h.styles.rest, rest))
	}
	track := lipgloss.NewStyle().Foreground(h.styles.pal.accent).Background(h.styles.pal.ground)
	return track.Render(s + strings.Repeat(" ", rest))
}
