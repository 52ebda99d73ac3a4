package tui

import (
	"image/color"
	"testing"

	"youku.example/tui/ui/uitest"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/ui/theme"
	"youku.example/tui/words"
)

// back is the same person at a new terminal.
func (s *stage) back() *stage {
	chosen, err := s.shop.Preferences(s.testShop.ctx, s.model.Actor)
	s.must(err)
	return newStage(s.testShop, Session{Actor: s.model.Actor, Chosen: chosen})
}

// TestChoices holds that what was chosen is there again after a reconnect, and
// that the default is nothing to remember.
func TestChoices(t *testing.T) {
	t.Run("Stay", func(t *testing.T) {
		play(t, alice, func(s *stage) {
			s.press("tab", "tab", "s", "s", "S", "m", "T", "L")
			again := s.back()
			defer again.close()
			if again.model.Lang != words.Zh || !again.model.Mouse || !again.model.Styles.Dark { // this terminal told that it is dark
				t.Errorf("language %s, mouse %v, dark %v", again.model.Lang, again.model.Mouse, again.model.Styles.Dark)
			}
			again.sees("收费", "小城之春", "↓ 价格", "城南旧事") // no filter hides the free ones a week later
			again.press("tab", "s", "m", "T", "T", "T")
			chosen, err := s.shop.Preferences(s.testShop.ctx, s.model.Actor)
			s.must(err)
			if len(chosen) != 0 {
				t.Errorf("the defaults are remembered: %v", chosen)
			}
		})
	})
	t.Run("LastOneWins", func(t *testing.T) {
		play(t, alice, func(s *stage) {
			for range 7 { // faster than the shop writes
				_, cmd := s.model.Update(uitest.Press("s"))
				s.run(cmd)
			}
			s.settle()
			chosen, err := s.shop.Preferences(s.testShop.ctx, s.model.Actor)
			s.must(err)
			if chosen["library.sort"] != string(store.ByTitle) {
				t.Errorf("remembered: %v", chosen)
			}
		})
	})
	t.Run("BeforeQuitting", func(t *testing.T) {
		play(t, alice, func(s *stage) {
			_, first := s.model.Update(uitest.Press("m"))
			_, last := s.model.Update(uitest.Press("q"))
			s.run(first)
			s.run(last)
			s.settle()
			if !s.quit {
				t.Error("still here")
			}
			if chosen, _ := s.shop.Preferences(s.testShop.ctx, s.model.Actor); chosen[choiceMouse] != "on" {
				t.Errorf("remembered: %v", chosen)
			}
		})
	})
	t.Run("SecondBeforeQuitting", func(t *testing.T) {
		play(t, alice, func(s *stage) {
			_, first := s.model.Update(uitest.Press("s"))
			_, second := s.model.Update(uitest.Press("m")) // chosen while the first is written
			_, last := s.model.Update(uitest.Press("q"))
			for _, cmd := range []tea.Cmd{first, second, last} {
				s.run(cmd)
			}
			s.settle()
			if !s.quit {
				t.Error("still here")
			}
			if chosen, _ := s.shop.Preferences(s.testShop.ctx, s.model.Actor); chosen[choiceMouse] != "on" {
				t.Errorf("remembered: %v", chosen)
			}
		})
	})
	t.Run("OfAGuest", func(t *testing.T) {
		play(t, guest, func(s *stage) {
			s.press("2", "s", "L", "m", "1", "r")
			s.write("dora")
			s.press("tab")
			s.write("long enough to be one")
			s.press("tab")
			s.write("long enough to be one")
			s.press("enter")
			if !s.model.User() {
				t.Fatalf("still a guest:\n%s", s.screen())
			}
			s.sees("↑ 片名")
			chosen, err := s.shop.Preferences(s.testShop.ctx, s.model.Actor)
			s.must(err)
			acct, err := s.shop.Account(s.testShop.ctx, s.model.Actor)
			s.must(err)
			if chosen["library.sort"] != string(store.ByTitle) || chosen[choiceMouse] != "on" || acct.Language != "zh" {
				t.Errorf("remembered: %v, %s", chosen, acct.Language)
			}
		})
	})
	t.Run("OfTheAccount", func(t *testing.T) {
		play(t, guest, func(s *stage) {
			_, err := s.shop.Register(s.testShop.ctx, s.model.Actor, store.Registration{Name: "erin", Password: "long enough to be one", Language: "zh"})
			s.must(err)
			erin, err := testLogins{shop: s.shop}.Login(s.testShop.ctx, "erin", "long enough to be one")
			s.must(err)
			s.must(s.shop.SetPreference(s.testShop.ctx, erin, "library.sort", string(store.ByPrice)))
			s.must(s.shop.SetPreference(s.testShop.ctx, erin, "library.reverse", "on"))
			s.must(s.shop.SetPreference(s.testShop.ctx, erin, choiceTheme, themeLight))
			s.press("T", "T", "i") // light, then dark
			s.write("erin")
			s.press("tab")
			s.write("long enough to be one")
			s.press("enter")
			s.sees("↓ 价格")
			if !s.model.Styles.Dark {
				t.Error("what the guest chose is gone")
			}
		})
	})
}

