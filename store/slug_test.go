package store

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSlug(t *testing.T) {
	for title, want := range map[string]string{
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
		if got := Slug(title); got != want {
			t.Errorf("Slug(%q) = %q, want %q", title, got, want)
		}
	}
}

func FuzzSlug(f *testing.F) {
	f.Add("流浪地球 The Wandering Earth")
	f.Add("../\x00\xff")
	f.Add("ﷺ½①")
	f.Fuzz(func(t *testing.T, title string) {
		s := Slug(title)
		if s == "" || len(s) > maxSlug || !utf8.ValidString(s) || Clean(s) != s {
			t.Fatalf("Slug(%q) = %q", title, s)
		}
		if strings.HasPrefix(s, "-") || strings.HasSuffix(s, "-") || strings.Contains(s, "--") {
			t.Errorf("Slug(%q) = %q", title, s)
		}
		for _, r := range s {
			if r != '-' && !wordRune(r) {
				t.Errorf("Slug(%q) = %q holds %q", title, s, r)
			}
		}
		if Slug(s) != s {
			t.Errorf("Slug(%q) = %q, again %q", title, s, Slug(s))
		}
		if id, ok := ParseFileName(FileName(7, s, ".mp4")); !ok || id != 7 {
			t.Errorf("the file name %q is of movie %d, %v", FileName(7, s, ".mp4"), id, ok)
		}
	})
}
