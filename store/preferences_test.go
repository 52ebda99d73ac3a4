package store

import (
	"strings"
	"testing"
)

func TestCheckPreference(t *testing.T) {
	long := strings.Repeat("a", longestValue)
	for _, c := range []struct {
		name, value string
		ok          bool
	}{
		{"library.sort", "price", true},
		{"mouse", "", true},
		{"mouse", long, true},
		{"mouse", long + "a", false},
		{"", "x", false},
		{strings.Repeat("n", longestName+1), "x", false},
		{"Mouse", "x", false},
		{"mouse", "on\x1b", false},
		{"mouse", "片", false},
	} {
		if err := CheckPreference(c.name, c.value); (err == nil) != c.ok {
			t.Errorf("%q, %q: %v", c.name, c.value, err)
		}
	}
}
