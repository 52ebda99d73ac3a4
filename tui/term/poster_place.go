package term

import (
	"image"
	"strings"

	"youku.example/tui/term/canvas"
	"youku.example/tui/term/cells"
)

// placedImage is a picture of sixels where it was last put, and the mark for it.
type placedImage struct {
	sixels string
	at     image.Point
	mark   string
}

// Place finds the picture of sixels in a frame, if there is one, and puts it
// where it is now. One that is not seen whole, because the page is scrolled or
// a word covers it, is drawn in half blocks meanwhile.
func (c *PosterCache) Place(frame string) string {
	p := c.sixel
	c.sixel = nil
	if p == nil {
		return frame
	}
	lines := strings.Split(frame, "\n")
	first, seen := 0, 0
	at := image.Point{}
	for y, l := range lines {
		row, n, before, _, ok := canvas.MarkedRow(l)
		if !ok || n != p.cells.Dx() {
			continue
		}
		if seen == 0 {
			first, at = row, image.Pt(cells.Width(before), y)
		}
		seen++
	}
	whole := first == 0 && seen == p.cells.Dy()
	if whole && (c.placed.sixels != p.sixels || c.placed.at != at) {
		c.placed = placedImage{p.sixels, at, string(c.layer.PlaceImage(p.sixels, at))}
	}
	for y, l := range lines {
		row, n, before, after, ok := canvas.MarkedRow(l)
		switch {
		case !ok:
		case whole:
			lines[y] = before + strings.Repeat(c.placed.mark, n) + after
		case n == p.cells.Dx() && row < len(p.blocks):
			lines[y] = before + p.blocks[row] + after
		default:
			lines[y] = before + strings.Repeat(" ", n) + after
		}
	}
	return strings.Join(lines, "\n")
}
