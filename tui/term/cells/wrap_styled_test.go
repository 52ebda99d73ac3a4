package cells

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

func TestWrapStyled(t *testing.T) {
	for _, c := range []struct {
		text string
		w    int
		want string
	}{
		{"plain words", 6, "plain|words"},
		{"\x1b[1mbold words\x1b[m", 6, "\x1b[1mbold\x1b[m|\x1b[1mwords\x1b[m"},
		{"a \x1b[1mbold\x1b[m word", 6, "a \x1b[1mbold\x1b[m|word"},
		{"看\x1b[1m《流浪地球》\x1b[m了", 6, "看\x1b[1m《流\x1b[m|\x1b[1m浪地\x1b[m|\x1b[1m球》\x1b[m了"},
		{"one \x1b[1m\x1b[4mtwo\x1b[0m three", 4, "one|\x1b[1m\x1b[4mtwo\x1b[m|thre|e"},
		{"", 5, ""},
	} {
		if got := strings.Join(WrapStyled(c.text, c.w), "|"); got != c.want {
			t.Errorf("%q at %d: %q, want %q", c.text, c.w, got, c.want)
		}
	}
}

// FuzzWrapStyled holds that styles change nothing of how a text is broken, and
// that no line leaves one behind.
func FuzzWrapStyled(f *testing.F) {
	f.Add("one two three", 5, 3, 8)
	f.Add("看《流浪地球》了", 4, 3, 9)
	f.Fuzz(func(t *testing.T, plain string, w, from, to int) {
		if !utf8.ValidString(plain) || !utf8.ValidString(plain[:min(max(from, 0), len(plain))]) || ansi.Strip(plain) != plain || strings.ContainsAny(plain, "\x1b\u0080\u009b") || from < 0 || to < from || to > len(plain) {
			return
		}
		styled := plain[:from] + "\x1b[1m" + plain[from:to] + "\x1b[m" + plain[to:]
		if ansi.Strip(styled) != plain {
			return // in the middle of a character
		}
		var got []string
		for _, l := range WrapStyled(styled, w) {
			if strings.LastIndex(l, "\x1b[1m") > strings.LastIndex(l, "\x1b[m") {
				t.Errorf("%q goes on after its line", l)
			}
			got = append(got, ansi.Strip(l))
		}
		if want := Wrap(plain, w); !slices.Equal(got, want) {
			t.Errorf("%q at %d: %q, want %q", styled, w, got, want)
		}
	})
}
