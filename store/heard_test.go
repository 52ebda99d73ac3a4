package store

import "testing"

func TestHeard(t *testing.T) {
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
		from, to, ok := Heard(c.title, c.search)
		if got := c.title[from:to]; got != c.want || ok != (c.want != "") {
			t.Errorf("%q in %q: %q, %v", c.search, c.title, got, ok)
		}
	}
}
