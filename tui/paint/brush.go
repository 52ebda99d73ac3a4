package paint

import (
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// brush paints lines of a screen, and remembers what the pen is set to.
type brush struct {
	w, h    int
	profile colorprofile.Profile
	out     []byte
	pen     uv.Style // as the terminal has it
	meant   uv.Style // as the line had it, before its colours were fitted
	link    uv.Link
}

// fill paints a whole line over whatever is there.
func (b *brush) fill(y int, line string) {
	row := rowOf(line, b.w)
	b.move(0, y)
	runsOn := b.runsOn(y, row)
	if runsOn {
		b.out = append(b.out, ansi.ResetModeAutoWrap...)
	}
	b.cells(row, 0, row.end)
	if runsOn {
		b.out = append(b.out, ansi.SetModeAutoWrap...)
	}
	b.eraseRest(row)
}

// runsOn tells of a line that a terminal may take into the next: it may find it
// longer than it is, or go on at once behind the last column of the screen.
func (b *brush) runsOn(y int, row row) bool {
	return row.odd || y == b.h-1 && row.end == b.w
}

// mend paints what has changed in a line. Where a terminal may not count
// columns as we do, all of it is painted, so that a fault stays in its line and
// does not outlive it.
func (b *brush) mend(y int, old, line string) {
	was, row := rowOf(old, b.w), rowOf(line, b.w)
	if was.odd || b.runsOn(y, row) {
		b.fill(y, line)
		return
	}
	changed := changes(was, row)
	x := 0
	for x < row.end {
		if !changed[x] {
			x++
			continue
		}
		to := stretch(row, changed, x)
		b.move(x, y)
		b.cells(row, x, to)
		x = to
	}
	for x := row.end; x < b.w; x++ {
		if changed[x] {
			b.move(x, y)
			b.eraseRest(row)
			return
		}
	}
}

// farther is how many bytes a move of the cursor takes: so much may be painted
// again instead.
const farther = 6

// stretch is the end of what is painted from a changed column on: the last
// change that no wide gap comes before. A gap is bridged over plain cells only,
// for a picture may hang on others.
func stretch(row row, changed []bool, from int) int {
	end, gap := from, 0
	for x := from; x < row.end; x++ {
		switch c := row.cells[x]; {
		case changed[x]:
			end, gap = x+1, 0
		case c == nil: // the rest of a wide one
		case len(c.Content) > 3:
			return end
		default:
			if gap += len(c.Content); gap > farther {
				return end
			}
		}
	}
	return end
}

func (b *brush) move(x, y int) { b.out = append(b.out, ansi.CursorPosition(x+1, y+1)...) }

// cells paints a row's columns from x to before to.
func (b *brush) cells(row row, x, to int) {
	for ; x < to; x++ {
		if c := row.cells[x]; c != nil {
			b.dip(c.Style, c.Link)
			b.out = append(b.out, c.Content...)
		}
	}
}

// dip sets the pen.
func (b *brush) dip(style uv.Style, link uv.Link) {
	if !style.Equal(&b.meant) {
		b.meant = style
		fitted := uv.ConvertStyle(style, b.profile)
		b.out = append(b.out, uv.StyleDiff(&b.pen, &fitted)...)
		b.pen = fitted
	}
	if link = uv.ConvertLink(link, b.profile); link != b.link {
		b.link = link
		b.out = append(b.out, ansi.SetHyperlink(link.URL, link.Params)...)
	}
}

// eraseRest blanks the line from the cursor to its end.
func (b *brush) eraseRest(row row) {
	if row.end == b.w {
		return // the cursor still stands in the last column
	}
	b.dip(uv.Style{}, uv.Link{})
	b.out = append(b.out, ansi.EraseLineRight...)
}

// done is everything that was painted, with the pen put away.
func (b *brush) done() []byte {
	if len(b.out) > 0 {
		b.dip(uv.Style{}, uv.Link{})
	}
	return b.out
}
