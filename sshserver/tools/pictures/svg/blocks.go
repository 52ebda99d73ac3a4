package svg

// The size of a cell. Both are whole numbers, and so are the parts of most
// blocks, so that neighbours meet without a gap.
const (
	cellW = 9.0
	cellH = 20.0
)

// rect is a piece of a cell, or of many.
type rect struct{ x, y, w, h float64 }

// shades cover their whole cell with a part of their colour.
var shades = map[string]float64{"░": 0.25, "▒": 0.5, "▓": 0.75}

// blocksOf gives the pieces that a block or line character is made of, in a
// cell at 0,0. Fonts leave gaps between such characters; rectangles do not.
func blocksOf(text string) ([]rect, bool) {
	rs := []rune(text)
	if len(rs) != 1 {
		return nil, false
	}
	switch r := rs[0]; {
	case r == '█' || shades[text] > 0:
		return []rect{{0, 0, cellW, cellH}}, true
	case r == '▀':
		return []rect{{0, 0, cellW, cellH / 2}}, true
	case r >= '▁' && r <= '▇': // eighths from below
		h := cellH * float64(r-'▁'+1) / 8
		return []rect{{0, cellH - h, cellW, h}}, true
	case r >= '▉' && r <= '▏': // eighths from the left, the widest first
		return []rect{{0, 0, cellW * float64('▏'-r+1) / 8, cellH}}, true
	case r == '▐':
		return []rect{{cellW / 2, 0, cellW / 2, cellH}}, true
	case r == '▔':
		return []rect{{0, 0, cellW, cellH / 8}}, true
	case r == '▕':
		return []rect{{cellW * 7 / 8, 0, cellW / 8, cellH}}, true
	case r >= '▖' && r <= '▟':
		return quarters(quarterBits[r-'▖']), true
	}
	if l, ok := lines[rs[0]]; ok {
		return l.pieces(), true
	}
	return nil, false
}

// quarterBits has for ▖ to ▟ which quarters are filled: 1 upper left, 2
// upper right, 4 lower left, 8 lower right.
var quarterBits = [10]int{4, 8, 1, 1 | 4 | 8, 1 | 8, 1 | 2 | 4, 1 | 2 | 8, 2, 2 | 4, 2 | 4 | 8}

func quarters(bits int) (rs []rect) {
	for i := range 4 {
		if bits&(1<<i) != 0 {
			rs = append(rs, rect{float64(i%2) * cellW / 2, float64(i/2) * cellH / 2, cellW / 2, cellH / 2})
		}
	}
	return rs
}

// line is a box drawing character: the strokes that leave its middle, each one
// pixel thick, or three.
type line struct{ up, right, down, left float64 }

var lines = map[rune]line{
	'─': {0, 1, 0, 1}, '━': {0, 3, 0, 3}, '│': {1, 0, 1, 0}, '┃': {3, 0, 3, 0},
	'┌': {0, 1, 1, 0}, '┐': {0, 0, 1, 1}, '└': {1, 1, 0, 0}, '┘': {1, 0, 0, 1},
	'├': {1, 1, 1, 0}, '┤': {1, 0, 1, 1}, '┬': {0, 1, 1, 1}, '┴': {1, 1, 0, 1}, '┼': {1, 1, 1, 1},
	'╸': {0, 0, 0, 3}, '╺': {0, 3, 0, 0}, '╴': {0, 0, 0, 1}, '╶': {0, 1, 0, 0},
}

// isLine reports whether a character is one of them.
func isLine(text string) bool {
	rs := []rune(text)
	return len(rs) == 1 && lines[rs[0]] != line{}
}

func (l line) pieces() (rs []rect) {
	const x, y = 4, 9 // where a stroke one pixel thick stands
	if l.left > 0 && l.left == l.right {
		rs = append(rs, rect{0, y - (l.left-1)/2, cellW, l.left})
	} else if l.left > 0 {
		rs = append(rs, rect{0, y - (l.left-1)/2, x + 1, l.left})
	} else if l.right > 0 {
		rs = append(rs, rect{x, y - (l.right-1)/2, cellW - x, l.right})
	}
	if l.up > 0 {
		rs = append(rs, rect{x - (l.up-1)/2, 0, l.up, y + 1})
	}
	if l.down > 0 {
		rs = append(rs, rect{x - (l.down-1)/2, y, l.down, cellH - y})
	}
	return rs
}

// corners are the rounded ones: strokes around a quarter of a circle.
var corners = map[string]string{
	"╭": "v-6.5a4 4 0 0 1 4-4h.5", "╮": "v-6.5a4 4 0 0 0-4-4h-.5",
	"╰": "v5.5a4 4 0 0 0 4 4h.5", "╯": "v5.5a4 4 0 0 1-4 4h-.5",
}

// cornerFrom is where the stroke of a corner begins: at the cell's lower or
// upper edge.
func cornerFrom(text string) float64 {
	if text == "╭" || text == "╮" {
		return cellH
	}
	return 0
}
