package paint

import (
	"strings"
	"sync"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// row is a line's columns. It is the uv.Screen of one line that a line is drawn
// on.
type row struct {
	cells     []*uv.Cell // nil where a wide one goes on
	end       int        // from here on it is blank
	ambiguous bool       // terminals differ in how wide it is

	kept []uv.Cell // what cells points to
}

// rows are those that are free. A row takes 112 bytes a column and is needed for a
// moment, in each frame of each session.
var rows = sync.Pool{New: func() any { return new(row) }}

// readRow reads a line, up to w columns. The row is to be freed.
func readRow(line string, w int) *row {
	r := rows.Get().(*row)
	if cap(r.kept) < w {
		r.cells, r.kept = make([]*uv.Cell, w), make([]uv.Cell, w)
	}
	r.cells, r.kept = r.cells[:w], r.kept[:w]
	r.end, r.ambiguous = 0, false
	line = strings.ReplaceAll(line, "\r", "") // moves nothing in a line of a frame
	uv.NewStyledString(line).Draw(r, r.Bounds())
	for x, c := range r.cells {
		if c == nil || c == &blank {
			continue
		}
		if !c.Equal(&blank) {
			r.end = x + c.Width
		}
		if len(c.Content) > 1 && ansi.StringWidthWc(c.Content) != c.Width {
			r.ambiguous = true
		}
	}
	return r
}

// free gives the row to the next reader.
func (r *row) free() { rows.Put(r) }

// blank stands where nothing was drawn.
var blank = uv.EmptyCell

// Bounds has a column more than is read: a mark behind the first cell that does
// not fit is joined to that one, and not to the last that does.
func (r *row) Bounds() uv.Rectangle { return uv.Rect(0, 0, len(r.cells)+1, 1) }

func (r *row) WidthMethod() uv.WidthMethod { return ansi.GraphemeWidth }

// CellAt is nil where nothing was drawn, so that no mark is joined to that.
func (r *row) CellAt(x, _ int) *uv.Cell {
	if x == len(r.cells) || r.cells[x] == &blank {
		return nil
	}
	return r.cells[x]
}

// SetCell takes a cell if it fits whole.
func (r *row) SetCell(x, _ int, c *uv.Cell) {
	switch {
	case x == len(r.cells):
	case c == nil:
		r.cells[x] = &blank
	case x+c.Width <= len(r.cells):
		r.kept[x] = *c
		r.cells[x] = &r.kept[x]
		clear(r.cells[x+1 : x+c.Width])
	}
}

// changes reports for each column whether it shows another piece than before.
func changes(was, is *row) []bool {
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
