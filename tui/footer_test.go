package tui

import (
	"strings"
	"testing"
)

// TestFooter_Leaving holds that at 80 columns the footer of where people come in
// says how to leave, for Esc leads nowhere from there.
func TestFooter_Leaving(t *testing.T) {
	last := func(s *stage) string {
		ls := strings.Split(strings.TrimRight(s.screen(), " \n"), "\n")
		return ls[len(ls)-1]
	}
	play(t, member, func(s *stage) {
		if got := last(s); !strings.Contains(got, "q quit") {
			t.Errorf("the library: %q", got)
		}
		if s.press("L"); !strings.Contains(last(s), "q 退出") {
			t.Errorf("the library in Chinese: %q", last(s))
		}
	})
	play(t, guest, func(s *stage) {
		if got := last(s); !strings.Contains(got, "q quit") || !strings.Contains(got, "L 中文") {
			t.Errorf("where guests come in: %q", got)
		}
	})
}
