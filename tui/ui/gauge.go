package ui

import (
	"strings"

	"youku.example/tui/term/cells"
	"youku.example/tui/words"
)

// Share is a bar of a known whole with its percentage, in w cells.
func (d *Display) Share(done, whole int64, w int) string {
	return d.Bar(done, whole, w-6) + cells.PadLeft(words.Percent(done, whole), 6)
}

// Pulse is a bar of w cells for what moves towards an unknown end.
func (d *Display) Pulse(beat, w int) string {
	if w < 4 {
		return ""
	}
	const long = 3
	at := beat % (2 * (w - long))
	if at > w-long {
		at = 2*(w-long) - at
	}
	track, empty := d.Styles.Rule, d.Styles.Rest
	if d.Styles.Palette.Ground != nil {
		track, empty = d.Styles.Field, " "
	}
	rest := func(n int) string { return track.Render(strings.Repeat(empty, n)) }
	return rest(at) + d.Styles.Accent.Render(strings.Repeat(d.Styles.Full, long)) + rest(w-long-at)
}

// Bar is a share of a whole, to an eighth of a cell.
func (d *Display) Bar(done, whole int64, w int) string {
	if whole <= 0 || w <= 0 {
		return ""
	}
	eighths := int(float64(max(0, min(done, whole))) / float64(whole) * float64(8*w))
	full, part := eighths/8, eighths%8
	s := strings.Repeat(d.Styles.Full, full)
	rest := w - full
	if part > 0 && rest > 0 {
		s += d.Styles.Eighth[part-1]
		rest--
	}
	if d.Styles.Palette.Ground == nil {
		return d.Styles.Accent.Render(s) + d.Styles.Rule.Render(strings.Repeat(d.Styles.Rest, rest))
	}
	return d.Styles.Track.Render(s + strings.Repeat(" ", rest))
}
