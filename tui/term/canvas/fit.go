package canvas

import (
	"image"

	"golang.org/x/image/draw"
)

// DefaultCell is the size of a cell in points where the terminal does not report
// it: most fonts are about twice as high as wide.
var DefaultCell = image.Pt(10, 20)

// maxCut is the share of a picture, in percent, that may be cut off to fill
// its room. What is of quite another shape gets bars instead.
const maxCut = 25

// Cut is the part of a picture that is shown, and the cells that it is shown
// in, in the middle of its room.
type Cut struct {
	Shown image.Rectangle
	Cells image.Rectangle
}

// Fit cuts a picture of these bounds for a room of so many cells, each of so
// many points.
func Fit(bounds image.Rectangle, cols, rows int, cell image.Point) Cut {
	w, h := bounds.Dx(), bounds.Dy()
	room := image.Pt(cols*cell.X, rows*cell.Y)
	if w <= 0 || h <= 0 || room.X <= 0 || room.Y <= 0 {
		return Cut{}
	}
	c := Cut{Shown: bounds, Cells: image.Rect(0, 0, cols, rows)}
	if w*room.Y > h*room.X { // wider than its room
		seen := max(h*room.X/room.Y, w*(100-maxCut)/100, 1)
		c.Shown.Min.X += (w - seen) / 2
		c.Shown.Max.X = c.Shown.Min.X + seen
		high := min(rows, max(1, (room.X*h/seen+cell.Y/2)/cell.Y))
		c.Cells.Min.Y = (rows - high) / 2
		c.Cells.Max.Y = c.Cells.Min.Y + high
		return c
	}
	seen := max(w*room.Y/room.X, h*(100-maxCut)/100, 1)
	c.Shown.Min.Y += (h - seen) / 3 // faces are above the middle
	c.Shown.Max.Y = c.Shown.Min.Y + seen
	wide := min(cols, max(1, (room.Y*w/seen+cell.X/2)/cell.X))
	c.Cells.Min.X = (cols - wide) / 2
	c.Cells.Max.X = c.Cells.Min.X + wide
	return c
}

// scale returns the part of a picture in so many points.
func scale(img image.Image, part image.Rectangle, w, h int) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.CatmullRom.Scale(out, out.Bounds(), img, part, draw.Src, nil)
	return out
}
