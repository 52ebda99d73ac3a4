package screen

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"youku.example/tui/ui"
)

// TestMarked shows why a movie was found, also by its sound.
func TestMarked(t *testing.T) {
	e := &Env{Display: ui.Display{Styles: ui.NewTheme(true, false, ui.Colourful)}}
	for search, want := range map[string]string{"城": "城", "chengn": "城南", "cnjs": "城南旧事", "memo": "Memo", "zz": ""} {
		line, got := Marked(e, "城南旧事 Memories", search), ""
		if from, to := strings.Index(line, "\x1b"), strings.LastIndex(line, "\x1b"); from >= 0 {
			got = ansi.Strip(line[from:to])
		}
		if got != want {
			t.Errorf("%q marks %q, want %q", search, got, want)
		}
	}
}
