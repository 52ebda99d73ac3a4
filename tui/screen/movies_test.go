package screen

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"youku.example/store"
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

// TestEpisodeNameIn holds that an episode keeps its number where its name is cut.
func TestEpisodeNameIn(t *testing.T) {
	at := store.Episode{Series: "流浪记 The Wanderers", Season: 1, Number: 2}
	for _, c := range []struct {
		title string
		at    store.Episode
		w     int
		want  string
	}{
		{"流浪记 The Wanderers S01E02 渡口", at, 40, "流浪记 The Wanderers S01E02 渡口"},
		{"渡口", at, 40, "流浪记 The Wanderers S01E02 渡口"},
		{"渡口", at, 30, "流浪记 The Wanderers S01E02 …"},
		{"渡口", at, 27, "流浪记 The Wanderers S01E02"},
		{"渡口", at, 20, "流浪记 The W… S01E02"},
		{"渡口", at, 9, "… S01E02"},
		{"渡口", at, 6, "流浪…"},
		{"流浪者之歌", store.Episode{}, 6, "流浪…"},
	} {
		if got := EpisodeNameIn(c.title, c.at, c.w, "…"); got != c.want {
			t.Errorf("%q in %d cells is %q, want %q", c.title, c.w, got, c.want)
		}
	}
}
