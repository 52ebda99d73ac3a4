package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/tui/term/cells"
)

// Grid is a cursor in a field of cells, which stand in rows as words on a page.
type Grid struct {
	At   int
	top  int // the first row of cells that is seen
	cols int // as of the last drawing
	rows int
}

// Keys move the cursor among n cells in two dimensions; moved is called after
// each. From the end of a row → goes on in the next.
func (g *Grid) Keys(n int, moved func() tea.Cmd) []Key {
	cols := max(1, g.cols)
	by := func(step int) func() tea.Cmd { return func() tea.Cmd { return g.move(g.At+step, n, moved) } }
	page := cols * max(1, g.rows-1)
	return []Key{
		{On: "up k", Show: "arrows", Says: textKeySelect, WheelSteps: 1, Do: func() tea.Cmd {
			if g.At < cols {
				return nil
			}
			return g.move(g.At-cols, n, moved)
		}},
		{On: "down j", Says: textKeyDown, Quiet: true, WheelSteps: 1, Do: func() tea.Cmd {
			if g.At/cols == (n-1)/cols {
				return nil
			}
			return g.move(g.At+cols, n, moved)
		}},
		{On: "left h", Says: textKeyPrevious, Quiet: true, Do: by(-1)},
		{On: "right l", Says: textKeyNext, Quiet: true, Do: by(1)},
		{On: "pgup ctrl+b", Show: "PgUp", Says: textKeyPageUp, Quiet: true, Do: by(-page)},
		{On: "pgdown ctrl+f", Show: "PgDn", Says: textKeyPageDown, Quiet: true, Do: by(page)},
		{On: "home g", Show: "g", Says: textKeyFirst, Quiet: true, Do: by(-n)},
		{On: "end G", Show: "G", Says: textKeyLast, Quiet: true, Do: by(n)},
	}
}

func (g *Grid) move(to, n int, moved func() tea.Cmd) tea.Cmd {
	g.At = max(0, min(to, n-1))
	if moved == nil {
		return nil
	}
	return moved()
}

// Tiles are how the cells of a grid are drawn.
type Tiles struct {
	N     int // cells
	W     int // of each, with the bar and the air before it
	Lines int // of each
	Gap   int // lines between two rows
	Cell  func(i int) []string
	Moved func() tea.Cmd // after a click has moved the cursor; may be nil
}

// Height is how many lines a field takes in w cells.
func (f Tiles) Height(w int) int {
	rows := (f.N + f.cols(w) - 1) / f.cols(w)
	return rows*(f.Lines+f.Gap) - f.Gap
}

func (f Tiles) cols(w int) int { return max(1, w/max(1, f.W)) }

// DrawTiles draws the rows of cells that fit into h lines, the cursor among
// them. A click selects a cell, one on what is selected opens it.
func (d *Display) DrawTiles(g *Grid, f Tiles, w, h int) []string {
	g.At = max(0, min(g.At, f.N-1))
	g.cols = f.cols(w)
	g.rows = max(1, (h+f.Gap)/(f.Lines+f.Gap))
	g.show((f.N + g.cols - 1) / g.cols)
	var ls []string
	for row := g.top; row < g.top+g.rows && row*g.cols < f.N; row++ {
		if row > g.top {
			ls = append(ls, make([]string, f.Gap)...)
		}
		lines := make([]strings.Builder, f.Lines)
		for i := row * g.cols; i < min(f.N, (row+1)*g.cols); i++ {
			d.cell(g, f, i, min(w, f.W), lines)
		}
		for i := range lines {
			ls = append(ls, lines[i].String())
		}
	}
	return ls
}

// show moves the window of rows so that the cursor is in it.
func (g *Grid) show(rows int) {
	at := g.At / g.cols
	g.top = max(at-g.rows+1, min(g.top, at))
	g.top = max(0, min(g.top, rows-g.rows))
}

func (d *Display) cell(g *Grid, f Tiles, i, w int, lines []strings.Builder) {
	texts := f.Cell(i)
	for n := range lines {
		text := ""
		if n < len(texts) {
			text = texts[n]
		}
		lines[n].WriteString(d.Click(cells.Pad(d.row(i == g.At, cells.Clip(text, w-3, d.Styles.More), w-1), w), func() tea.Cmd {
			if g.At == i {
				return d.Press("enter")
			}
			return g.move(i, f.N, f.Moved)
		}))
	}
}
