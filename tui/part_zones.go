package tui

import (
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// clickFunc is what a click does; it hears how many cells into its zone the click was.
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
func (h *Display) zone(text string, do clickFunc) string {
	if !h.mouse || text == "" {
		return text
	}
	h.clickFuncs = append(h.clickFuncs, do)
	return fmt.Sprintf(zoneBegins, len(h.clickFuncs)-1) + text + zoneEnds
}

// click is zone for a function that does not care where it was clicked.
func (h *Display) click(text string, do func() tea.Cmd) string {
	return h.zone(text, func(int) tea.Cmd { return do() })
}

// item is a row of a list that can be clicked: the first click selects it, one
// on the selected row opens it.
func (h *Display) item(l *list, i int, text string, w int) string {
	row := h.row(i == l.at, text, w)
	if h.mouse {
		row = pad(row, w)
	}
	return h.click(row, func() tea.Cmd {
		if l.at == i {
			return h.press("enter")
		}
		l.at = i
		if l.moved != nil {
			return l.moved()
		}
		return nil
	})
}

// beginFrame forgets the zones of the frame before.
func (h *Display) beginFrame() { h.clickFuncs = h.clickFuncs[:0] }

// findZones takes the marks of zones out of a frame and records where they were.
// A zone within another comes after it.
func (h *Display) findZones(frame string) string {
	h.zones = h.zones[:0]
	if len(h.clickFuncs) == 0 {
		return frame
	}
	ls := strings.Split(frame, "\n")
	for y, l := range ls {
		ls[y] = h.findInLine(l, y)
	}
	return strings.Join(ls, "\n")
}

func (h *Display) findInLine(l string, y int) string {
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
			x += width(part)
			continue
		}
		if i, err := strconv.Atoi(strings.TrimSuffix(body, ";8z")); err == nil && i < len(h.clickFuncs) {
			open = append(open, len(h.zones))
			h.zones = append(h.zones, zone{x, -1, y, h.clickFuncs[i]})
		} else if len(open) > 0 {
			h.zones[open[len(open)-1]].to = x
			open = open[:len(open)-1]
		}
	}
	for _, i := range open {
		h.zones[i].to = x
	}
	return b.String()
}

// zoneAt is the function of the zone at a cell of the screen, the innermost first.
func (h *Display) zoneAt(x, y int) (clickFunc, int) {
	for i := len(h.zones) - 1; i >= 0; i-- {
		if a := h.zones[i]; a.y == y && a.from <= x && x < a.to {
			return a.click, x - a.from
		}
	}
	return nil, 0
}
