package title

import (
	"cmp"
	"testing"
)

// Codes stand in the order of the keys.
func FuzzTitleCode(f *testing.F) {
	for _, pair := range [][2]string{
		{"", "a"}, {"a", "a b"}, {"zhong guo\t中国", "zhong guo ren\t中国人"}, {"41900", "3100"},
		{"the end", "the earth"}, {"アキラ", "한국"}, {"z", "é"}, {"a\tz", "a b"}, {"a\x01z", "a\tb"}, {"}", "~"},
	} {
		f.Add(pair[0], pair[1])
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		ca, cb := Code(a), Code(b)
		if cmp.Compare(a, b)*cmp.Compare(ca, cb) < 0 {
			t.Errorf("%q and %q have the codes %d and %d", a, b, ca, cb)
		}
		if ca < 0 || ca >= 1<<CodeBits {
			t.Errorf("%q has the code %d", a, ca)
		}
	})
}

// A code tells titles apart that begin differently.
func TestTitleCode_Tells(t *testing.T) {
	keys := []string{"100 Nights", "爱情", "爱国", "流浪地球", "Love", "Lover", "人生", "人间", "the End", "爱情故事", "爱情天空"}
	seen := map[int64]string{}
	for _, name := range keys {
		key := Key(name)
		if other, is := seen[Code(key)]; is {
			t.Errorf("%q and %q have one code", other, name)
		}
		seen[Code(key)] = name
	}
}
