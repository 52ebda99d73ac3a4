package ui

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
//	accent   where one is, what is selected, what moves
//	money    prices and the balance
//	good     done, free, ready
//	bad      refused, danger
//	mute     what matters less; still 4.5:1 against the background
//	rule     lines of the frame, never text
//	ground   behind the selected row and inside fields
//	onGround text there, which is the terminal's own elsewhere
type Palette struct {
	accent, money, good, bad, mute, rule, ground, onGround, onAccent color.Color
}

func rgb(s string) color.Color { return lipgloss.Color(s) }

// darkPalette stands on #000000 to #242424.
var darkPalette = Palette{
	accent: rgb("#5ab8ff"), money: rgb("#f0c674"), good: rgb("#8fd694"), bad: rgb("#ff8a80"),
	mute: rgb("#9aa2ad"), rule: rgb("#3d434d"), ground: rgb("#23303d"), onGround: rgb("#e6ebf0"), onAccent: rgb("#0b1520"),
}

// lightPalette stands on #ffffff to #f0f0f0.
var lightPalette = Palette{
	accent: rgb("#0060b0"), money: rgb("#855500"), good: rgb("#1c6b2c"), bad: rgb("#b3261e"),
	mute: rgb("#5a616b"), rule: rgb("#c4c9d0"), ground: rgb("#dfeaf5"), onGround: rgb("#1b232c"), onAccent: rgb("#ffffff"),
}

// The 256 colours, chosen by hand: the nearest ones to the palettes above are
// not the ones that look like them.
var (
	darkIndexed = Palette{
		accent: lipgloss.Color("75"), money: lipgloss.Color("222"), good: lipgloss.Color("114"), bad: lipgloss.Color("210"),
		mute: lipgloss.Color("249"), rule: lipgloss.Color("239"), ground: lipgloss.Color("237"), onGround: lipgloss.Color("255"), onAccent: lipgloss.Color("233"),
	}
	lightIndexed = Palette{
		accent: lipgloss.Color("25"), money: lipgloss.Color("94"), good: lipgloss.Color("22"), bad: lipgloss.Color("124"),
		mute: lipgloss.Color("241"), rule: lipgloss.Color("251"), ground: lipgloss.Color("254"), onGround: lipgloss.Color("234"), onAccent: lipgloss.Color("231"),
	}
)

// The sixteen colours of old terminals are the person's own; only those that
// read on both backgrounds are used.
var (
	darkSixteen = Palette{
		accent: lipgloss.BrightCyan, money: lipgloss.BrightYellow, good: lipgloss.BrightGreen, bad: lipgloss.BrightRed,
		mute: lipgloss.White, rule: lipgloss.BrightBlack, onAccent: lipgloss.Black,
	}
	lightSixteen = Palette{
		accent: lipgloss.Blue, money: lipgloss.Magenta, good: lipgloss.Green, bad: lipgloss.Red,
		mute: lipgloss.BrightBlack, rule: lipgloss.White, onAccent: lipgloss.BrightWhite,
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
	Mute, Rule, selected, field, Badge, Warning lipgloss.Style
}

func NewTheme(dark, ascii bool, c Colours) Theme {
	return themeOf(paletteFor(dark, c), dark, ascii, c)
}

// blank is an empty cell of a field, seen even without colours and lines.
func (l Theme) blank() string {
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
		Accent: s().Foreground(p.accent), Money: s().Foreground(p.money),
		Good: s().Foreground(p.good), Bad: s().Foreground(p.bad),
		Mute: s().Foreground(p.mute), Rule: s().Foreground(p.rule),
		selected: s().Bold(true).Background(p.ground).Foreground(p.onGround), field: s().Background(p.ground).Foreground(p.onGround),
		Badge:   s().Background(p.accent).Foreground(p.onAccent).Bold(true),
		Warning: s().Background(p.bad).Foreground(p.onAccent).Bold(true),
	}
	if c >= Sixteen || p.ground == nil {
		l.selected, l.field = s().Bold(true), s().Underline(true)
	}
	if c == Colourless {
		l.Badge, l.Warning = s().Reverse(true), s().Reverse(true).Bold(true)
	}
	return l
}
