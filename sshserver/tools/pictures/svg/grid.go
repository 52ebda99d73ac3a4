package svg

import (
	"fmt"
	"image/color"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/vt"
)

// The terminal's own colours: a dark one that is not black.
var (
	Ground = color.RGBA{0x15, 0x19, 0x1f, 0xff}
	ink    = color.RGBA{0xdc, 0xe1, 0xe8, 0xff}
)

// Cell is one place on the screen. The right half of a wide character is a cell
// with no text and the background of the left one.
type Cell struct {
	Text      string
	Wide      bool
	fg, bg    string // #rrggbb; "" is the terminal's own
	bold      bool
	underline bool
}

func (c Cell) blank() bool { return c.Text == "" || c.Text == " " }

// Grid is what a terminal shows: rows of cells.
type Grid [][]Cell

// String is the text alone, without the blanks at the ends of lines.
func (g Grid) String() string {
	var b strings.Builder
	for _, row := range g {
		var line strings.Builder
		for x := 0; x < len(row); x++ {
			if row[x].Text == "" {
				line.WriteByte(' ')
				continue
			}
			line.WriteString(row[x].Text)
			if row[x].Wide {
				x++
			}
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	return b.String()
}

// Read copies the terminal's cells; reverse, faint and concealed ones are
// shown by their colours.
func Read(t *vt.Emulator) Grid {
	g := make(Grid, t.Height())
	for y := range g {
		g[y] = make([]Cell, t.Width())
		for x := 0; x < t.Width(); x++ {
			c := t.CellAt(x, y)
			if c == nil {
				continue
			}
			g[y][x] = cellOf(c)
			if c.Width == 2 && x+1 < t.Width() {
				x++
				g[y][x] = Cell{bg: g[y][x-1].bg}
			}
		}
	}
	return g
}

func cellOf(c *uv.Cell) Cell {
	st := c.Style
	out := Cell{
		Text: c.Content, Wide: c.Width == 2, fg: hex(st.Fg), bg: hex(st.Bg),
		bold: st.Attrs&uv.AttrBold != 0, underline: st.Underline != uv.UnderlineNone,
	}
	if st.Attrs&uv.AttrReverse != 0 {
		fg, bg := st.Fg, st.Bg
		if fg == nil {
			fg = ink
		}
		if bg == nil {
			bg = Ground
		}
		out.fg, out.bg = hex(bg), hex(fg)
	}
	if st.Attrs&uv.AttrFaint != 0 {
		out.fg = mix(out.fg, out.bg, 0.6)
	}
	if st.Attrs&uv.AttrConceal != 0 {
		out.Text = " "
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
	a, b := rgbOf(over, ink), rgbOf(under, Ground)
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
