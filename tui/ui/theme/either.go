package theme

import "charm.land/lipgloss/v2"

// Some terminals never report their background: a detached tmux, a
// screen, a serial line. Guessed dark, prices would be light yellow on white.
// There is one brightness at which a colour has 4.5:1 on black and on white
// alike: all of these have it. No ground would bear them, so there is none.
var (
	eitherPalette = Palette{
		Accent: rgb("#1177d0"), Money: rgb("#996d08"), Good: rgb("#22873b"), Bad: rgb("#df2f22"),
		Mute: rgb("#6b7783"), Rule: rgb("#8a929b"), OnAccent: rgb("#ffffff"),
	}
	eitherIndexed = Palette{
		Accent: lipgloss.Color("63"), Money: none, Good: lipgloss.Color("29"), Bad: lipgloss.Color("163"),
		Mute: lipgloss.Color("243"), Rule: lipgloss.Color("245"), OnAccent: lipgloss.Color("231"),
	}
	plainPalette = Palette{
		Accent: none, Money: none, Good: none, Bad: none, Mute: none, Rule: none, OnAccent: none,
	}
	none = lipgloss.NoColor{} // the terminal's own
)

// Either is the theme for an unknown background. Of the sixteen colours,
// which are the person's own, none is sure to be read: those go.
func Either(ascii bool, c Colours) Theme {
	return once(kind{either: true, ascii: ascii, colours: c}, func() Theme {
		switch c {
		case Colourful:
			return themeOf(eitherPalette, true, ascii, c)
		case Indexed:
			return themeOf(eitherIndexed, true, ascii, c)
		}
		l := themeOf(plainPalette, true, ascii, Colourless)
		l.Colours = c // what the terminal has is not forgotten
		return l
	})
}
