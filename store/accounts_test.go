package store

import (
	"errors"
	"strings"
	"testing"
)

func TestCheckPassword(t *testing.T) {
	for p, ok := range map[string]bool{
		"": false, "1234567": false, "12345678": true, "密码密": true, "密码": false,
		strings.Repeat("x", 128): true, strings.Repeat("x", 129): false,
	} {
		if err := CheckPassword(p); (err == nil) != ok || err != nil && !errors.Is(err, ErrPassword) {
			t.Errorf("a password of %d bytes: %v", len(p), err)
		}
	}
}

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
