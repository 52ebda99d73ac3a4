package sqldb

import (
	"cmp"
	"strings"
	"testing"

	"youku.example/store"
)

// Codes stand in the order of the keys, and firstKey before a key's code.
func FuzzTitleCode(f *testing.F) {
	for _, pair := range [][2]string{
		{"", "a"}, {"a", "a b"}, {"zhong guo\t中国", "zhong guo ren\t中国人"}, {"41900", "3100"},
		{"the end", "the earth"}, {"アキラ", "한국"}, {"z", "é"}, {"a\tz", "a b"}, {"a\x01z", "a\tb"}, {"}", "~"},
	} {
		f.Add(pair[0], pair[1])
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		ca, cb := titleCode(a), titleCode(b)
		if cmp.Compare(a, b)*cmp.Compare(ca, cb) < 0 {
			t.Errorf("%q and %q have the codes %d and %d", a, b, ca, cb)
		}
		if ca < 0 || ca > maxCode {
			t.Errorf("%q has the code %d", a, ca)
		}
		if first := firstKey(ca); first > a {
			t.Errorf("the first key of code %d is %q, and %q has it", ca, first, a)
		}
	})
}

// A code tells titles apart that begin differently.
func TestTitleCode_Tells(t *testing.T) {
	keys := []string{"100 Nights", "爱情", "爱国", "流浪地球", "Love", "Lover", "人生", "人间", "the End", "爱情故事", "爱情天空"}
	seen := map[int64]string{}
	for _, title := range keys {
		key := store.TitleKey(title)
		if other, is := seen[titleCode(key)]; is {
			t.Errorf("%q and %q have one code", other, title)
		}
		seen[titleCode(key)] = title
		if first := firstKey(titleCode(key)); !strings.HasPrefix(key, first[:min(len(first), 3)]) {
			t.Errorf("%q begins with %q", key, first)
		}
	}
}
