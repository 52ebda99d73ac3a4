package theme

import (
	"image/color"
	"strings"
	"sync"

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
	Text, Strong, Accent, Money, Good, Bad      Style
	Mute, Rule, Selected, Field, Badge, Warning Style
	Offered                                     Style // what one may take, behind what one types
	Here, Sum, Danger                           Style // Accent, Money and Bad with weight
	Match                                       Style // what was searched for
	SelectedBar                                 Style // the bar beside the selected row
	Track                                       Style // a bar of progress, where there is a ground
	Solid                                       Style // a cell that is painted before and behind
}

// New is the theme of a known background.
func New(dark, ascii bool, c Colours) Theme {
	return once(kind{dark: dark, ascii: ascii, colours: c}, func() Theme {
		return themeOf(paletteFor(dark, c), dark, ascii, c)
	})
}

// kind is all that a theme depends on.
type kind struct {
	either, dark, ascii bool
	colours             Colours
}

// made has each kind of theme once, for all sessions: there are few, and none
// changes.
var made sync.Map

func once(k kind, make func() Theme) Theme {
	t, ok := made.Load(k)
	if !ok {
		t, _ = made.LoadOrStore(k, make())
	}
	return t.(Theme)
}

// Blank is an empty cell of a field, seen even without colours and lines.
func (l *Theme) Blank() string {
	if l.Colours == Colourless {
		return "_"
	}
	return " "
}

// Chosen is the one of several that is meant: a tab, a filter, a button. Where
// a terminal has no colours it may have no reverse either (TERM=dumb), so
// brackets tell it there, in the cells of the text's own edges.
func (l *Theme) Chosen(style Style, text string) string {
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
	plain := lipgloss.NewStyle()
	in := plain.Foreground
	selected, field, offered := plain.Bold(true).Background(p.Ground).Foreground(p.OnGround), in(p.OnGround).Background(p.Ground), in(p.Mute).Background(p.Ground)
	if c >= Sixteen || p.Ground == nil {
		selected, field, offered = plain.Bold(true), plain.Underline(true), in(p.Mute).Faint(true)
	}
	badge, warning := in(p.OnAccent).Background(p.Accent).Bold(true), in(p.OnAccent).Background(p.Bad).Bold(true)
	if c == Colourless {
		badge, warning = plain.Reverse(true), plain.Reverse(true).Bold(true)
	}
	return Theme{
		Glyphs: glyphsFor(ascii), Colours: c, Dark: dark, Palette: p,
		Text: styleOf(plain), Strong: styleOf(plain.Bold(true)),
		Accent: styleOf(in(p.Accent)), Money: styleOf(in(p.Money)), Good: styleOf(in(p.Good)), Bad: styleOf(in(p.Bad)),
		Mute: styleOf(in(p.Mute)), Rule: styleOf(in(p.Rule)),
		Selected: styleOf(selected), Field: styleOf(field), Offered: styleOf(offered),
		Badge: styleOf(badge), Warning: styleOf(warning),
		Here: styleOf(in(p.Accent).Bold(true)), Sum: styleOf(in(p.Money).Bold(true)), Danger: styleOf(in(p.Bad).Bold(true)),
		Match:       styleOf(in(p.Accent).Underline(true)),
		SelectedBar: styleOf(in(p.Accent).Background(selected.GetBackground())),
		Track:       styleOf(in(p.Accent).Background(p.Ground)),
		Solid:       styleOf(in(p.Accent).Background(p.Accent)),
	}
}
