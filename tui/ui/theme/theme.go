package theme

import (
	"image/color"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
)

// Colours is how many the terminal has, as far as it matters here.
type Colours int

const (
	Colourful Colours = iota // 16 million
	Indexed                  // 256: what most terminals are over ssh, until asked
	Sixteen
	Colourless // NO_COLOR, TERM=dumb: weight and glyphs alone must do
)

func ColoursOf(p colorprofile.Profile) Colours {
	switch p {
	case colorprofile.TrueColor:
		return Colourful
	case colorprofile.ANSI256:
		return Indexed
	case colorprofile.ANSI:
		return Sixteen
	}
	return Colourless
}

// Palette is every colour of the program, and what each one means:
//
//	Accent   where one is, what is selected, what moves
//	Money    prices and the balance
//	Good     done, free, ready
//	Bad      refused, danger
//	Mute     what matters less; still 4.5:1 against the background
//	Rule     lines of the frame, never text
//	Ground   behind the selected row and inside fields
//	OnGround text there, which is the terminal's own elsewhere
type Palette struct {
	Accent, Money, Good, Bad, Mute, Rule, Ground, OnGround, OnAccent color.Color
}

func rgb(s string) color.Color { return lipgloss.Color(s) }

// darkPalette stands on #000000 to #242424.
var darkPalette = Palette{
	Accent: rgb("#5ab8ff"), Money: rgb("#f0c674"), Good: rgb("#8fd694"), Bad: rgb("#ff8a80"),
	Mute: rgb("#9aa2ad"), Rule: rgb("#3d434d"), Ground: rgb("#23303d"), OnGround: rgb("#e6ebf0"), OnAccent: rgb("#0b1520"),
}

// lightPalette stands on #ffffff to #f0f0f0.
var lightPalette = Palette{
	Accent: rgb("#0060b0"), Money: rgb("#855500"), Good: rgb("#1c6b2c"), Bad: rgb("#b3261e"),
	Mute: rgb("#5a616b"), Rule: rgb("#c4c9d0"), Ground: rgb("#dfeaf5"), OnGround: rgb("#1b232c"), OnAccent: rgb("#ffffff"),
}

// The 256 colours, chosen by hand: the nearest ones to the palettes above are
// not the ones that look like them.
var (
	darkIndexed = Palette{
		Accent: lipgloss.Color("75"), Money: lipgloss.Color("222"), Good: lipgloss.Color("114"), Bad: lipgloss.Color("210"),
		Mute: lipgloss.Color("249"), Rule: lipgloss.Color("239"), Ground: lipgloss.Color("237"), OnGround: lipgloss.Color("255"), OnAccent: lipgloss.Color("233"),
	}
	lightIndexed = Palette{
		Accent: lipgloss.Color("25"), Money: lipgloss.Color("94"), Good: lipgloss.Color("22"), Bad: lipgloss.Color("124"),
		Mute: lipgloss.Color("241"), Rule: lipgloss.Color("251"), Ground: lipgloss.Color("254"), OnGround: lipgloss.Color("234"), OnAccent: lipgloss.Color("231"),
	}
)

// The sixteen colours of old terminals are the person's own; only those that
// read on both backgrounds are used.
var (
	darkSixteen = Palette{
		Accent: lipgloss.BrightCyan, Money: lipgloss.BrightYellow, Good: lipgloss.BrightGreen, Bad: lipgloss.BrightRed,
		Mute: lipgloss.White, Rule: lipgloss.BrightBlack, OnAccent: lipgloss.Black,
	}
	lightSixteen = Palette{
		Accent: lipgloss.Blue, Money: lipgloss.Magenta, Good: lipgloss.Green, Bad: lipgloss.Red,
		Mute: lipgloss.BrightBlack, Rule: lipgloss.White, OnAccent: lipgloss.BrightWhite,
	}
)

func paletteFor(dark bool, c Colours) Palette {
	switch {
	case c == Sixteen && dark:
		return darkSixteen
	case c == Sixteen:
		return lightSixteen
	case c == Indexed && dark:
		return darkIndexed
	case c == Indexed:
		return lightIndexed
	case dark:
		return darkPalette
	}
	return lightPalette
}

// Theme is the palette as styles, and the glyphs. Screens use nothing else.
type Theme struct {
	Glyphs
	Colours                                     Colours
	Dark                                        bool
	Palette                                     Palette
	Text, Strong, Accent, Money, Good, Bad      lipgloss.Style
	Mute, Rule, Selected, Field, Badge, Warning lipgloss.Style
	Offered                                     lipgloss.Style // what one may take, behind what one types
}

func New(dark, ascii bool, c Colours) Theme {
	return themeOf(paletteFor(dark, c), dark, ascii, c)
}

// Blank is an empty cell of a field, seen even without colours and lines.
func (l Theme) Blank() string {
	if l.Colours == Colourless {
		return "_"
	}
	return " "
}

// Chosen is the one of several that is meant: a tab, a filter, a button. Where
// a terminal has no colours it may have no reverse either (TERM=dumb), so
// brackets tell it there, in the cells of the text's own edges.
func (l Theme) Chosen(style lipgloss.Style, text string) string {
	inner, tab := strings.CutPrefix(text, " ")
	switch {
	case l.Colours != Colourless:
	case tab && strings.HasSuffix(inner, " "):
		text = "[" + strings.TrimSuffix(inner, " ") + "]"
	case strings.HasPrefix(text, "[ "):
		text = "[>" + strings.TrimSuffix(strings.TrimPrefix(text, "[ "), " ]") + "<]"
	}
	return style.Render(text)
}

func themeOf(p Palette, dark, ascii bool, c Colours) Theme {
	s := lipgloss.NewStyle
	l := Theme{
		Glyphs: glyphsFor(ascii), Colours: c, Dark: dark, Palette: p,
		Text: s(), Strong: s().Bold(true),
		Accent: s().Foreground(p.Accent), Money: s().Foreground(p.Money),
		Good: s().Foreground(p.Good), Bad: s().Foreground(p.Bad),
		Mute: s().Foreground(p.Mute), Rule: s().Foreground(p.Rule),
		Selected: s().Bold(true).Background(p.Ground).Foreground(p.OnGround), Field: s().Background(p.Ground).Foreground(p.OnGround),
		Offered: s().Background(p.Ground).Foreground(p.Mute),
		Badge:   s().Background(p.Accent).Foreground(p.OnAccent).Bold(true),
		Warning: s().Background(p.Bad).Foreground(p.OnAccent).Bold(true),
	}
	if c >= Sixteen || p.Ground == nil {
		l.Selected, l.Field, l.Offered = s().Bold(true), s().Underline(true), l.Mute.Faint(true)
	}
	if c == Colourless {
		l.Badge, l.Warning = s().Reverse(true), s().Reverse(true).Bold(true)
	}
	return l
}
