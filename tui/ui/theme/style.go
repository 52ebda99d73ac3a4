package theme

import (
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// Style is how a text is drawn. Its sequences are made once, by lipgloss, which
// makes them anew for each text from a value of some 650 bytes: a frame has some
// fifty styled texts, and nearly all take no more than the same two sequences
// around them.
type Style struct {
	begin string          // before a text; ansi.ResetStyle ends it
	apart bool            // each character has sequences of its own
	whole *lipgloss.Style // for all that begin can't do; nil: no style
}

func styleOf(s lipgloss.Style) Style {
	const probe = "a b"
	begin, _, _ := strings.Cut(s.Render("\x00"), "\x00")
	return Style{begin: begin, apart: s.Render(probe) != around(begin, probe), whole: &s}
}

// Render draws a text.
func (s Style) Render(text string) string {
	if s.whole == nil {
		return text
	}
	if s.apart || strings.ContainsAny(text, "\t\r\n") {
		return s.whole.Render(text)
	}
	return around(s.begin, text)
}

func around(begin, text string) string {
	if begin == "" {
		return text
	}
	return begin + text + ansi.ResetStyle
}

// Under lays the style under a text that is styled in parts: each part's end would
// end the style too, so it begins again after it.
func (s Style) Under(text string) string {
	if s.begin == "" {
		return text
	}
	return s.begin + strings.ReplaceAll(text, ansi.ResetStyle, ansi.ResetStyle+s.begin) + ansi.ResetStyle
}
