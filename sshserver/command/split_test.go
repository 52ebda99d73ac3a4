package command

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		line string
		want []string
	}{
		{"", nil},
		{" \t \n ", nil},
		{"movies", []string{"movies"}},
		{"  movie   7\t--json ", []string{"movie", "7", "--json"}},
		{`publish a.mp4 --title '流浪地球 The Wandering Earth'`, []string{"publish", "a.mp4", "--title", "流浪地球 The Wandering Earth"}},
		{`post "it's \"quoted\" \$HOME \n"`, []string{"post", `it's "quoted" $HOME \n`}},
		{`'a'"b"c\ d`, []string{"abc d"}},
		{`"" ''`, []string{"", ""}},
		{"a\\\nb \"c\\\nd\"", []string{"ab", "cd"}},
		{`md5sum /downloads/0001-\(x\).mp4`, []string{"md5sum", "/downloads/0001-(x).mp4"}},
		{"movies; touch x", []string{"movies;", "touch", "x"}},
		{"$(reboot) `id` $HOME * ~ #x | > <", []string{"$(reboot)", "`id`", "$HOME", "*", "~", "#x", "|", ">", "<"}},
		{"'$(reboot) \\'", []string{`$(reboot) \`}},
	} {
		got, err := Split(c.line)
		if err != nil {
			t.Errorf("%q: %v", c.line, err)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q: %s", c.line, diff)
		}
	}
}

func TestSplit_Refused(t *testing.T) {
	for line, want := range map[string]error{
		`'open`:                           errQuote,
		`"open`:                           errQuote,
		`a "b\"`:                          errQuote,
		`end\`:                            errEscape,
		"nul\x00":                         errGarbled,
		"\xff":                            errGarbled,
		strings.Repeat("a", maxLine+1):    errLong,
		`'` + strings.Repeat("a ", 10000): errQuote,
	} {
		if got, err := Split(line); err != want || got != nil {
			t.Errorf("%.20q: got %q, %v, want %v", line, got, err, want)
		}
	}
}

// quoted is a word as any shell would need it.
func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }

// Words that were quoted come back as they were, whatever stands in them; and
// no line makes more of itself than it is.
func FuzzSplit(f *testing.F) {
	for _, s := range []string{"movies", "a 'b c' \"d\\\"\" e\\ f", `'`, `\`, "流浪 地球", "a;b|c", "\x00", "''\"\""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, line string) {
		got, err := Split(line)
		if err != nil {
			if got != nil {
				t.Errorf("an error and words: %q", got)
			}
			return
		}
		size := 0
		for _, w := range got {
			size += len(w)
			if strings.ContainsRune(w, 0) || !utf8.ValidString(w) {
				t.Errorf("%q came out of %q", w, line)
			}
		}
		if size > len(line) {
			t.Errorf("%q grew to %q", line, got)
		}
		var again []string
		for _, w := range got {
			again = append(again, quoted(w))
		}
		back, err := Split(strings.Join(again, " "))
		if err != nil && err != errLong {
			t.Fatalf("%q: %v", again, err)
		}
		if diff := cmp.Diff(got, back); err == nil && diff != "" {
			t.Error(diff)
		}
	})
}
