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
