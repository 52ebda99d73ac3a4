package ui

import (
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"youku.example/tui/term/cells"
)

// clickFunc is what a click does; it is told how many cells into its zone the click was.
type clickFunc func(dx int) tea.Cmd

// zone is where a zone was drawn.
type zone struct {
	from, to, y int // cells from..to-1 of line y
	click       clickFunc
}

// Zones are marked in the drawn text as the cursor is: by sequences without
// width, which the root takes out again. No text from outside can hold them,
// for Clean takes escapes away. A zone ends with its line at the latest.
const (
	zoneBegins = "\x1b[77;%d;8z"
	zoneEnds   = "\x1b[77;8z"
)

// zone makes a part of a line one that can be clicked, if the mouse is on.
func (d *Display) zone(text string, do clickFunc) string {
	if !d.Mouse || text == "" {
		return text
	}
	d.clickFuncs = append(d.clickFuncs, do)
	return fmt.Sprintf(zoneBegins, len(d.clickFuncs)-1) + text + zoneEnds
}

// Click is zone for a function that does not care where it was clicked.
func (d *Display) Click(text string, do func() tea.Cmd) string {
	return d.zone(text, func(int) tea.Cmd { return do() })
}

// Item is a row of a list that can be clicked: the first click selects it, and
// calls moved if there is one; a click on the selected row opens it.
func (d *Display) Item(l *List, i int, text string, w int, moved func() tea.Cmd) string {
	row := d.row(i == l.At, text, w)
	if d.Mouse {
		row = cells.Pad(row, w)
	}
	return d.Click(row, func() tea.Cmd {
		if l.At == i {
			return d.Press("enter")
		}
		l.At = i
		if moved != nil {
			return moved()
		}
		return nil
	})
}

// BeginFrame forgets the zones of the frame before.
func (d *Display) BeginFrame() { d.clickFuncs, d.Empty = d.clickFuncs[:0], false }

// FindZones takes the marks of zones out of a frame and records where they were.
// A zone within another comes after it.
func (d *Display) FindZones(frame string) string {
	d.zones = d.zones[:0]
	if len(d.clickFuncs) == 0 {
		return frame
	}
	ls := strings.Split(frame, "\n")
	for y, l := range ls {
		ls[y] = d.findInLine(l, y)
	}
	return strings.Join(ls, "\n")
}

func (d *Display) findInLine(l string, y int) string {
	if !strings.Contains(l, "\x1b[77;") {
		return l
	}
	var b strings.Builder
	var open []int
	x, state := 0, byte(0)
	for l != "" {
		part, _, n, next := ansi.DecodeSequence(l, state, nil)
		l, state = l[n:], next
		body, ours := strings.CutPrefix(part, "\x1b[77;")
		if !ours || !strings.HasSuffix(body, "8z") {
			b.WriteString(part)
			x += cells.Width(part)
			continue
		}
		if i, err := strconv.Atoi(strings.TrimSuffix(body, ";8z")); err == nil && i < len(d.clickFuncs) {
			open = append(open, len(d.zones))
			d.zones = append(d.zones, zone{x, -1, y, d.clickFuncs[i]})
		} else if len(open) > 0 {
			d.zones[open[len(open)-1]].to = x
			open = open[:len(open)-1]
		}
	}
	for _, i := range open {
		d.zones[i].to = x
	}
	return b.String()
}

// ZoneAt is the function of the zone at a cell of the screen, the innermost first.
func (d *Display) ZoneAt(x, y int) (clickFunc, int) {
	for i := len(d.zones) - 1; i >= 0; i-- {
		if a := d.zones[i]; a.y == y && a.from <= x && x < a.to {
			return a.click, x - a.from
		}
	}
	return nil, 0
}
