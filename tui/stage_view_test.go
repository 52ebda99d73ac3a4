package tui

import (
	"image/color"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"youku.example/tui/term/cells"
	"youku.example/tui/ui/theme"
)

// TestField_Cursor holds that the terminal's cursor stands behind what was
// typed, in cells: that is where an input method opens its window.
func TestField_Cursor(t *testing.T) {
	play(t, guest, func(s *stage) {
		s.press("2", "/")
		at := s.model.View().Cursor
		for i, r := range "流浪a球" {
			s.write(string(r))
			at.X += ansi.StringWidth(string(r))
			if c := s.model.View().Cursor; c == nil || c.Position != at.Position {
				t.Fatalf("after %d bytes: %v, want %v", i, c, at.Position)
			}
		}
		s.press("left", "left")
		if c := s.model.View().Cursor; c.X != at.X-3 {
			t.Errorf("moved: %d, want %d", c.X, at.X-3)
		}
		s.press("esc")
		if s.model.View().Cursor != nil {
			t.Error("a cursor where nothing is typed")
		}
	})
}

// plainly fails if a glyph is drawn, in ASCII mode, that is not in the table.
func (s *stage) plainly() {
	s.t.Helper()
	before := s.model.Styles
	s.model.session.ASCII, s.model.Styles = true, theme.New(true, true, theme.Colourful)
	for _, size := range [][2]int{{40, 12}, {120, 36}} {
		s.size(size[0], size[1])
		for _, r := range s.screen() {
			if r > '~' && !strings.ContainsRune("¥“”–’", r) && r < 0x2e80 || r >= 0x2500 && r < 0x2600 {
				s.t.Fatalf("%q on:\n%s", r, s.screen())
			}
		}
	}
	s.model.session.ASCII, s.model.Styles = false, before
}

// TestLook_Colours holds that without colours the selected row still differs,
// and that the terminal's answers change the look.
func TestLook_Colours(t *testing.T) {
	play(t, guest, func(s *stage) {
		s.send(tea.BackgroundColorMsg{Color: color.White})
		if s.model.Styles.Dark {
			t.Error("dark on white")
		}
		s.send(tea.ColorProfileMsg{Profile: colorprofile.ASCII})
		if s.model.Styles.Colours != theme.Colourless {
			t.Error("colours without colours")
		}
		s.press("2", "down", "tab")
		s.sees("[Free 7]", " Paid 5 ")
		s.press("down")
		s.sees("▌ The General")
		s.sees("  Clip")
		s.press("1", "i")
		s.write("al")
		s.sees("al____")
		s.press("tab", "tab")
		s.sees("[>Log in<]")
	})
}

// TestTooSmall holds that a window too small is told so, in words that fit it.
func TestTooSmall(t *testing.T) {
	play(t, guest, func(s *stage) {
		for _, size := range [][2]int{{39, 24}, {80, 11}, {10, 3}, {1, 1}, {0, 0}} {
			s.size(size[0], size[1])
			s.fits(size[0], size[1])
		}
		s.size(39, 24)
		s.sees("40 columns")
	})
}

// fits fails if a frame leaves the window.
func (s *stage) fits(w, h int) {
	s.t.Helper()
	ls := strings.Split(s.model.View().Content, "\n")
	if len(ls) > h && h > 0 {
		s.t.Fatalf("%d lines in a window of %d", len(ls), h)
	}
	for _, l := range ls {
		if cells.Width(l) > w {
			s.t.Fatalf("%d cells in a window of %d×%d: %q", cells.Width(l), w, h, l)
		}
	}
}
