package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/ui"
)

// clickOn clicks the first cell where a text is seen.
func (s *stage) clickOn(text string) {
	s.t.Helper()
	for y, l := range strings.Split(s.screen(), "\n") {
		if i := strings.Index(l, text); i >= 0 {
			s.send(tea.MouseClickMsg{X: ui.Width(l[:i]), Y: y, Button: tea.MouseLeft})
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
			if _, ok := s.model.top().(*movie); !ok {
				t.Fatalf("not opened:\n%s", s.screen())
			}
			s.clickOn("d download")
			if _, ok := s.model.top().(*fetch); !ok {
				t.Fatalf("the offer does nothing:\n%s", s.screen())
			}
			s.clickOn("Esc")
			s.clickOn("Library")
			s.clickOn("Paid ")
			if lib := s.model.top().(*library); lib.priced != store.OnlyPaid {
				t.Error("the filter does nothing")
			}
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
			f := s.model.top().(*register)
			row, x := 0, 0
			for y, l := range strings.Split(s.screen(), "\n") {
				if i := strings.Index(l, "小明"); i >= 0 {
					row, x = y, ui.Width(l[:i])
				}
			}
			s.send(tea.MouseClickMsg{X: x + 2, Y: row + 2, Button: tea.MouseLeft})
			if f.At != 1 {
				t.Fatalf("field %d has the focus", f.At)
			}
			s.send(tea.MouseClickMsg{X: x + 3, Y: row, Button: tea.MouseLeft}) // in the second character
			s.write("大")
			if got := f.name.Value(); f.At != 0 || got != "小大明" {
				t.Errorf("field %d: %q", f.At, got)
			}
			s.clickOn("[ Register ]")
			s.sees("✗")
		})
	})
	t.Run("Choice", func(t *testing.T) {
		inBubble(t, stocked, func(b *backstage) {
			b.press("m", "enter")
			form := b.model.top().(*publish)
			b.clickOn("Free")
			if !form.free() {
				t.Error("not free")
			}
			b.clickOn("Paid")
			if form.free() {
				t.Error("still free")
			}
		})
	})
	t.Run("Desk", func(t *testing.T) {
		inBubble(t, stocked, func(b *backstage) {
			b.press("m")
			b.clickOn("People")
			if b.model.top().(*adminScreen).seen != 2 {
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
