package ui

// Glyphs are all characters beyond letters that the program draws with. Many
// are of ambiguous width: a terminal set for East Asian text may draw them two
// cells wide and tear the grid. Each has an ASCII replacement, and nothing is
// drawn with a glyph that is not in this table.
type Glyphs struct {
	More   string // a text was cut here
	bar    string // beside the selected row
	Dot    string // between things; a bullet
	Mark   string // unread, running
	Check  string // done, owned
	Cross  string // refused
	Warn   string // think first
	Rule   string // thin line
	Heavy  string // thick line: where one is, how far a wait is
	Column string // between two panes
	Arrow  string // leads to
	up     string
	down   string
	sorted string // the order of a list, the greatest or newest first
	rising string // and the other way round
	Left   string
	Right  string
	enter  string
	full   string   // a whole cell of a bar or a digit
	eighth []string // a bar's last cell, 1/8 to 7/8
	rest   string   // a bar's empty cell
	secret string   // a password's character
	Beat   []string // sign of life
	Upper  string   // upper half of a cell, for pictures
	corner [4]string
	edge   string
}

var fancy = Glyphs{
	More: "…", bar: "▌", Dot: "·", Mark: "●", Check: "✓", Cross: "✗", Warn: "!",
	Rule: "─", Heavy: "━", Column: "│", Arrow: "→", up: "↑", down: "↓", sorted: "↓", rising: "↑", Left: "←", Right: "→", enter: "⏎",
	full: "█", eighth: []string{"▏", "▎", "▍", "▌", "▋", "▊", "▉"}, rest: "░",
	secret: "•", Beat: []string{"⠋", "⠙", "⠸", "⠴", "⠦", "⠇"}, Upper: "▀",
	corner: [4]string{"╭", "╮", "╰", "╯"}, edge: "│",
}

var ascii = Glyphs{
	More: "~", bar: ">", Dot: "-", Mark: "*", Check: "+", Cross: "x", Warn: "!",
	Rule: "-", Heavy: "=", Column: "|", Arrow: "->", up: "Up", down: "Down", sorted: "v", rising: "^", Left: "Left", Right: "Right", enter: "Enter",
	full: "#", eighth: []string{"-", "-", "-", "=", "=", "=", "="}, rest: ".",
	secret: "*", Beat: []string{"-", "\\", "|", "/"}, Upper: "#",
	corner: [4]string{"+", "+", "+", "+"}, edge: "|",
}

func glyphsFor(plain bool) Glyphs {
	if plain {
		return ascii
	}
	return fancy
}
