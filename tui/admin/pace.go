package admin

import (
	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/words"
)

// pace is a transfer's speed, and how long it still takes if that is known.
func (d *Screen) pace(p store.Progress, whole bool) string {
	if p.Rate < 1 {
		return ""
	}
	s := words.Rate(p.Rate)
	if left := p.Left(); whole && left > 0 {
		s += "  " + d.Styles.Dot + "  " + d.Say(screen.TextLeft, words.Left(left, d.Lang))
	}
	return s
}

// wholeKnown reports whether a transfer's size is that of the whole: sftp does
// not say before how long an upload will be.
func wholeKnown(p store.Progress) bool { return p.Size > 0 }
