package cells

import "testing"

// TestClip never cuts inside a character and never takes more than it may.
func TestClip(t *testing.T) {
	for _, c := range []struct {
		in   string
		w    int
		want string
	}{
		{"流浪地球", 8, "流浪地球"}, {"流浪地球", 7, "流浪地…"}, {"流浪地球", 6, "流浪…"}, {"流浪地球", 1, "…"}, {"流浪地球", 0, ""},
		{"abc", 2, "a…"}, {"e\u0301e\u0301e\u0301", 2, "e\u0301…"}, {"", 5, ""},
	} {
		if got := Clip(c.in, c.w, "…"); got != c.want {
			t.Errorf("clip(%q, %d) = %q, want %q", c.in, c.w, got, c.want)
		}
	}
}
