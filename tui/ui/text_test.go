package ui

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"youku.example/store"
)

// TestClip never cuts inside a character and never takes more than it may.
func TestClip(t *testing.T) {
	for _, c := range []struct {
		in   string
		w    int
		want string
	}{
		{"流浪地球", 8, "流浪地球"}, {"流浪地球", 7, "流浪地…"}, {"流浪地球", 6, "流浪…"}, {"流浪地球", 1, "…"}, {"流浪地球", 0, ""},
		{"abc", 2, "a…"}, {"e\u0301e\u0301e\u0301", 2, "e\u0301…"}, {"", 5, ""},
	} {
		if got := Clip(c.in, c.w, "…"); got != c.want {
			t.Errorf("clip(%q, %d) = %q, want %q", c.in, c.w, got, c.want)
		}
	}
}

// TestWrap breaks at spaces and between Han characters, never before a mark.
func TestWrap(t *testing.T) {
	for _, c := range []struct {
		in   string
		w    int
		want []string
	}{
		{"one two three", 8, []string{"one two", "three"}},
		{"八点整上架，VIP 半价。", 10, []string{"八点整上", "架，VIP 半", "价。"}},
		{"今晚上新，不要错过", 8, []string{"今晚上", "新，不要", "错过"}},
		{"abcdefghij", 4, []string{"abcd", "efgh", "ij"}},
		{"a\n\nb", 4, []string{"a", "", "b"}},
		{"", 4, []string{""}},
	} {
		if got := Wrap(c.in, c.w); strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("wrap(%q, %d) = %q, want %q", c.in, c.w, got, c.want)
		}
	}
}

// FuzzWrap holds that no line is too wide and that no text is lost.
func FuzzWrap(f *testing.F) {
	f.Add("八点整上架，VIP 半价。 one two\n\nthree", 7)
	f.Add("👨‍👩‍👧हिन्दी", 2)
	f.Fuzz(func(t *testing.T, text string, w int) {
		text, w = store.CleanText(text), 2+abs(w)%60
		joined := ""
		for _, l := range Wrap(text, w) {
			if Width(l) > w {
				t.Fatalf("%q is %d cells, not %d", l, Width(l), w)
			}
			joined += l
		}
		squash := strings.NewReplacer(" ", "", "\n", "")
		if wide := slices.ContainsFunc(clusters(text), func(c string) bool { return Width(c) > w }); !wide && squash.Replace(joined) != squash.Replace(text) {
			t.Fatalf("%q became %q", text, joined)
		}
	})
}

// TestBar fills to an eighth of a cell and is as wide as it should be.
func TestBar(t *testing.T) {
	h := &Display{Styles: NewTheme(true, false, Colourful)}
	for _, c := range []struct {
		done int64
		want string
	}{{0, "          "}, {1, "▏         "}, {40, "█████     "}, {44, "█████▌    "}, {80, "██████████"}, {90, "██████████"}, {-1, "          "}} {
		if got := ansi.Strip(h.Bar(c.done, 80, 10)); got != c.want {
			t.Errorf("%d of 80: %q", c.done, got)
		}
	}
}
