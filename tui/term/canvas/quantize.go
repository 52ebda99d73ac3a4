package canvas

import (
	"image"
	"image/color"
	"slices"
)

// quantize returns the picture in so many colours of its own, each point in the
// nearest. It does not dither: that costs more bytes than it hides.
func quantize(p *image.RGBA, most int) *image.Paletted {
	colours := palette(p, most)
	out := image.NewPaletted(p.Bounds(), colours)
	known := make([]uint16, 1<<18) // one more than the nearest, by six bits a part
	for i := range out.Pix {
		r, g, b := p.Pix[4*i], p.Pix[4*i+1], p.Pix[4*i+2]
		k := int(r>>2)<<12 | int(g>>2)<<6 | int(b>>2)
		if known[k] == 0 {
			known[k] = uint16(colours.Index(color.RGBA{r, g, b, 255})) + 1
		}
		out.Pix[i] = uint8(known[k] - 1)
	}
	return out
}

// palette picks colours by median cut: the box of all colours is split where it
// is fullest and longest, again and again, and each part gives its mean. The
// same picture always has the same palette.
func palette(p *image.RGBA, most int) color.Palette {
	colours := make([][3]uint8, 0, len(p.Pix)/4)
	for i := 0; i+3 < len(p.Pix); i += 4 {
		colours = append(colours, [3]uint8{p.Pix[i], p.Pix[i+1], p.Pix[i+2]})
	}
	boxes := []colourBox{newColourBox(colours)}
	for len(boxes) < most {
		widest := 0
		for i, b := range boxes {
			if b.gain() > boxes[widest].gain() {
				widest = i
			}
		}
		if boxes[widest].gain() == 0 {
			break
		}
		a, b := boxes[widest].split()
		boxes[widest] = a
		boxes = append(boxes, b)
	}
	var out color.Palette
	for _, b := range boxes {
		out = append(out, b.mean())
	}
	return out
}

// colourBox is a part of the colours of a picture, by the box around them.
type colourBox struct {
	colours [][3]uint8
	axis    int // the longest
	long    int
}

func newColourBox(colours [][3]uint8) colourBox {
	low, high := [3]uint8{255, 255, 255}, [3]uint8{}
	for _, d := range colours {
		for i := range 3 {
			low[i], high[i] = min(low[i], d[i]), max(high[i], d[i])
		}
	}
	b := colourBox{colours: colours}
	for i := range 3 {
		if l := int(high[i]) - int(low[i]); l > b.long {
			b.axis, b.long = i, l
		}
	}
	return b
}

// gain is how much splitting the box improves the picture, 0 if it is of one
// colour.
func (b colourBox) gain() int { return b.long * len(b.colours) }

// split has as many points on both sides, or nearly: equal ones stay together.
func (b colourBox) split() (colourBox, colourBox) {
	slices.SortFunc(b.colours, func(x, y [3]uint8) int { return int(x[b.axis]) - int(y[b.axis]) })
	cut := len(b.colours) / 2
	for cut < len(b.colours) && cut > 0 && b.colours[cut][b.axis] == b.colours[cut-1][b.axis] {
		cut++
	}
	if cut == len(b.colours) {
		for cut = len(b.colours) / 2; b.colours[cut][b.axis] == b.colours[cut-1][b.axis]; {
			cut--
		}
	}
	return newColourBox(b.colours[:cut]), newColourBox(b.colours[cut:])
}

func (b colourBox) mean() color.RGBA {
	var sum [3]int
	for _, d := range b.colours {
		for i := range 3 {
			sum[i] += int(d[i])
		}
	}
	n := max(1, len(b.colours))
	return color.RGBA{uint8(sum[0] / n), uint8(sum[1] / n), uint8(sum[2] / n), 255}
}
