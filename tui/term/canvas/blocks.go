package canvas

import (
	"image"
	"strconv"
	"strings"
)

// UpperHalf is the upper half of a cell: with a ground, two points.
const UpperHalf = "▀"

// maxDifference is how far two colours may be apart, in each part, to be drawn
// as one: it can't be seen, and most of a picture's bytes are changes of colour.
const maxDifference = 4

// Blocks draws a picture in half blocks, two points a cell, in rows of exactly
// so many cells. indexed: in the 256 colours.
func Blocks(img image.Image, cols, rows int, indexed bool) []string {
	cut := Fit(img.Bounds(), cols, rows, DefaultCell)
	if cut.Cells.Empty() {
		return nil
	}
	w, h := cut.Cells.Dx(), cut.Cells.Dy()
	p := scale(img, cut.Shown, w, 2*h)
	merge(p)
	colour := func(x, y int) string {
		c := p.RGBAAt(x, y)
		if indexed {
			return "5;" + strconv.Itoa(nearestIndexed(int(c.R), int(c.G), int(c.B)))
		}
		return "2;" + strconv.Itoa(int(c.R)) + ";" + strconv.Itoa(int(c.G)) + ";" + strconv.Itoa(int(c.B))
	}
	ls := make([]string, rows)
	empty := strings.Repeat(" ", cols)
	for y := range rows {
		if y < cut.Cells.Min.Y || y >= cut.Cells.Max.Y {
			ls[y] = empty
			continue
		}
		ls[y] = empty[:cut.Cells.Min.X] + row(w, 2*(y-cut.Cells.Min.Y), colour) + empty[:cols-cut.Cells.Max.X]
	}
	return ls
}

// row returns a row of cells; each sets only the colours that differ from the
// last one's.
func row(w, y int, colour func(x, y int) string) string {
	var b strings.Builder
	fg, bg := "", ""
	for x := range w {
		up, low := colour(x, y), colour(x, y+1)
		var parts []string
		if up != fg {
			parts = append(parts, "38;"+up)
		}
		if low != bg {
			parts = append(parts, "48;"+low)
		}
		if len(parts) > 0 {
			b.WriteString("\x1b[" + strings.Join(parts, ";") + "m")
		}
		fg, bg = up, low
		b.WriteString(UpperHalf)
	}
	b.WriteString("\x1b[m")
	return b.String()
}

// merge makes one colour of neighbours in a line that differ by no more than
// maxDifference.
func merge(p *image.RGBA) {
	b := p.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X + 1; x < b.Max.X; x++ {
			was, is := p.RGBAAt(x-1, y), p.RGBAAt(x, y)
			if near(was.R, is.R) && near(was.G, is.G) && near(was.B, is.B) {
				p.SetRGBA(x, y, was)
			}
		}
	}
}

func near(a, b uint8) bool { return max(a, b)-min(a, b) <= maxDifference }
