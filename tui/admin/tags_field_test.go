package admin

import "testing"

func TestOffer(t *testing.T) {
	for _, c := range []struct {
		begun string
		found []string
		has   []string
		want  string
	}{
		{"科", []string{"科幻", "科学"}, nil, "科幻"},
		{"科", []string{"科幻", "科学"}, []string{" 科幻"}, "科学"},
		{"dra", []string{"Drama"}, nil, "Drama"},
		{"Drama", []string{"Drama"}, nil, ""},
		{"x", nil, nil, ""},
		{"x", []string{"y"}, nil, ""},
	} {
		if got := offer(c.begun, c.found, c.has); got != c.want {
			t.Errorf("%q of %q: %q, want %q", c.begun, c.found, got, c.want)
		}
	}
}
