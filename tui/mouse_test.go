package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"youku.example/tui/term/cells"
)

// clickOn clicks the first cell where a text is seen.
func (s *stage) clickOn(text string) {
	s.t.Helper()
	for y, l := range strings.Split(s.screen(), "\n") {
		if i := strings.Index(l, text); i >= 0 {
			s.send(tea.MouseClickMsg{X: cells.Width(l[:i]), Y: y, Button: tea.MouseLeft})
			return
		}
	}
	s.t.Fatalf("%q is not seen on:\n%s", text, s.screen())
}

func (s *stage) roll(b tea.MouseButton) { s.send(tea.MouseWheelMsg{X: 1, Y: 5, Button: b}) }

// TestMouse holds that it is off until it is switched on, and then does what
// the keys do.
func TestMouse(t *testing.T) {
	t.Run("Off", func(t *testing.T) {
		play(t, member, func(s *stage) {
			drawn := s.screen()
			s.clickOn("城南旧事")
			s.roll(tea.MouseWheelDown)
			if s.screen() != drawn || s.model.View().MouseMode != tea.MouseModeNone {
				t.Error("it acts")
			}
			s.press("m")
			if s.model.View().MouseMode != tea.MouseModeCellMotion {
				t.Error("it stays off")
			}
			s.press("m")
			if s.model.View().MouseMode != tea.MouseModeNone {
				t.Error("it stays on")
			}
		})
	})
	t.Run("Library", func(t *testing.T) {
		play(t, member, func(s *stage) {
			s.press("m")
			s.size(120, 36)
			s.clickOn("城南旧事")
			s.sees("▌ 城南旧事")
			s.roll(tea.MouseWheelUp)
			s.sees("▌ A Trip to the Moon")
			s.roll(tea.MouseWheelDown)
			s.clickOn("城南旧事")
			if s.kind() != "movie" {
				t.Fatalf("not opened:\n%s", s.screen())
			}
			s.clickOn("d download")
			if s.kind() != "fetch" {
				t.Fatalf("the offer does nothing:\n%s", s.screen())
			}
			s.clickOn("Esc")
			s.clickOn("Library")
			s.clickOn("Paid ")
			s.misses("A Trip to the Moon")
			s.clickOn("newest")
			s.sees("↑ title")
			s.clickOn("search") // in the keys
			s.write("流浪地球 2")
			s.clickOn("see them")
			s.misses("大闹天宫")
			s.clickOn("all keys")
			s.sees("Everywhere")
			s.clickOn("Everywhere")
			s.misses("Everywhere")
			s.clickOn("Wallet")
			s.sees("Balance")
		})
	})
	t.Run("Form", func(t *testing.T) {
		play(t, guest, func(s *stage) {
			s.press("m", "r")
			s.write("小明")
			s.clickOn("Once more")
			f := s.model.Top().(interface{ Value(int) string })
			row, x := 0, 0
			for y, l := range strings.Split(s.screen(), "\n") {
				if i := strings.Index(l, "小明"); i >= 0 {
					row, x = y, cells.Width(l[:i])
				}
			}
			s.send(tea.MouseClickMsg{X: x + 2, Y: row + 2, Button: tea.MouseLeft})
			if c := s.model.View().Cursor; c == nil || c.Y != row+2 {
				t.Fatalf("the focus is at %v, not in line %d", c, row+2)
			}
			s.send(tea.MouseClickMsg{X: x + 3, Y: row, Button: tea.MouseLeft}) // in the second character
			s.write("大")
			if got, c := f.Value(0), s.model.View().Cursor; got != "小大明" || c == nil || c.Y != row {
				t.Errorf("%q, the focus is at %v", got, c)
			}
			s.clickOn("[ Register ]")
			s.sees("✗")
		})
	})
	t.Run("Choice", func(t *testing.T) {
		inBubble(t, stocked, func(b *backstage) {
			b.press("m", "enter")
			b.clickOn("Free")
			b.misses("Yuan")
			b.clickOn("Paid")
			b.sees("Yuan")
		})
	})
	t.Run("Admin", func(t *testing.T) {
		inBubble(t, stocked, func(b *backstage) {
			b.press("m")
			b.clickOn("People")
			if b.seenTab() != 2 {
				t.Fatal("the tab does nothing")
			}
			b.clickOn("x lock")
			b.did("lock alice")
		})
	})
	t.Run("Question", func(t *testing.T) {
		play(t, member, func(s *stage) {
			s.press("m", "5", "K", "x")
			s.clickOn("[ keep it ]")
			s.misses("Remove this key?")
		})
	})
}
