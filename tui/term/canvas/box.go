package canvas

import (
	"image/color"
	"slices"
)

// box is a part of the colours of a picture.
type box struct {
	dots [][3]uint8
	axis int // the longest
	long int
}

func newBox(dots [][3]uint8) box {
	low, high := [3]uint8{255, 255, 255}, [3]uint8{}
	for _, d := range dots {
		for i := range 3 {
			low[i], high[i] = min(low[i], d[i]), max(high[i], d[i])
		}
	}
	b := box{dots: dots}
	for i := range 3 {
		if l := int(high[i]) - int(low[i]); l > b.long {
			b.axis, b.long = i, l
		}
	}
	return b
}

// worth is how much is gained by halving the box; 0 if it is of one colour.
func (b box) worth() int { return b.long * len(b.dots) }

// halves has as many points on both sides, or nearly: equal ones stay together.
func (b box) halves() (box, box) {
	slices.SortFunc(b.dots, func(x, y [3]uint8) int { return int(x[b.axis]) - int(y[b.axis]) })
	cut := len(b.dots) / 2
	for cut < len(b.dots) && cut > 0 && b.dots[cut][b.axis] == b.dots[cut-1][b.axis] {
		cut++
	}
	if cut == len(b.dots) {
		for cut = len(b.dots) / 2; b.dots[cut][b.axis] == b.dots[cut-1][b.axis]; {
			cut--
		}
	}
	return newBox(b.dots[:cut]), newBox(b.dots[cut:])
}

func (b box) mean() color.RGBA {
	var sum [3]int
	for _, d := range b.dots {
		for i := range 3 {
			sum[i] += int(d[i])
		}
	}
	n := max(1, len(b.dots))
	return color.RGBA{uint8(sum[0] / n), uint8(sum[1] / n), uint8(sum[2] / n), 255}
}
