package ui

import (
	"strings"

	"youku.example/tui/term/cells"
	"youku.example/tui/ui/theme"
)

// bigFont is what can be read from across the room: five rows of pixels.
var bigFont = map[rune][5]string{
	'0': {"###", "# #", "# #", "# #", "###"},
	'1': {" # ", "## ", " # ", " # ", "###"},
	'2': {"###", "  #", "###", "#  ", "###"},
	'3': {"###", "  #", " ##", "  #", "###"},
	'4': {"# #", "# #", "###", "  #", "  #"},
	'5': {"###", "#  ", "###", "  #", "###"},
	'6': {"###", "#  ", "###", "# #", "###"},
	'7': {"###", "  #", "  #", " # ", " # "},
	'8': {"###", "# #", "###", "# #", "###"},
	'9': {"###", "# #", "###", "  #", "###"},
	':': {" ", "#", " ", "#", " "},
	'Y': {"# #", "# #", " # ", " # ", " # "},
	'O': {"###", "# #", "# #", "# #", "###"},
	'U': {"# #", "# #", "# #", "# #", "###"},
	'K': {"# #", "# #", "## ", "# #", "# #"},
}

// bigText draws a text with pixels two cells wide and one high, times scale.
func bigText(s string, scale int, pixel string) []string {
	var rows []string
	for y := range 5 {
		var parts []string
		for _, r := range s {
			parts = append(parts, wide(bigFont[r][y], pixel, 2*scale))
		}
		row := strings.Join(parts, strings.Repeat(" ", 2*scale))
		for range scale {
			rows = append(rows, row)
		}
	}
	return rows
}

// wide draws a row of a character: each of its marks as so many pixels.
func wide(marks, pixel string, n int) string {
	var row strings.Builder
	for _, m := range marks {
		if m == '#' {
			row.WriteString(strings.Repeat(pixel, n))
		} else {
			row.WriteString(strings.Repeat(" ", n))
		}
	}
	return row.String()
}

// Big draws a text in the accent colour. A cell is painted before and behind,
// so that no line shows between cells in any font.
func (d *Display) Big(s string, scale int) []string {
	solid := d.Styles.Solid
	if d.Styles.Colours == theme.Colourless {
		solid = d.Styles.Strong
	}
	if scale == 0 {
		return nil
	}
	rows := bigText(s, scale, d.Styles.Full)
	for i, row := range rows {
		var b strings.Builder
		for rest := row; rest != ""; {
			n := len(rest) - len(strings.TrimLeft(rest, " "))
			b.WriteString(rest[:n])
			rest = rest[n:]
			n = len(rest)
			if at := strings.IndexByte(rest, ' '); at >= 0 {
				n = at
			}
			if n > 0 {
				b.WriteString(solid.Render(rest[:n]))
			}
			rest = rest[n:]
		}
		rows[i] = b.String()
	}
	return rows
}

// BigFits gives the largest scale at which a text fits, 0 if none does.
func BigFits(s string, w, h int) int {
	for scale := 3; scale > 0; scale-- {
		if 5*scale <= h && cells.Width(bigText(s, scale, "#")[0]) <= w {
			return scale
		}
	}
	return 0
}
