package ui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
	"youku.example/tui/term/cells"
)

// Mood is how a word about what happened is drawn.
type Mood int

const (
	Plain Mood = iota
	Good
	Bad
)

// Toast is a word about what happened. It covers the lowest lines for a
// moment, so that nothing else moves.
type Toast struct {
	ID   int64
	Mood Mood
	On   Screen        // a word about what went wrong goes when this is left
	Text func() string // made at each drawing, so that it follows the language
	Line string        // to be taken with the mouse; it stays until a key is pressed
}

// DrawToast lays a toast over the lowest lines of a frame, the line above the
// keys first, so that nothing else moves. Where lines are few (not airy), good
// news has that one only: a question's answers may stand right above.
func (d *Display) DrawToast(all []string, t Toast, w int, airy bool) {
	style, glyph := d.Styles.Badge, d.Styles.Dot
	switch t.Mood {
	case Good:
		glyph = d.Styles.Check
	case Bad:
		style, glyph = d.Styles.Warning, d.Styles.Cross
	}
	ls := cells.Wrap(Clean(t.Text()), w-4)
	if len(ls) > 4 {
		ls = ls[:4]
	}
	if len(ls) > 1 && t.Mood != Bad && !airy {
		ls = []string{cells.Clip(Clean(t.Text()), w-4, d.Styles.More)}
	}
	at := len(all) - 1 - len(ls)
	if t.Line != "" {
		d.drawToastLine(all, ls, t.Line, glyph, w)
		return
	}
	if len(ls) == 1 { // as wide as it is, on the line above the keys
		word := style.Render(" " + glyph + " " + ls[0] + " ")
		all[at] = d.Styles.Rule.Render(strings.Repeat(d.Styles.Glyphs.Rule, w-cells.Width(word))) + word
		return
	}
	for i, l := range ls {
		lead := glyph
		if i > 0 {
			lead = " "
		}
		all[at+i] = style.Render(cells.Pad(" "+lead+" "+l, w))
	}
}

// drawToastLine lays a line to be taken over the lowest lines, with a word about
// it above: alone on its line from the first cell on and without a style, and
// broken only where the window is narrower than the line.
func (d *Display) drawToastLine(all, says []string, line, glyph string, w int) {
	taken := cells.Lines(ansi.Hardwrap(line, w, true))
	at := max(0, len(all)-1-len(says)-len(taken))
	for i, l := range says {
		lead := glyph
		if i > 0 {
			lead = " "
		}
		all[at+i] = d.Styles.Badge.Render(cells.Pad(" "+lead+" "+l, w))
	}
	for i, l := range taken {
		if y := at + len(says) + i; y < len(all)-1 {
			all[y] = l
		}
	}
}