// TestTheme holds that a chosen theme stands against the terminal's answer, and
// that until a terminal answers it gets colours for any background.
func TestTheme(t *testing.T) {
	play(t, guest, func(s *stage) {
		s.press("T")
		s.sees("a light background")
		s.send(tea.BackgroundColorMsg{Color: color.Black})
		if s.model.Styles.Palette != theme.New(false, false, s.model.Styles.Colours).Palette {
			t.Error("not the theme that was chosen")
		}
		s.press("T", "T")
		if s.model.Styles.Palette != theme.New(true, false, s.model.Styles.Colours).Palette {
			t.Error("not as the terminal is")
		}
	})
	silent := New(Session{Dark: true, Ctx: t.Context(), Shop: &counter{}}).(*root)
	if silent.Styles.Palette != theme.Either(false, theme.Colourful).Palette {
		t.Error("a terminal that says nothing is taken for a dark one")
	}
	silent.Update(tea.BackgroundColorMsg{Color: color.White})
	if silent.Styles.Palette != theme.New(false, false, silent.Styles.Colours).Palette {
		t.Error("an answer is not heard")
	}
}

// TestTheme_Saved holds that what was chosen at another visit gives way to a
// terminal that reports its background, and stands where none does.
func TestTheme_Saved(t *testing.T) {
	saved := map[string]string{choiceTheme: themeDark}
	second := New(Session{Dark: true, Ctx: t.Context(), Shop: &counter{}, Chosen: saved, Lang: words.En}).(*root)
	if second.Styles.Palette != theme.New(true, false, second.Styles.Colours).Palette {
		t.Error("before the terminal answers it is not the saved one")
	}
	second.Update(tea.BackgroundColorMsg{Color: color.White})
	if second.Styles.Palette != theme.New(false, false, second.Styles.Colours).Palette || second.ThemeText() != textThemeAuto {
		t.Errorf("dark colours on a light terminal, called %s", second.ThemeText().In(words.En))
	}
	second.SwitchTheme()
	if second.Styles.Palette != theme.New(true, false, second.Styles.Colours).Palette {
		t.Error("a choice made here does not stand against the answer")
	}
}

// TestToast_Bad holds that what is said of a fault goes with the screen it was
// about, and that good news come along.
func TestToast_Bad(t *testing.T) {
	play(t, member, func(s *stage) {
		s.press("3", "v", "down", "enter")
		s.sees("missing")
		s.press("esc")
		s.misses("missing")
		s.press("m")
		s.sees("The mouse is on")
		s.press("1")
		s.sees("The mouse is on")
	})
}
