package canvas

import (
	"image"
	"image/color"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// sky is a picture with a slope of colours, a sharp corner and nothing alike.
func sky(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetRGBA(x, y, color.RGBA{uint8(x * 255 / w), uint8(y * 255 / h), 90, 255})
			if x < w/4 && y < h/4 {
				img.SetRGBA(x, y, color.RGBA{250, 250, 250, 255})
			}
		}
	}
	return img
}

func TestFit(t *testing.T) {
	for _, c := range []struct {
		w, h, cols, rows int
		cut              Cut
	}{
		{320, 180, 56, 17, Cut{image.Rect(12, 0, 308, 180), image.Rect(0, 0, 56, 17)}},  // a little off both sides
		{320, 133, 56, 17, Cut{image.Rect(40, 0, 280, 133), image.Rect(0, 0, 56, 16)}},  // wide: a quarter off, then a bar
		{320, 32, 56, 17, Cut{image.Rect(40, 0, 280, 32), image.Rect(0, 6, 56, 10)}},    // a strip
		{320, 568, 56, 17, Cut{image.Rect(0, 47, 320, 473), image.Rect(15, 0, 41, 17)}}, // held upright: bars at both sides
		{320, 200, 56, 17, Cut{image.Rect(0, 2, 320, 196), image.Rect(0, 0, 56, 17)}},   // a little off above and below
		{0, 0, 56, 17, Cut{}}, {320, 180, 0, 17, Cut{}},
	} {
		if got := Fit(image.Rect(0, 0, c.w, c.h), c.cols, c.rows, DefaultCell); got != c.cut {
			t.Errorf("%d×%d in %d×%d: %v, want %v", c.w, c.h, c.cols, c.rows, got, c.cut)
		}
	}
}

// Whatever the picture's shape, the rows are of exactly that size.
func TestBlocks_Size(t *testing.T) {
	for _, size := range []image.Point{{320, 180}, {320, 568}, {320, 32}, {8, 640}, {1, 1}} {
		for _, indexed := range []bool{false, true} {
			ls := Blocks(sky(size.X, size.Y), 30, 9, indexed)
			if len(ls) != 9 {
				t.Fatalf("%v: %d rows", size, len(ls))
			}
			for _, l := range ls {
				if w := ansi.StringWidth(l); w != 30 {
					t.Errorf("%v: a row of %d cells: %q", size, w, l)
				}
			}
		}
	}
	if ls := Blocks(sky(10, 10), 0, 9, false); ls != nil {
		t.Errorf("in no room: %q", ls)
	}
}

// The points of the picture stand where they were, in their colours.
func TestBlocks_Colours(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 200, 200))
	for y := range 200 {
		for x := range 200 {
			c := color.RGBA{200, 0, 0, 255}
			if y >= 100 {
				c = color.RGBA{0, 0, 215, 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	for indexed, want := range map[bool][2]string{
		false: {"\x1b[38;2;200;0;0;48;2;200;0;0m▀▀▀▀▀▀▀▀\x1b[m", "\x1b[38;2;0;0;215;48;2;0;0;215m▀▀▀▀▀▀▀▀\x1b[m"},
		true:  {"\x1b[38;5;160;48;5;160m▀▀▀▀▀▀▀▀\x1b[m", "\x1b[38;5;20;48;5;20m▀▀▀▀▀▀▀▀\x1b[m"},
	} {
		ls := Blocks(img, 8, 4, indexed)
		if ls[0] != want[0] || ls[3] != want[1] {
			t.Errorf("%q, want %q", ls, want)
		}
	}
}

func TestNearestIndexed(t *testing.T) {
	for _, c := range []struct{ r, g, b, want int }{
		{0, 0, 0, 16}, {255, 255, 255, 231}, {128, 128, 128, 244}, {255, 0, 0, 196}, {95, 135, 175, 67}, {8, 8, 8, 232},
	} {
		if got := nearestIndexed(c.r, c.g, c.b); got != c.want {
			t.Errorf("%d,%d,%d is %d, want %d", c.r, c.g, c.b, got, c.want)
		}
	}
}

// A picture costs little: a colour is said once where it stays, and as good as
// the same is the same.
func TestBlocks_Cheap(t *testing.T) {
	flat := image.NewRGBA(image.Rect(0, 0, 320, 180))
	for i := range flat.Pix {
		flat.Pix[i] = 200 + uint8(i%3)
	}
	if n := len(strings.Join(Blocks(flat, 56, 17, false), "")); n > 17*(56*len(UpperHalf)+40) {
		t.Errorf("a plain picture has %d bytes", n)
	}
	if n := len(strings.Join(Blocks(sky(320, 180), 56, 17, false), "")); n > 40*56*17 {
		t.Errorf("a slope of colours has %d bytes", n)
	}
}
