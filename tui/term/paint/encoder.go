package paint

import (
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// encoder writes lines of a screen, and keeps the style that the terminal is
// set to.
type encoder struct {
	w, h      int
	profile   colorprofile.Profile
	out       []byte
	style     uv.Style // as the terminal has it
	wantStyle uv.Style // as the line had it, before its colours were fitted
	link      uv.Link
}

// rewrite paints a whole line over the one that is there.
func (e *encoder) rewrite(y int, line string) {
	row := readRow(line, e.w)
	defer row.free()
	e.move(0, y)
	runsOn := e.mayWrap(y, row)
	if runsOn {
		e.out = append(e.out, ansi.ResetModeAutoWrap...)
	}
	e.writeCells(row, 0, row.end)
	if runsOn {
		e.out = append(e.out, ansi.SetModeAutoWrap...)
	}
	e.eraseRest(row)
}

// mayWrap reports whether a terminal may go on in the next line: it may count
// more columns than we do, or wrap at once behind the last column of the screen.
func (e *encoder) mayWrap(y int, row *row) bool {
	return row.ambiguous || y == e.h-1 && row.end == e.w
}

// update paints what has changed in a line. Where a terminal may not count
// columns as we do, all of it is painted, so that a fault stays in its line and
// does not outlive it.
func (e *encoder) update(y int, old, line string) {
	was, row := readRow(old, e.w), readRow(line, e.w)
	defer was.free()
	defer row.free()
	if was.ambiguous || e.mayWrap(y, row) {
		e.rewrite(y, line)
		return
	}
	changed := changes(was, row)
	x := 0
	for x < row.end {
		if !changed[x] {
			x++
			continue
		}
		to := stretchEnd(row, changed, x)
		e.move(x, y)
		e.writeCells(row, x, to)
		x = to
	}
	for x := row.end; x < e.w; x++ {
		if changed[x] {
			e.move(x, y)
			e.eraseRest(row)
			return
		}
	}
}

// moveCost is how many bytes a move of the cursor takes: so much may be painted
// again instead.
const moveCost = 6

// stretchEnd returns the end of what is painted from a changed column on: the last
// change that no wide gap comes before. Only plain cells are painted again
// in a gap: painting others may make the terminal draw a picture anew.
func stretchEnd(row *row, changed []bool, from int) int {
	end, gap := from, 0
	for x := from; x < row.end; x++ {
		switch c := row.cells[x]; {
		case changed[x]:
			end, gap = x+1, 0
		case c == nil: // the rest of a wide one
		case len(c.Content) > 3:
			return end
		default:
			if gap += len(c.Content); gap > moveCost {
				return end
			}
		}
	}
	return end
}

func (e *encoder) move(x, y int) { e.out = append(e.out, ansi.CursorPosition(x+1, y+1)...) }

// writeCells paints a row's columns from x to before to.
func (e *encoder) writeCells(row *row, x, to int) {
	for ; x < to; x++ {
		if c := row.cells[x]; c != nil {
			e.setStyle(c.Style, c.Link)
			e.out = append(e.out, c.Content...)
		}
	}
}

// setStyle writes what changes the terminal's style.
func (e *encoder) setStyle(style uv.Style, link uv.Link) {
	if !style.Equal(&e.wantStyle) {
		e.wantStyle = style
		fitted := uv.ConvertStyle(style, e.profile)
		e.out = append(e.out, uv.StyleDiff(&e.style, &fitted)...)
		e.style = fitted
	}
	if link = uv.ConvertLink(link, e.profile); link != e.link {
		e.link = link
		e.out = append(e.out, ansi.SetHyperlink(link.URL, link.Params)...)
	}
}

// eraseRest blanks the line from the cursor to its end.
func (e *encoder) eraseRest(row *row) {
	if row.end == e.w {
		return // the cursor still stands in the last column
	}
	e.setStyle(uv.Style{}, uv.Link{})
	e.out = append(e.out, ansi.EraseLineRight...)
}

// finish returns everything that was painted, with the style reset.
func (e *encoder) finish() []byte {
	if len(e.out) > 0 {
		e.setStyle(uv.Style{}, uv.Link{})
	}
	return e.out
}
