package uitest

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"youku.example/tui/term/cells"
)

// Fits fails where what was drawn leaves so many cells and lines, or where a
// text in it reaches the terminal as something that acts.
func Fits(t *testing.T, what any, drawn string, w, h int) {
	t.Helper()
	ls := strings.Split(drawn, "\n")
	if len(ls) > h {
		t.Fatalf("%T: %d lines in %d×%d", what, len(ls), w, h)
	}
	for _, l := range ls {
		if n := cells.Width(l); n > w {
			t.Fatalf("%T: %d cells in %d×%d: %q", what, n, w, h, l)
		}
	}
	if bare := ansi.Strip(drawn); strings.ContainsAny(bare, "\x1b\u009b\u202e\x00\t\u200b\ufeff") || strings.Contains(drawn, "\x1b[2J") || strings.Contains(drawn, "\x1b[5;41m") {
		t.Fatalf("%T: a title acts on the terminal: %q", what, drawn)
	}
}
