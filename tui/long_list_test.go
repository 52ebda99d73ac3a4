package tui

import (
	"strings"
	"testing"
	"time"

	"youku.example/tui/term/cells"
)

// TestLongList goes to both ends of a library of which a part is loaded, as it
// is, sorted, turned around and searched.
func TestLongList(t *testing.T) {
	play(t, alice, func(s *stage) {
		for range 188 {
			s.film(film{"Filler", 0, 1000, time.Minute})
		}
		s.press("tab", "shift+tab")
		s.misses("小城之春")
		s.press("G")
		s.sees("▌ 小城之春", "200 / 200")
		s.press("up")
		s.sees("199 / 200")
		s.press("S")
		s.sees("▌ 小城之春", "1 / 200", "↑ newest")
		s.press("end")
		s.sees("▌ Filler", "200 / 200")
		s.press("s", "S")
		s.sees("↓ title")
		s.press("/")
		s.write("filler")
		s.press("enter", "G")
		s.sees("188 / 188")
	})
}

// TestLongList_Narrow holds that the position is there in 40 columns too.
func TestLongList_Narrow(t *testing.T) {
	play(t, alice, func(s *stage) {
		for range 60 {
			s.film(film{"Filler", 0, 1000, time.Minute})
		}
		s.size(40, 14)
		s.press("tab", "shift+tab", "G")
		s.sees("72 / 72")
		s.press("/")
		s.write("filler")
		s.press("enter", "G")
		s.sees("60 / 60")
	})
}

// TestSumLines breaks a checksum into equal parts and loses nothing of it.
func TestSumLines(t *testing.T) {
	sum := strings.Repeat("0123456789abcdef", 4)
	for w, n := range map[int]int{80: 1, 64: 1, 63: 2, 32: 2, 31: 4, 9: 8, 1: 8} {
		ls := cells.SumLines(sum, w)
		if len(ls) != n || strings.Join(ls, "") != sum {
			t.Errorf("%d cells: %q", w, ls)
		}
	}
}

// TestPassword_First calls it setting a password where there is none.
func TestPassword_First(t *testing.T) {
	play(t, alice, func(s *stage) {
		s.model.Account.HasPassword = false
		s.press("5", "p")
		s.sees("Set a password")
		s.misses("Change password")
		s.press("esc")
		s.model.Account.HasPassword = true
		s.press("p")
		s.sees("Change password")
	})
}
