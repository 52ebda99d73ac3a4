package tui

import (
	"strings"

	"youku.example/store"
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

// pace is a transfer's speed, and how long it still takes if that is known.
func (h *Env) pace(p store.Progress, whole bool) string {
	if p.Rate < 1 {
		return ""
	}
	s := words.Rate(p.Rate)
	if left := p.Left(); whole && left > 0 {
		s += "  " + h.styles.dot + "  " + h.say(textLeft, words.Left(left, h.Lang))
	}
	return s
}

// wholeKnown reports whether a transfer's size is that of the whole: sftp does
// not say before how long an upload will be.
func wholeKnown(p store.Progress) bool { return p.Size > 0 }
