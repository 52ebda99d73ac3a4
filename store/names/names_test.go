package names_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"youku.example/store"
	"youku.example/store/names"
)

func TestCheck(t *testing.T) {
	for _, s := range []string{"al", "alice", "Alice-B.2_x", "42", "王小明", "李a", "José", "Иван", "Ελένη", "ゆうこ", "タロー", "김철수", "佐々木", "二〇", strings.Repeat("流", 32), "8-ball"} {
		if got, ok := names.Check(s); !ok || got != s {
			t.Errorf("Check(%q) = %q, %v", s, got, ok)
		}
	}
	for typed, want := range map[string]string{"ａ１": "a1", "Ａｌｉｃｅ－２": "Alice-2", "ﾀﾛｰ": "タロー", "王２": "王2"} {
		if got, ok := names.Check(typed); !ok || got != want {
			t.Errorf("Check(%q) = %q, %v", typed, got, ok)
		}
	}
	if got, ok := names.Check("Jose\u0301"); !ok || got != "José" {
		t.Errorf("Check of NFD = %q, %v", got, ok)
	}
	for _, s := range []string{
		"", "a", "流", strings.Repeat("a", 33), "-alice", ".ssh", "_x", "a b", "a@b", "a/b", `a\b`, "a:b", "a\nb", "al\x00", "al\x1b[m", "\xffab",
		"ali\u200bce", "ali\u202ece", "al\u0361ice", "аlice", "Νova", "ᎪliceᏞ", "αβга", "Αнна", "٣٤", "a\u02bcb", "ab\u3164", "\u115fab", "ǃǃ", "aǀb", "😀😀", "..", "a,b", "a‐b",
	} {
		if got, ok := names.Check(s); ok {
			t.Errorf("Check(%q) = %q, %v", s, got, ok)
		}
	}
}

func TestFold(t *testing.T) {
	for _, same := range [][]string{
		{"alice", "ALICE", "Alice", "ａｌｉｃｅ", "аlicе", "𝒶𝓁𝒾𝒸ℯ", "alıce", "ɑlice", "ⓐlice"},
		{"boss", "ВОЅЅ", "bоѕѕ", "BOSS"},
		{"straße", "STRASSE", "strasse"},
		{"josé", "Jose\u0301", "JOSÉ"},
		{"口口", "ロロ"},
		{"二八", "ニハ"},
		{"iris", "ΙRІS"},
		{"office", "oﬃce"},
	} {
		for _, s := range same[1:] {
			if names.Fold(s) != names.Fold(same[0]) {
				t.Errorf("%q folds to %q, %q to %q", s, names.Fold(s), same[0], names.Fold(same[0]))
			}
		}
	}
	// Ordinary names stay apart.
	seen := map[string]string{}
	for _, s := range []string{"alice", "alicia", "alic3", "bob", "bob0", "bobo", "ali", "all", "jose", "josé", "user1", "userl", "useri", "rn", "m", "a-b", "a_b", "a.b", "ab", "王", "玉", "王明", "未", "末", "土", "士"} {
		if was, ok := seen[names.Fold(s)]; ok {
			t.Errorf("%q and %q are one", s, was)
		}
		seen[names.Fold(s)] = s
	}
}

func TestReserved(t *testing.T) {
	for _, s := range []string{"new", "NEW", "guest", "Guest", "root", "admin", "аdmin", "ＡＤＭＩＮ", "system", "youku", "优酷", "管理员"} {
		if !names.Reserved(s) {
			t.Errorf("%q is not reserved", s)
		}
	}
	for _, s := range []string{"alice", "boss", "newton", "管理", "rooter"} {
		if names.Reserved(s) {
			t.Errorf("%q is reserved", s)
		}
	}
}

// Folding is stable, blind to case and form, and never fails.
func FuzzFold(f *testing.F) {
	for _, s := range []string{"alice", "ВОЅЅ", "Jose\u0301", "ſtraße", "İI", "ΐ", "ᾳ", "\u0345", "ǅ", "ﬃ", "\xff", "か\u3099", "タロー"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		folded := names.Fold(s)
		if !utf8.ValidString(folded) {
			t.Errorf("Fold(%q) = %q", s, folded)
		}
		name, ok := names.Check(s)
		if !ok {
			return
		}
		if n := utf8.RuneCountInString(name); n < 2 || n > 32 || !norm.NFC.IsNormalString(name) || store.Clean(name) != name || folded == "" {
			t.Errorf("Check(%q) = %q, folded %q", s, name, folded)
		}
		for _, other := range []string{name, folded, norm.NFD.String(s), norm.NFKC.String(s), strings.ToUpper(s), strings.ToLower(s), strings.ToTitle(s)} {
			if names.Fold(other) != folded {
				t.Errorf("%q folds to %q, but %q to %q", s, folded, other, names.Fold(other))
			}
		}
	})
}
