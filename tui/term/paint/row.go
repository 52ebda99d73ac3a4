package paint

import (
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// row is a line's columns.
type row struct {
	cells     []*uv.Cell // nil where a wide one goes on
	end       int        // from here on it is blank
	ambiguous bool       // terminals differ in how wide it is
}

var blank = uv.EmptyCell

// rowOf reads a line, up to w columns.
func rowOf(line string, w int) row {
	r := row{cells: make([]*uv.Cell, w)}
	x := 0
	for _, l := range uv.NewStyledString(line).Lines(ansi.GraphemeWidth) {
		for i := range l {
			c := &l[i]
			if x+c.Width > w {
				break
			}
			r.cells[x] = c
			x += c.Width
			if !c.Equal(&blank) {
				r.end = x
			}
			if len(c.Content) > 1 && ansi.StringWidthWc(c.Content) != c.Width {
				r.ambiguous = true
			}
		}
	}
	for ; x < w; x++ {
		r.cells[x] = &blank
	}
	return r
}

// changes reports for each column whether it shows another piece than before.
func changes(was, is row) []bool {
	changed := make([]bool, len(is.cells))
	from, before, same := 0, 0, false // where the cells here began, and are they equal
	for x := range is.cells {
		c, old := is.cells[x], was.cells[x]
		if c != nil {
			from = x
		}
		if old != nil {
			before = x
		}
		if c != nil && old != nil {
			same = c.Equal(old)
		}
		changed[x] = from != before || !same
	}
	return changed
}
