package code

import (
	"strings"
	"testing"
)

func TestNew(t *testing.T) {
	seen := map[string]bool{}
	for range 1000 {
		c := New()
		if len(c) != 24 || Normal(c) != strings.ReplaceAll(c, "-", "") || seen[c] {
			t.Fatalf("code %q", c)
		}
		seen[c] = true
	}
}

func TestNormal(t *testing.T) {
	const want = "ABCDEFGHJKMNPQRST0W1"
	for _, typed := range []string{"ABCD-EFGH-JKMN-PQRS-T0W1", "abcdefghjkmnpqrstowl", " abcd efgh　jkmn—pqrs–toWI ", "ＡＢＣＤ－ＥＦＧＨ－ＪＫＭＮ－ＰＱＲＳ－Ｔ０Ｗ１", "ａｂｃｄ　ｅｆｇｈ　ｊｋｍｎ　ｐｑｒｓ　ｔｏｗｌ"} {
		if got := Normal(typed); got != want {
			t.Errorf("Normal(%q) = %q", typed, got)
		}
	}
}

func FuzzNormal(f *testing.F) {
	for _, s := range []string{"", "ABCD-EFGH-JKMN-PQRS-TVWX", "abcd efgh jkmn pqrs tvwx", "oOlLiI----", "ABCDEFGHJKMNPQRSTVW\x00", "ＡＢＣＤ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n := Normal(s)
		if n == "" {
			return
		}
		if len(n) != length || strings.Trim(n, crockford) != "" {
			t.Errorf("Normal(%q) = %q", s, n)
		}
		if Normal(n) != n || Normal(strings.ToLower(n)) != n {
			t.Errorf("%q is not normal", n)
		}
	})
}
