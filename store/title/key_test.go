package title

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestKey_Order(t *testing.T) {
	want := []string{
		"…", "2 Fast", "007 之诺博士", "12 Monkeys", "2046", "Amélie", "AMÉLIE 2", "amen", "北京", "长城", "流浪地球",
		"流浪地球 2", "流浪地球 10", "速度与激情", "素食", "The Bear", "Броненосец",
	}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortStableFunc(got, func(a, b string) int { return strings.Compare(Key(a), Key(b)) })
	if d := cmp.Diff(want, got); d != "" {
		for _, s := range want {
			t.Logf("%q: %q", s, Key(s))
		}
		t.Error(d)
	}
}

func FuzzKey(f *testing.F) {
	f.Add("流浪地球 The Wandering Earth 10")
	f.Add("00000000000000000000")
	f.Fuzz(func(t *testing.T, title string) {
		key := Key(title)
		if len(key) > maxKey || !utf8.ValidString(key) || strings.ContainsRune(key, 0) {
			t.Errorf("Key(%q) = %q", title, key)
		}
		if upper := Key(strings.ToUpper(title)); isLowerASCII(title) && upper != key {
			t.Errorf("%q: %q in capitals, %q in small letters", title, upper, key)
		}
	})
}

func TestKey_Words(t *testing.T) {
	for title, want := range map[string]string{
		"重庆森林": "chong qing sen lin", "重量": "zhong liang", "长江七号": "chang jiang qi hao", "长大成人": "zhang da cheng ren",
		"音乐之声": "yin yue zhi sheng", "白蛇传": "bai she zhuan", "成都": "cheng du", "绿皮书": "lv pi shu",
	} {
		if got, _, _ := strings.Cut(Key(title), "\t"); got != want {
			t.Errorf("%s is read %q, want %q", title, got, want)
		}
	}
}

// Every word of the table is two characters with readings they can have.
func TestSpokenWords(t *testing.T) {
	for word, read := range wordReadings {
		chars := []rune(word)
		if len(chars) != 2 || !slices.Contains(readings(chars[0]), read[0]) || !slices.Contains(readings(chars[1]), read[1]) {
			t.Errorf("%s is read %v", word, read)
		}
	}
}

func BenchmarkKey(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Key("流浪地球 2 The Wandering Earth")
	}
}
