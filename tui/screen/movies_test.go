package screen

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"youku.example/tui/ui"
	"youku.example/tui/ui/theme"
)

// TestMarked_Lengths holds that a mark never begins inside a letter, where small
// letters take other numbers of bytes that happen to add up.
func TestMarked_Lengths(t *testing.T) {
	e := &Env{Display: ui.Display{Styles: theme.New(true, false, theme.Colourful)}}
	const name = "ȺẞM"
	for _, search := range []string{"ß", "ⱥ", "m", "ss"} {
		if got := ansi.Strip(Marked(e, name, search)); got != name {
			t.Errorf("%q: got %q", search, got)
		}
		if got := Marked(e, name, search); !utf8.ValidString(got) {
			t.Errorf("%q cuts a letter: %q", search, got)
		}
	}
}

// TestMarked shows why a movie was found, also by its sound.
func TestMarked(t *testing.T) {
	e := &Env{Display: ui.Display{Styles: theme.New(true, false, theme.Colourful)}}
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
