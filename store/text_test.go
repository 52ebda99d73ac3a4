package store

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// living are texts that people write; none may be touched.
var living = []string{
	"", "alice", "流浪地球 The Wandering Earth", "Amélie", "城南旧事 (1983)", "👩‍🚀 Apollo", "👨‍👩‍👧‍👦", "❤️", "1️⃣", "👍🏽", "🏳️‍🌈",
	"हिन्दी फ़िल्म", "क्\u200dष", "می\u200cخواهم", "ภาพยนตร์ไทยที่น้ำ", "Việt Nam", "שָׁלוֹם", "二〇四六", "全角　空格", "ﬁ", "日本語ー々",
	"“quotes” — dash…", "«Броненосец»", "기생충", "¥20.00", "�",
}

// hostile are texts that act on a terminal or deceive the eye, and what is
// shown of them.
var hostile = map[string]string{
	"a\x1b[2Jb":                             "a?[2Jb",
	"a\x1b]0;title\x07b":                    "a?]0;title?b",
	"\x00":                                  "?",
	"a\x7fb":                                "a?b",
	"a\u009b31mb":                           "a?31mb",
	"a\u0090q\u009cb":                       "a?q?b",
	"txt\u202egpj.exe":                      "txt?gpj.exe",
	"\u2066a\u2069":                         "?a?",
	"a\u200eb\u200fc\u061cd":                "a?b?c?d",
	"bo\u200bss":                            "bo?ss",
	"bo\u200dss":                            "bo?ss",
	"bo\u200css":                            "bo?ss",
	"流\u200d浪":                              "流?浪",
	"a\u2060b\ufeffc":                       "a?b?c",
	"a\u00adb":                              "a?b",
	"a\u034fb":                              "a?b",
	"a\u115fb\u3164c\uffa0":                 "a?b?c?",
	"a\U000e0041b":                          "a?b",
	"a\ufe0fb":                              "a?b",
	"流\U000e0100":                           "流?",
	"a\ue000b":                              "a?b",
	"a\ufdd0b\uffffc":                       "a?b?c",
	"a\u0301\u0301\u0301\u0301\u0301\u0301": "á\u0301\u0301\u0301??",
	" \u0301b":                              " ?b",
	"a \u20ddb":                             "a ?b",
	"\xff\xfe":                              "?",
	"a\xe6\xb5b":                            "a?b",
	"a\tb":                                  "a b",
	"a\u2028b\u2029c\u0085d":                "a b c d",
	"\U0001f468\u200d":                      "\U0001f468?",
}

func TestClean(t *testing.T) {
	for _, s := range living {
		if got := Clean(s); got != s {
			t.Errorf("Clean(%q) = %q", s, got)
		}
		if got, err := CheckLine(s, 200); err != nil || got != norm.NFC.String(s) {
			t.Errorf("CheckLine(%q) = %q, %v", s, got, err)
		}
	}
	for s, want := range hostile {
		if got := Clean(s); norm.NFC.String(got) != norm.NFC.String(want) {
			t.Errorf("Clean(%q) = %q, want %q", s, got, want)
		}
		if _, err := CheckLine("x"+s+"x", 200); !errors.Is(err, ErrText) {
			t.Errorf("CheckLine(%q): %v", s, err)
		}
	}
	if got := Clean("a\r\nb\nc"); got != "a  b c" {
		t.Errorf("Clean of lines = %q", got)
	}
	if got := CleanText("a\r\nb\x1bc\n"); got != "a\nb?c\n" {
		t.Errorf("CleanText = %q", got)
	}
}

func TestCheckLine(t *testing.T) {
	if got, err := CheckLine(" \t a b \r\n", 3); err != nil || got != "a b" {
		t.Errorf("trimmed: %q, %v", got, err)
	}
	if got, err := CheckLine("e\u0301", 1); err != nil || got != "é" {
		t.Errorf("NFC: %q, %v", got, err)
	}
	if _, err := CheckLine("流浪地", 2); !errors.Is(err, ErrTooLong) {
		t.Errorf("three of two characters: %v", err)
	}
	// The normal form of one letter has two marks, so that there are six of them.
	for _, s := range []string{"a\nb", "a\rb", "a\tb", "\ufb2d\u05b0\u05b1\u05b2\u05b3"} {
		if _, err := CheckLine(s, 9); !errors.Is(err, ErrText) {
			t.Errorf("CheckLine(%q): %v", s, err)
		}
	}
}

func TestCheckText(t *testing.T) {
	got, err := CheckText("\n今晚十点 \r\n\tat ten\r\n\r\n", 100)
	if err != nil || got != "今晚十点\n    at ten" {
		t.Errorf("CheckText = %q, %v", got, err)
	}
	for _, s := range []string{"a\x1bb", "a\vb", "ok\n\u202eko", "\xff"} {
		if _, err := CheckText(s, 100); !errors.Is(err, ErrText) {
			t.Errorf("CheckText(%q): %v", s, err)
		}
	}
	if _, err := CheckText("a\nb", 2); !errors.Is(err, ErrTooLong) {
		t.Errorf("too long: %v", err)
	}
}

func TestCheckTitle(t *testing.T) {
	for _, s := range []string{"", "  ", "\u2800", "a\x00", strings.Repeat("流", 201), "\u0301", " \u0301\u0302", "\u20dd", "\u093f", "a \u0301"} {
		if _, err := CheckTitle(s); !errors.Is(err, ErrTitle) {
			t.Errorf("CheckTitle(%q): %v", s, err)
		}
	}
	if got, err := CheckTitle(" " + strings.Repeat("流", 200)); err != nil || utf8.RuneCountInString(got) != 200 {
		t.Errorf("CheckTitle: %v", err)
	}
}

// Whatever comes, the cleaned text is cleaned already, valid, and safe to
// print; and what is let in is shown as it is.
func FuzzClean(f *testing.F) {
	for _, s := range living {
		f.Add(s)
	}
	for s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c := Clean(s)
		if Clean(c) != c || !utf8.ValidString(c) {
			t.Errorf("Clean(%q) = %q, again %q", s, c, Clean(c))
		}
		for _, r := range c {
			if r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x2028 || r == 0x2029 {
				t.Errorf("Clean(%q) = %q holds %U", s, c, r)
			}
		}
		if line, err := CheckLine(s, 1000); err == nil {
			if Clean(line) != line {
				t.Errorf("CheckLine lets %q through, which is shown as %q", line, Clean(line))
			}
			if again, err := CheckLine(line, 1000); err != nil || again != line {
				t.Errorf("CheckLine(%q) = %q, then %q, %v", s, line, again, err)
			}
		}
		if text, err := CheckText(s, 1000); err == nil {
			if again, err := CheckText(text, 1000); err != nil || again != text || CleanText(text) != text {
				t.Errorf("CheckText(%q) = %q, then %q, %v", s, text, again, err)
			}
		}
	})
}
