package title_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"youku.example/store"
	"youku.example/store/runes"
	"youku.example/store/title"
)

func TestSlug(t *testing.T) {
	for name, want := range map[string]string{
		"流浪地球 The Wandering Earth":         "流浪地球-The-Wandering-Earth",
		"城南旧事":                             "城南旧事",
		"  --a  b--  ":                     "a-b",
		"../../etc/passwd":                 "etc-passwd",
		"a;rm -rf $HOME `x`":               "a-rm-rf-HOME-x",
		"Amélie":                           "Amélie",
		"Ame\u0301lie":                     "Amélie",
		"速度与激情:特别行动":                       "速度与激情-特别行动",
		"二〇四六":                             "二〇四六",
		"ＡＢＣ　１２":                           "ABC-12",
		"":                                 "movie",
		"♥ … 👩‍🚀":                          "movie",
		"\xff\x00\x1b":                     "movie",
		"ab\u3164cd":                       "ab-cd",
		strings.Repeat("流", 60):            strings.Repeat("流", 40),
		strings.Repeat("a", 119) + " b c":  strings.Repeat("a", 119),
		strings.Repeat("a", 118) + " bcd":  strings.Repeat("a", 118) + "-b",
		strings.Repeat("a", 119) + "流":     strings.Repeat("a", 119),
		strings.Repeat("a", 120) + "-tail": strings.Repeat("a", 120),
	} {
		if got := title.Slug(name); got != want {
			t.Errorf("Slug(%q) = %q, want %q", name, got, want)
		}
	}
}

func FuzzSlug(f *testing.F) {
	f.Add("流浪地球 The Wandering Earth")
	f.Add("../\x00\xff")
	f.Add("ﷺ½①")
	f.Fuzz(func(t *testing.T, name string) {
		s := title.Slug(name)
		if s == "" || len(s) > 120 || !utf8.ValidString(s) || store.Clean(s) != s {
			t.Fatalf("Slug(%q) = %q", name, s)
		}
		if strings.HasPrefix(s, "-") || strings.HasSuffix(s, "-") || strings.Contains(s, "--") {
			t.Errorf("Slug(%q) = %q", name, s)
		}
		for _, r := range s {
			if r != '-' && !runes.IsWord(r) {
				t.Errorf("Slug(%q) = %q holds %q", name, s, r)
			}
		}
		if title.Slug(s) != s {
			t.Errorf("Slug(%q) = %q, again %q", name, s, title.Slug(s))
		}
		if id, ok := title.ParseFileName(title.FileName(7, s, ".mp4")); !ok || id != 7 {
			t.Errorf("the file name %q is of movie %d, %v", title.FileName(7, s, ".mp4"), id, ok)
		}
	})
}
