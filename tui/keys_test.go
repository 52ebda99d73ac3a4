package tui

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"youku.example/store"
	"youku.example/tui/ui"
)

// TestKeys_Walk presses every key of every screen: none may be doubled,
// without a deed, or dead in every state of its screen.
func TestKeys_Walk(t *testing.T) {
	type press struct {
		scene view
		on    string
	}
	found := map[string][]press{} // by screen and label: where it can be tried
	alive := map[string]bool{}
	for _, sc := range scenes {
		play(t, sc.who, func(s *stage) {
			sc.play(s)
			s.model.help = false
			screen := s.model.Top()
			checkKeys(t, sc.name, s)
			var ids []string
			for _, k := range screen.Keys() {
				id := fmt.Sprintf("%T %s", screen, k.Says.In("en"))
				found[id] = append(found[id], press{sc, strings.Fields(k.On)[0]})
				ids = append(ids, id)
			}
			for _, id := range ids { // as many as can be tried without leaving
				if on := found[id][len(found[id])-1].on; !alive[id] && !s.quit && s.model.Top() == screen {
					alive[id] = s.noticed(on)
				}
				if s.model.Top() != screen && !s.quit {
					s.press("esc")
				}
			}
		})
	}
	for _, id := range slices.Sorted(maps.Keys(found)) {
		if alive[id] {
			continue
		}
		t.Run(id, func(t *testing.T) {
			t.Parallel()
			for _, p := range found[id] {
				for _, before := range []string{"", "end", "down", "home"} {
					alive := false
					play(t, p.scene.who, func(s *stage) { alive = s.changes(p.scene, before, p.on) })
					if alive {
						return
					}
				}
			}
			t.Error("dead in every state")
		})
	}
}

// changes reports whether a key, pressed after another, does anything that can
// be noticed: on the screen, on the clipboard, or at the shop.
func (s *stage) changes(sc view, first, on string) bool {
	sc.play(s)
	s.model.help = false
	if first != "" {
		s.press(first)
	}
	return s.noticed(on)
}

// noticed presses a key and reports whether anybody could notice it.
func (s *stage) noticed(on string) bool {
	s.clip = ""
	drawn, cursor, heard := s.model.View().Content, s.cursor(), s.heard
	s.press(on)
	return s.quit || s.clip != "" || s.model.View().Content != drawn || s.cursor() != cursor || s.heard != heard
}

func (s *stage) cursor() string {
	if c := s.model.View().Cursor; c != nil {
		return fmt.Sprint(c.X, ",", c.Y)
	}
	return ""
}

// own are the keys that a screen may take from those that act everywhere.
var own = []string{"esc"}

func checkKeys(t *testing.T, name string, s *stage) {
	t.Helper()
	heard := map[string]string{}
	for _, k := range s.model.Top().Keys() {
		if k.Do == nil || k.Says.In("zh") == "" || k.Says.In("en") == "" {
			t.Errorf("%s: %q has no deed or no words", name, k.On)
		}
		for _, on := range strings.Fields(k.On) {
			if other, ok := heard[on]; ok {
				t.Errorf("%s: %q is both %s and %s", name, on, other, k.Says.In("en"))
			}
			heard[on] = k.Says.In("en")
		}
	}
	typing := false
	if ty, ok := s.model.Top().(ui.TextEntry); ok {
		typing = ty.Typing()
	}
	for _, k := range s.model.common() {
		for _, on := range strings.Fields(k.On) {
			if _, ok := heard[on]; ok && !slices.Contains(own, on) && !typing {
				t.Errorf("%s: %q hides %s", name, on, k.Says.In("en"))
			}
		}
	}
}

// TestKeys_FullWidth holds that a Chinese input method in the way of a key
// does not make it another key.
func TestKeys_FullWidth(t *testing.T) {
	play(t, guest, func(s *stage) {
		s.press("2")
		s.write("、")
		s.write("流浪者")
		s.press("enter")
		s.sees("流浪者之歌")
		s.misses("Clip")
		s.write("？")
		s.sees("Everywhere")
		s.press("esc")
		s.write("ｄ")
		s.sees("Log in")
	})
}

// TestQuit holds that q ends the session, and asks only where something typed
// would be lost.
func TestQuit(t *testing.T) {
	t.Run("AtOnce", func(t *testing.T) {
		play(t, guest, func(s *stage) {
			if s.press("q"); !s.quit {
				t.Error("still here")
			}
		})
	})
	t.Run("Asks", func(t *testing.T) {
		play(t, alice, func(s *stage) {
			s.press("5", "p")
			s.write("some password")
			s.press("ctrl+c")
			s.sees("Leave without sending it?")
			if s.quit {
				t.Fatal("gone without asking")
			}
			s.press("enter")
			s.sees("New password")
			s.press("ctrl+c", "y")
			if !s.quit {
				t.Error("still here")
			}
		})
	})
}

// TestEsc leads back step by step, from a place to the library, and clears a
// search before it goes anywhere.
func TestEsc(t *testing.T) {
	play(t, func(h *testShop) store.Actor { return member(h) }, func(s *stage) {
		s.press("3", "v", "enter")
		for _, sees := range []string{"Become a VIP?", "VIPs never wait", "Nothing", "All 12", "All 12"} {
			if sees != "Nothing" {
				s.sees(sees)
			}
			s.press("esc")
		}
		seek(s, "moon")
		s.misses("Clip")
		s.press("esc")
		s.sees("Clip")
	})
}
