package theme

// Glyphs are all characters beyond letters that the program draws with. Many
// are of ambiguous width: a terminal set for East Asian text may draw them two
// cells wide and tear the grid. Each has an ASCII replacement, and nothing is
// drawn with a glyph that is not in this table.
type Glyphs struct {
	More   string // a text was cut here
	Bar    string // beside the selected row
	Dot    string // between things; a bullet
	Mark   string // unread, running
	Check  string // done, owned
	Picked string // marked, to do something with at once
	Star   string // a favourite, or followed
	Clock  string // to be watched later
	Eye    string // seen
	Cross  string // refused
	Warn   string // think first
	Rule   string // thin line
	Heavy  string // thick line: where one is, how far a wait is
	Column string // between two panes
	Arrow  string // leads to
	Closed string // a folder whose contents are not shown
	Opened string // and one whose are
	Doubt  string // guessed: look at it
	Up     string
	Down   string
	Sorted string // the order of a list, the greatest or newest first
	Rising string // and the other way round
	Left   string
	Right  string
	Enter  string
	Full   string   // a whole cell of a bar or a digit
	Eighth []string // a bar's last cell, 1/8 to 7/8
	Rest   string   // a bar's empty cell
	Secret string   // a password's character
	Beat   []string // sign of life
	Upper  string   // upper half of a cell, for pictures
	Corner [4]string
	Edge   string
}

// Fancy are the glyphs of a terminal that can draw them all.
var Fancy = Glyphs{
	More: "…", Bar: "▌", Dot: "·", Mark: "●", Check: "✓", Picked: "◆", Star: "★", Clock: "◔", Eye: "◉", Cross: "✗", Warn: "!",
	Rule: "─", Heavy: "━", Column: "│", Arrow: "→", Closed: "▸", Opened: "▾", Doubt: "?", Up: "↑", Down: "↓", Sorted: "↓", Rising: "↑", Left: "←", Right: "→", Enter: "⏎",
	Full: "█", Eighth: []string{"▏", "▎", "▍", "▌", "▋", "▊", "▉"}, Rest: "░",
	Secret: "•", Beat: []string{"⠋", "⠙", "⠸", "⠴", "⠦", "⠇"}, Upper: "▀",
	Corner: [4]string{"╭", "╮", "╰", "╯"}, Edge: "│",
}

var ascii = Glyphs{
	More: "~", Bar: ">", Dot: "-", Mark: "*", Check: "+", Picked: "@", Star: "f", Clock: "w", Eye: "x", Cross: "x", Warn: "!",
	Rule: "-", Heavy: "=", Column: "|", Arrow: "->", Closed: "+", Opened: "-", Doubt: "?", Up: "Up", Down: "Down", Sorted: "v", Rising: "^", Left: "Left", Right: "Right", Enter: "Enter",
	Full: "#", Eighth: []string{"-", "-", "-", "=", "=", "=", "="}, Rest: ".",
	Secret: "*", Beat: []string{"-", "\\", "|", "/"}, Upper: "#",
	Corner: [4]string{"+", "+", "+", "+"}, Edge: "|",
}

func glyphsFor(plain bool) Glyphs {
	if plain {
		return ascii
	}
	return Fancy
}
