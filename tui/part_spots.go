package tui

import (
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// deed is what a click does; it hears how many cells into its spot the click was.
type deed func(dx int) tea.Cmd

// area is where a spot was drawn.
type area struct {
	from, to, y int // cells from..to-1 of line y
	do          deed
}

// Spots are marked in the drawn text as the cursor is: by sequences without
// width, which the root takes out again. No text from outside can hold them,
// for Clean takes escapes away. A spot ends with its line at the latest.
const (
	spotBegins = "\x1b[77;%d;8z"
	spotEnds   = "\x1b[77;8z"
)

// spot makes a part of a line one that can be clicked, if the mouse is on.
func (h *here) spot(text string, do deed) string {
	if !h.mouse() || text == "" {
		return text
	}
	h.spots = append(h.spots, do)
	return fmt.Sprintf(spotBegins, len(h.spots)-1) + text + spotEnds
}

// click is spot for a deed that does not care where it was clicked.
func (h *here) click(text string, do func() tea.Cmd) string {
	return h.spot(text, func(int) tea.Cmd { return do() })
}

// strike does what a key of the seen screen does.
func (h *here) strike(on string) tea.Cmd {
	if k, ok := find(h.top().Keys(), on); ok {
		return k.do()
	}
	return nil
}

// item is a row of a list that can be clicked: the first click selects it, one
// on the selected row opens it.
func (h *here) item(l *list, i int, text string, w int) string {
	row := h.row(i == l.at, text, w)
	if h.mouse() {
		row = pad(row, w)
	}
	return h.click(row, func() tea.Cmd {
		if l.at == i {
			return h.strike("enter")
		}
		l.at = i
		if l.moved != nil {
			return l.moved()
		}
		return nil
	})
}

// findSpots takes the marks of spots out of a frame and tells where they were.
// A spot within another comes after it.
func (h *here) findSpots(frame string) string {
	h.areas = h.areas[:0]
	if len(h.spots) == 0 {
		return frame
	}
	ls := strings.Split(frame, "\n")
	for y, l := range ls {
		ls[y] = h.findInLine(l, y)
	}
	return strings.Join(ls, "\n")
}

func (h *here) findInLine(l string, y int) string {
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
		if i, err := strconv.Atoi(strings.TrimSuffix(body, ";8z")); err == nil && i < len(h.spots) {
			open = append(open, len(h.areas))
			h.areas = append(h.areas, area{x, -1, y, h.spots[i]})
		} else if len(open) > 0 {
			h.areas[open[len(open)-1]].to = x
			open = open[:len(open)-1]
		}
	}
	for _, i := range open {
		h.areas[i].to = x
	}
	return b.String()
}

// at is the deed at a cell of the screen, the innermost first.
func (h *here) at(x, y int) (deed, int) {
	for i := len(h.areas) - 1; i >= 0; i-- {
		if a := h.areas[i]; a.y == y && a.from <= x && x < a.to {
			return a.do, x - a.from
		}
	}
	return nil, 0
}

// point hears the mouse: a click does what lies under it, the wheel moves what
// the arrows would. Any click puts the help away.
func (r *root) point(msg tea.MouseMsg) tea.Cmd {
	if !r.mouse() {
		return nil
	}
	m := msg.Mouse()
	switch msg.(type) {
	case tea.MouseWheelMsg:
		switch m.Button {
		case tea.MouseWheelUp:
			return r.wheel("up")
		case tea.MouseWheelDown:
			return r.wheel("down")
		}
	case tea.MouseClickMsg:
		if m.Button != tea.MouseLeft {
			return nil
		}
		do, dx := r.at(m.X, m.Y)
		if do != nil {
			return do(dx)
		}
		r.help = false
	}
	return nil
}

// wheel goes as many steps as the key says; keys without a notch, as those
// from field to field, are not the wheel's.
func (r *root) wheel(on string) tea.Cmd {
	keys := r.top().Keys()
	if r.help {
		keys = r.manual.keys()
	}
	k, ok := find(keys, on)
	if !ok {
		return nil
	}
	var cmds []tea.Cmd
	for range k.notch {
		cmds = append(cmds, k.do())
	}
	return tea.Batch(cmds...)
}
