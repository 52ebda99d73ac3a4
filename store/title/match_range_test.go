package title

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestMatchRange(t *testing.T) {
	for _, c := range []struct{ title, search, want string }{
		{"无尽的海岸 The Endless Shore", "hai", "海"},
		{"无尽的海岸 The Endless Shore", "haian", "海岸"},
		{"无尽的海岸", "hai a", "海岸"},
		{"星空 Starry Sky", "xk", "星空"},
		{"星空 Starry Sky", "XingK", "星空"},
		{"长城", "zhang", "长"},
		{"长城", "changcheng", "长城"},
		{"速度与激情", "sdyjq", "速度与激情"},
		{"西安", "xian", "西安"},
		{"Starry Sky", "xk", ""},
		{"星空", "空", ""}, // stands there as it is
		{"星空", "xkx", ""},
		{"星空", "", ""},
		{"", "x", ""},
	} {
		from, to, ok := MatchRange(c.title, c.search)
		if got := c.title[from:to]; got != c.want || ok != (c.want != "") {
			t.Errorf("%q in %q: %q, %v", c.search, c.title, got, ok)
		}
	}
}

// Characters of three readings each, and a search that fits all of them but for
// its end: a search through the readings one by one would take 3²⁰ steps.
func TestMatchRange_ManyReadings(t *testing.T) {
	title := strings.Repeat("和", 21) + "中" + strings.Repeat("和", 22)
	soon(t, func() {
		if _, to, ok := MatchRange(title, strings.Repeat("h", 20)); !ok || to != 20*len("和") {
			t.Errorf("the search ends at %d, %v", to, ok)
		}
		if _, _, ok := MatchRange(title, strings.Repeat("h", 23)); ok {
			t.Error("more is found than stands there")
		}
		Matches(strings.Repeat("和", maxTitle), strings.Repeat("he", maxQuery/2-1)+"x")
		Matches(strings.Repeat("嗄阿啊", maxTitle/3), strings.Repeat("a", maxQuery-1)+"x")
	})
}

func FuzzMatchRange(f *testing.F) {
	f.Add("无尽的海岸 The Endless Shore", "hai an")
	f.Add(strings.Repeat("和", 21)+"中"+strings.Repeat("和", 22), strings.Repeat("h", 20))
	f.Add("長城", "zhang")
	f.Fuzz(func(t *testing.T, title, search string) {
		if len(title) > 900 || len(search) > 900 {
			return
		}
		soon(t, func() {
			from, to, ok := MatchRange(title, search)
			if !ok {
				return
			}
			if from < 0 || to <= from || to > len(title) || !utf8.RuneStart(title[from]) {
				t.Errorf("%q is found in %q from %d to %d", search, title, from, to)
			}
			if !Matches(title[from:to], search) && len(strings.Fields(search)) == 1 {
				t.Errorf("%q is found in %q, which it does not match", search, title[from:to])
			}
		})
	})
}
