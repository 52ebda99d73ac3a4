package term

import (
	"fmt"
	"hash/fnv"
	"image/color"
	"math"
	"strings"

	"youku.example/tui/term/canvas"
)

// Shade is what a landscape is drawn for: a background, and how many colours.
type Shade struct{ Dark, Indexed bool }

// Landscape draws a small landscape out of a title: the same title is always
// the same picture. Two pixels stand in a cell, one above the other. It keeps
// the last one that it drew.
type Landscape struct {
	key   string
	lines []string
}

// Draw returns the landscape of a title in so many cells.
func (l *Landscape) Draw(title string, w, rows int, shade Shade) []string {
	key := fmt.Sprint(title, w, rows, shade)
	if l.key == key {
		return l.lines
	}
	p := newScene(title, w, rows*2, shade)
	lines := make([]string, rows)
	for y := range rows {
		var b strings.Builder
		last := ""
		for x := range w {
			sgr := cellColour(p.at(x, 2*y), p.at(x, 2*y+1))
			if sgr != last {
				b.WriteString(sgr)
				last = sgr
			}
			b.WriteString(canvas.UpperHalf)
		}
		b.WriteString("\x1b[m")
		lines[y] = b.String()
	}
	l.key, l.lines = key, lines
	return lines
}

func cellColour(up, low color.RGBA) string {
	return fmt.Sprintf("\x1b[38;2;%d;%d;%d;48;2;%d;%d;%dm", up.R, up.G, up.B, low.R, low.G, low.B)
}

// scene is a sky with a sun or moon over three ranges of hills.
type scene struct {
	w, h       int
	sky        [2]float64 // hues above and at the horizon
	light      float64    // 0 to 1
	vivid      float64    // 1: as it should be
	sunX, sunY float64
	sunR       float64
	phase      [3]float64
	steep      [3]float64
}

func newScene(title string, w, h int, shade Shade) scene {
	f := fnv.New64a()
	f.Write([]byte(title))
	seed := f.Sum64()
	next := func() float64 { // a number in [0,1), always the same for a title
		seed ^= seed << 13
		seed ^= seed >> 7
		seed ^= seed << 17
		return float64(seed>>11) / (1 << 53)
	}
	hue := next() * 360
	s := scene{w: w, h: h, light: 0.5, vivid: 1}
	switch {
	case shade.Indexed: // the 256 colours have few dark ones between grey and gaudy
		s.light, s.vivid = 0.55, 0.6
	case shade.Dark:
		s.light = 0.36
	}
	s.sky = [2]float64{hue, math.Mod(hue+40+50*next(), 360)}
	s.sunX, s.sunY = math.Round((0.2+0.6*next())*float64(w)), math.Round((0.28+0.22*next())*float64(h))
	s.sunR = math.Floor((0.13+0.07*next())*float64(h)) + 0.5 // round, in whole pixels
	for i := range s.phase {
		s.phase[i], s.steep[i] = next()*2*math.Pi, 0.7+next()
	}
	return s
}

func (s scene) at(x, y int) color.RGBA {
	fx, fy := float64(x)/float64(s.w), float64(y)/float64(s.h)
	for i := 2; i >= 0; i-- { // the nearest range covers the others
		if fy > s.ridge(i, fx) {
			return hsl(s.sky[0]+12*float64(i), 0.30*s.vivid, s.light*(0.62-0.17*float64(i)))
		}
	}
	if math.Hypot(float64(x)+0.5-s.sunX, float64(y)+0.5-s.sunY) < s.sunR {
		return hsl(s.sky[1]+20, 0.75*s.vivid, s.light+0.36)
	}
	band := math.Floor(fy*8) / 8 // few colours a picture: few bytes a picture
	return hsl(s.sky[0]+turn(s.sky[0], s.sky[1])*band, 0.48*s.vivid, s.light*(0.75+0.6*band))
}

func (s scene) ridge(i int, x float64) float64 {
	base := 0.60 + 0.15*float64(i)
	k := s.steep[i] * (3 + 2*float64(i))
	return base - 0.07*math.Sin(k*x+s.phase[i]) - 0.035*math.Sin(2.7*k*x+2*s.phase[i])
}

// turn is the short way round from one hue to another.
func turn(from, to float64) float64 { return math.Mod(to-from+540, 360) - 180 }

func hsl(hue, sat, light float64) color.RGBA {
	hue = math.Mod(hue+720, 360) / 60
	light = math.Min(light, 0.92)
	c := (1 - math.Abs(2*light-1)) * sat
	x := c * (1 - math.Abs(math.Mod(hue, 2)-1))
	r, g, b := 0.0, 0.0, 0.0
	switch int(hue) {
	case 0:
		r, g = c, x
	case 1:
		r, g = x, c
	case 2:
		g, b = c, x
	case 3:
		g, b = x, c
	case 4:
		r, b = x, c
	default:
		r, b = c, x
	}
	m := light - c/2
	return color.RGBA{uint8((r + m) * 255), uint8((g + m) * 255), uint8((b + m) * 255), 255}
}
