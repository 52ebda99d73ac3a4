package ui

import (
	"testing"

	"github.com/charmbracelet/x/ansi"

	"youku.example/tui/ui/theme"
)

// TestBar fills to an eighth of a cell and is as wide as it should be.
func TestBar(t *testing.T) {
	h := &Display{Styles: theme.New(true, false, theme.Colourful)}
	for _, c := range []struct {
		done int64
		want string
	}{{0, "          "}, {1, "▏         "}, {40, "█████     "}, {44, "█████▌    "}, {80, "██████████"}, {90, "██████████"}, {-1, "          "}} {
		if got := ansi.Strip(h.Bar(c.done, 80, 10)); got != c.want {
			t.Errorf("%d of 80: %q", c.done, got)
		}
	}
}
