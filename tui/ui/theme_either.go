package ui

import "charm.land/lipgloss/v2"

// Some terminals never report their background: a detached tmux, a
// screen, a serial line. Guessed dark, prices would be light yellow on white.
// There is one brightness at which a colour has 4.5:1 on black and on white
// alike: all of these have it. No ground would bear them, so there is none.
var (
	eitherPalette = Palette{
		accent: rgb("#1177d0"), money: rgb("#996d08"), good: rgb("#22873b"), bad: rgb("#df2f22"),
		mute: rgb("#6b7783"), rule: rgb("#8a929b"), onAccent: rgb("#ffffff"),
	}
	eitherIndexed = Palette{
		accent: lipgloss.Color("63"), money: none, good: lipgloss.Color("29"), bad: lipgloss.Color("163"),
		mute: lipgloss.Color("243"), rule: lipgloss.Color("245"), onAccent: lipgloss.Color("231"),
	}
	plainPalette = Palette{
		accent: none, money: none, good: none, bad: none, mute: none, rule: none, onAccent: none,
	}
	none = lipgloss.NoColor{} // the terminal's own
)

// EitherTheme is the theme for an unknown background. Of the sixteen colours,
// which are the person's own, none is sure to be read: those go.
func EitherTheme(ascii bool, c Colours) Theme {
	switch c {
	case Colourful:
		return themeOf(eitherPalette, true, ascii, c)
	case Indexed:
		return themeOf(eitherIndexed, true, ascii, c)
	}
	l := themeOf(plainPalette, true, ascii, Colourless)
	l.Colours = c // what the terminal has is not forgotten
	return l
}
