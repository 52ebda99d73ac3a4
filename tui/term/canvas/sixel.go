package canvas

import (
	"bytes"
	"image"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/ansi/sixel"
	"golang.org/x/image/draw"
)

// maxSixelPoints bounds the points of a picture in sixels, which no terminal makes
// larger: that of a small pane with letters of 40 points, or a large one of 20.
const maxSixelPoints = 800 * 480

// Sixel is a picture in sixels for a room of so many cells, and the cells in
// it that it covers. seq is "" where the picture would be too large,
// in points or, even coarse and with few colours, in bytes.
func Sixel(img image.Image, cols, rows, registers int, cell image.Point) (seq string, cells image.Rectangle) {
	cut := Fit(img.Bounds(), cols, rows, cell)
	w, h := cut.Cells.Dx()*cell.X, cut.Cells.Dy()*cell.Y
	if cut.Cells.Empty() || w*h > maxSixelPoints {
		return "", cells
	}
	for _, try := range []struct{ colours, grain int }{{64, 1}, {64, 2}, {16, 2}, {16, 3}} {
		p := scale(img, cut.Shown, max(1, w/try.grain), max(1, h/try.grain))
		if try.grain > 1 {
			p = enlarge(p, w, h)
		}
		var b bytes.Buffer
		if err := new(sixel.Encoder).Encode(&b, quantize(p, min(registers, try.colours))); err != nil {
			return "", cells
		}
		if b.Len() <= maxBytes {
			return ansi.SixelGraphics(0, 1, 0, b.Bytes()), cut.Cells
		}
	}
	return "", cells
}

// enlarge returns a picture in larger points: equal neighbours cost next to nothing,
// and half as fine is still far finer than half blocks.
func enlarge(p *image.RGBA, w, h int) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.NearestNeighbor.Scale(out, out.Bounds(), p, p.Bounds(), draw.Src, nil)
	return out
}

// rowMark begins the marks that tell rows of a picture of sixels apart while
// it is not known yet where on the screen it will be: f4 8e bc 80 and on.
const rowMark = '\U0010EF00'

// MarkRows returns the lines of a room with marks at the cells of its picture of
// sixels.
func MarkRows(cols, rows int, cells image.Rectangle) []string {
	ls := make([]string, rows)
	empty := strings.Repeat(" ", cols)
	for y := range rows {
		if ls[y] = empty; y >= cells.Min.Y && y < cells.Max.Y {
			ls[y] = empty[:cells.Min.X] + strings.Repeat(string(rowMark+rune(y-cells.Min.Y)), cells.Dx()) + empty[:cols-cells.Max.X]
		}
	}
	return ls
}

// MaxRows is how many rows MarkRows can tell apart.
const MaxRows = 256

// MarkedRow finds the marks in a line: which row of its picture it is, and
// before and after which text it stands in how many cells.
func MarkedRow(line string) (row, cells int, before, after string, ok bool) {
	i := strings.IndexFunc(line, isRowMark)
	if i < 0 {
		return 0, 0, "", "", false
	}
	j := i + len(line[i:]) - len(strings.TrimLeftFunc(line[i:], isRowMark))
	first := []rune(line[i:j])
	return int(first[0] - rowMark), len(first), line[:i], line[j:], true
}

func isRowMark(r rune) bool { return r >= rowMark && r < rowMark+MaxRows }
