package main

import (
	"fmt"
	"image/color"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/vt"
)

// The terminal's own colours: a dark one that is not black.
var (
	ground = color.RGBA{0x15, 0x19, 0x1f, 0xff}
	ink    = color.RGBA{0xdc, 0xe1, 0xe8, 0xff}
)

// cell is one place on the screen. The right half of a wide character is a cell
// with no text and the background of the left one.
type cell struct {
	text      string
	wide      bool
	fg, bg    string // #rrggbb; "" is the terminal's own
	bold      bool
	underline bool
}

func (c cell) blank() bool { return c.text == "" || c.text == " " }

// grid is what a terminal shows: rows of cells.
type grid [][]cell

// String is the text alone, without the blanks at the ends of lines.
func (g grid) String() string {
	var b strings.Builder
	for _, row := range g {
		var line strings.Builder
		for x := 0; x < len(row); x++ {
			if row[x].text == "" {
				line.WriteByte(' ')
				continue
			}
			line.WriteString(row[x].text)
			if row[x].wide {
				x++
			}
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	return b.String()
}

// cellsOf copies the terminal's cells; reverse, faint and concealed ones are
// shown by their colours.
func cellsOf(t *vt.Emulator) grid {
	g := make(grid, t.Height())
	for y := range g {
		g[y] = make([]cell, t.Width())
		for x := 0; x < t.Width(); x++ {
			c := t.CellAt(x, y)
			if c == nil {
				continue
			}
			g[y][x] = cellOf(c)
			if c.Width == 2 && x+1 < t.Width() {
				x++
				g[y][x] = cell{bg: g[y][x-1].bg}
			}
		}
	}
	return g
}

func cellOf(c *uv.Cell) cell {
	st := c.Style
	out := cell{
		text: c.Content, wide: c.Width == 2, fg: hex(st.Fg), bg: hex(st.Bg),
		bold: st.Attrs&uv.AttrBold != 0, underline: st.Underline != uv.UnderlineNone,
	}
	if st.Attrs&uv.AttrReverse != 0 {
		fg, bg := st.Fg, st.Bg
		if fg == nil {
			fg = ink
		}
		if bg == nil {
			bg = ground
		}
		out.fg, out.bg = hex(bg), hex(fg)
	}
	if st.Attrs&uv.AttrFaint != 0 {
		out.fg = mix(out.fg, out.bg, 0.6)
	}
	if st.Attrs&uv.AttrConceal != 0 {
		out.text = " "
	}
	return out
}

func hex(c color.Color) string {
	if c == nil {
		return ""
	}
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}

// mix is a share of one colour over another.
func mix(over, under string, share float64) string {
	a, b := rgbOf(over, ink), rgbOf(under, ground)
	part := func(x, y uint8) uint8 { return uint8(float64(x)*share + float64(y)*(1-share) + 0.5) }
	return hex(color.RGBA{part(a.R, b.R), part(a.G, b.G), part(a.B, b.B), 255})
}

func rgbOf(s string, own color.RGBA) (c color.RGBA) {
	if _, err := fmt.Sscanf(s, "#%02x%02x%02x", &c.R, &c.G, &c.B); err != nil {
		return own
	}
	c.A = 255
	return c
}
