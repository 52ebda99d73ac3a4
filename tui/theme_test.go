package tui

import (
	"fmt"
	"image/color"
	"math"
	"reflect"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"

	tea "charm.land/bubbletea/v2"
)

// TestPalette_Contrast holds that every text can be read: 4.5:1 against the
// grounds that terminals have, against the selected row, and inside a badge.
func TestPalette_Contrast(t *testing.T) {
	for _, p := range []struct {
		name    string
		palette palette
		grounds []string
	}{
		{"dark", darkPalette, []string{"#000000", "#161616", "#1e1e2e", "#242424"}},
		{"light", lightPalette, []string{"#ffffff", "#fafafa", "#f0f0f0"}},
		{"dark256", darkIndexed, []string{"#000000", "#161616", "#1e1e2e", "#242424"}},
		{"light256", lightIndexed, []string{"#ffffff", "#fafafa", "#f0f0f0"}},
		{"either", eitherPalette, []string{"#000000", "#ffffff"}},
		{"either256", eitherIndexed, []string{"#000000", "#ffffff"}},
	} {
		var grounds []color.Color
		if p.palette.ground != nil {
			if r := contrast(p.palette.onGround, p.palette.ground); r < 4.5 {
				t.Errorf("%s text on the selected row: %.2f", p.name, r)
			}
			grounds = append(grounds, p.palette.ground)
		}
		for _, g := range p.grounds {
			grounds = append(grounds, lipgloss.Color(g))
		}
		for name, c := range map[string]color.Color{"accent": p.palette.accent, "money": p.palette.money, "good": p.palette.good, "bad": p.palette.bad, "mute": p.palette.mute} {
			if c == (lipgloss.NoColor{}) {
				continue // the terminal's own
			}
			for _, g := range grounds {
				if r := contrast(c, g); r < 4.5 {
					t.Errorf("%s %s on %v: %.2f", p.name, name, g, r)
				}
			}
		}
		for name, c := range map[string]color.Color{"accent": p.palette.accent, "bad": p.palette.bad} {
			if r := contrast(p.palette.onAccent, c); r < 4.5 {
				t.Errorf("%s on %s: %.2f", p.name, name, r)
			}
		}
	}
}

// contrast is WCAG's ratio.
func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	lin := func(v uint32) float64 {
		f := float64(v) / 0xffff
		if f <= 0.03928 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*lin(r) + 0.7152*lin(g) + 0.0722*lin(b)
}

// TestGlyphs_ASCII holds that each glyph has a replacement, in ASCII. That no
// screen draws with another is held by TestScreens.
func TestGlyphs_ASCII(t *testing.T) {
	v := reflect.ValueOf(ascii)
	for i := range v.NumField() {
		f, name := v.Field(i), v.Type().Field(i).Name
		for _, s := range strings.Fields(strings.Trim(fmt.Sprint(f), "[]")) {
			if strings.ContainsFunc(s, func(r rune) bool { return r > '~' }) {
				t.Errorf("%s: %q", name, s)
			}
		}
		if f.IsZero() || reflect.ValueOf(fancy).Field(i).IsZero() {
			t.Errorf("%s is missing", name)
		}
	}
}

// plainly fails if a glyph is drawn, in ASCII mode, that is not in the table.
func (s *stage) plainly() {
	s.t.Helper()
	before := s.model.styles
	s.model.ASCII, s.model.styles = true, newTheme(true, true, colourful)
	for _, size := range [][2]int{{40, 12}, {120, 36}} {
		s.size(size[0], size[1])
		for _, r := range s.screen() {
			if r > '~' && !strings.ContainsRune("¥“”–’", r) && r < 0x2e80 || r >= 0x2500 && r < 0x2600 {
				s.t.Fatalf("%q on:\n%s", r, s.screen())
			}
		}
	}
	s.model.ASCII, s.model.styles = false, before
}

// TestLook_Colours holds that without colours the selected row still differs,
// and that the terminal's answers change the look.
func TestLook_Colours(t *testing.T) {
	play(t, guest, func(s *stage) {
		s.send(tea.BackgroundColorMsg{Color: color.White})
		if s.model.styles.dark {
			t.Error("dark on white")
		}
		s.send(tea.ColorProfileMsg{Profile: colorprofile.ASCII})
		if s.model.styles.colours != colourless {
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
		if width(l) > w {
			s.t.Fatalf("%d cells in a window of %d×%d: %q", width(l), w, h, l)
		}
	}
}
