package theme

import (
	"fmt"
	"image/color"
	"math"
	"reflect"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
)

// TestPalette_Contrast holds that every text can be read: 4.5:1 against the
// grounds that terminals have, against the selected row, and inside a badge.
func TestPalette_Contrast(t *testing.T) {
	for _, p := range []struct {
		name    string
		Palette Palette
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
		if p.Palette.Ground != nil {
			if r := contrast(p.Palette.OnGround, p.Palette.Ground); r < 4.5 {
				t.Errorf("%s text on the selected row: %.2f", p.name, r)
			}
			grounds = append(grounds, p.Palette.Ground)
		}
		for _, g := range p.grounds {
			grounds = append(grounds, lipgloss.Color(g))
		}
		for name, c := range map[string]color.Color{"accent": p.Palette.Accent, "money": p.Palette.Money, "good": p.Palette.Good, "bad": p.Palette.Bad, "mute": p.Palette.Mute} {
			if c == (lipgloss.NoColor{}) {
				continue // the terminal's own
			}
			for _, g := range grounds {
				if r := contrast(c, g); r < 4.5 {
					t.Errorf("%s %s on %v: %.2f", p.name, name, g, r)
				}
			}
		}
		for name, c := range map[string]color.Color{"accent": p.Palette.Accent, "bad": p.Palette.Bad} {
			if r := contrast(p.Palette.OnAccent, c); r < 4.5 {
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
		if f.IsZero() || reflect.ValueOf(Fancy).Field(i).IsZero() {
			t.Errorf("%s is missing", name)
		}
	}
}
