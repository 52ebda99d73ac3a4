package tui

import (
	"image"
	"strings"

	"youku.example/tui/term/canvas"
)

// placedImage is a picture of sixels where it was last put, and the mark for it.
type placedImage struct {
	sixels string
	at     image.Point
	mark   string
}

// placeImage finds the picture of sixels in a frame, if there is one, and puts it
// where it is now. One that is not seen whole, because the page is scrolled or
// a word covers it, is drawn in half blocks meanwhile.
func (h *Env) placeImage(drawn string) string {
	p := h.posterCache.sixel
	h.posterCache.sixel = nil
	if p == nil {
		return drawn
	}
	frame := strings.Split(drawn, "\n")
	first, seen := 0, 0
	at := image.Point{}
	for y, l := range frame {
		row, cells, before, _, ok := canvas.MarkedRow(l)
		if !ok || cells != p.cells.Dx() {
			continue
		}
		if seen == 0 {
			first, at = row, image.Pt(width(before), y)
		}
		seen++
	}
	whole := first == 0 && seen == p.cells.Dy()
	if whole && (h.posterCache.placed.sixels != p.sixels || h.posterCache.placed.at != at) {
		h.posterCache.placed = placedImage{p.sixels, at, string(h.ImageLayer.PlaceImage(p.sixels, at))}
	}
	for y, l := range frame {
		row, cells, before, after, ok := canvas.MarkedRow(l)
		switch {
		case !ok:
		case whole:
			frame[y] = before + strings.Repeat(h.posterCache.placed.mark, cells) + after
		case cells == p.cells.Dx() && row < len(p.blocks):
			frame[y] = before + p.blocks[row] + after
		default:
			frame[y] = before + strings.Repeat(" ", cells) + after
		}
	}
	return strings.Join(frame, "\n")
}
