package store

import (
	"strings"
	"testing"
)

func TestNewCode(t *testing.T) {
	seen := map[string]bool{}
	for range 1000 {
		c := newCode()
		if len(c) != 24 || NormalCode(c) != strings.ReplaceAll(c, "-", "") || seen[c] {
			t.Fatalf("code %q", c)
		}
		seen[c] = true
	}
}

func TestNormalCode(t *testing.T) {
	const want = "ABCDEFGHJKMNPQRST0W1"
	for _, typed := range []string{"ABCD-EFGH-JKMN-PQRS-T0W1", "abcdefghjkmnpqrstowl", " abcd efgh　jkmn—pqrs–toWI ", "ＡＢＣＤ－ＥＦＧＨ－ＪＫＭＮ－ＰＱＲＳ－Ｔ０Ｗ１", "ａｂｃｄ　ｅｆｇｈ　ｊｋｍｎ　ｐｑｒｓ　ｔｏｗｌ"} {
		if got := NormalCode(typed); got != want {
			t.Errorf("NormalCode(%q) = %q", typed, got)
		}
	}
}

func FuzzNormalCode(f *testing.F) {
	for _, s := range []string{"", "ABCD-EFGH-JKMN-PQRS-TVWX", "abcd efgh jkmn pqrs tvwx", "oOlLiI----", "ABCDEFGHJKMNPQRSTVW\x00", "ＡＢＣＤ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n := NormalCode(s)
		if n == "" {
			return
		}
		if len(n) != codeLength || strings.Trim(n, crockford) != "" {
			t.Errorf("NormalCode(%q) = %q", s, n)
		}
		if NormalCode(n) != n || NormalCode(strings.ToLower(n)) != n {
			t.Errorf("%q is not normal", n)
		}
	})
}
