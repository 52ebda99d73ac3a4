package tui

// glyphs are all characters beyond letters that the program draws with. Many
// are of ambiguous width: a terminal set for East Asian text may draw them two
// cells wide and tear the grid. Each has an ASCII replacement, and nothing is
// drawn with a glyph that is not in this table.
type glyphs struct {
	more   string // a text was cut here
	bar    string // beside the selected row
	dot    string // between things; a bullet
	mark   string // unread, running
	check  string // done, owned
	cross  string // refused
	warn   string // think first
	rule   string // thin line
	heavy  string // thick line: where one is, how far a wait is
	column string // between two panes
	arrow  string // leads to
	up     string
	down   string
	sorted string // the order of a list, the greatest or newest first
	rising string // and the other way round
	left   string
	right  string
	enter  string
	full   string   // a whole cell of a bar or a digit
	eighth []string // a bar's last cell, 1/8 to 7/8
	rest   string   // a bar's empty cell
	secret string   // a password's character
	beat   []string // sign of life
	upper  string   // upper half of a cell, for pictures
	corner [4]string
	edge   string
}

var fancy = glyphs{
	more: "…", bar: "▌", dot: "·", mark: "●", check: "✓", cross: "✗", warn: "!",
	rule: "─", heavy: "━", column: "│", arrow: "→", up: "↑", down: "↓", sorted: "↓", rising: "↑", left: "←", right: "→", enter: "⏎",
	full: "█", eighth: []string{"▏", "▎", "▍", "▌", "▋", "▊", "▉"}, rest: "░",
	secret: "•", beat: []string{"⠋", "⠙", "⠸", "⠴", "⠦", "⠇"}, upper: "▀",
	corner: [4]string{"╭", "╮", "╰", "╯"}, edge: "│",
}

var ascii = glyphs{
	more: "~", bar: ">", dot: "-", mark: "*", check: "+", cross: "x", warn: "!",
	rule: "-", heavy: "=", column: "|", arrow: "->", up: "Up", down: "Down", sorted: "v", rising: "^", left: "Left", right: "Right", enter: "Enter",
	full: "#", eighth: []string{"-", "-", "-", "=", "=", "=", "="}, rest: ".",
	secret: "*", beat: []string{"-", "\\", "|", "/"}, upper: "#",
	corner: [4]string{"+", "+", "+", "+"}, edge: "|",
}

func glyphsFor(plain bool) glyphs {
	if plain {
		return ascii
	}
	return fancy
}
