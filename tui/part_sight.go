package tui

import (
	"fmt"
	"image"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"youku.example/tui/canvas"
)

// way is how a picture comes onto the screen.
type way int

const (
	byBlocks way = iota
	byKitty
	bySixel
)

// sight is what the terminal says that it can show. It is asked once, at the
// start, after its name (part_hues.go), with questions that every terminal knows
// to leave alone; only one that says what it is, or that it can draw sixels, is
// asked more. Nobody waits for an answer: it is there when it comes.
type sight struct {
	kitty     bool // graphics behind placeholders
	sixel     bool
	nested    bool        // a multiplexer answers for itself, not for the glass behind it
	registers int         // colours of sixels
	cell      image.Point // in points; zero where nobody says
}

// attributeSixel is the number of sixels among the primary device attributes.
const attributeSixel = 4

// The colour registers of sixels (XTSMGRAPHICS), asked and answered.
const (
	askRegisters  = "\x1b[?1;1;0S"
	haveRegisters = "\x1b[?1;0;%dS"
)

// askSight asks the terminal what it can show.
func (h *here) askSight() tea.Cmd {
	if h.ImageLayer == nil || h.Posters == nil || h.ASCII {
		return nil
	}
	h.sight = sight{registers: 256}
	if h.Cell.In(sensible) {
		h.sight.cell = h.Cell
	}
	for _, m := range []string{"screen", "tmux"} {
		if strings.HasPrefix(h.Term, m) {
			h.sight.nested = true
			return nil
		}
	}
	return tea.Raw(ansi.RequestPrimaryDeviceAttributes)
}

// hearSight takes an answer of the terminal. ok: it was one.
func (h *here) hearSight(msg tea.Msg) (cmd tea.Cmd, ok bool) {
	if h.ImageLayer == nil {
		return nil, false
	}
	switch msg := msg.(type) {
	case tea.TerminalVersionMsg:
		name := strings.ToLower(msg.Name)
		switch {
		case strings.HasPrefix(name, "tmux"), strings.HasPrefix(name, "screen"), strings.HasPrefix(name, "zellij"):
			h.sight.nested = true
		case strings.HasPrefix(name, "kitty"), strings.HasPrefix(name, "ghostty"):
			return tea.Raw(canvas.Probe() + askCell), true
		}
	case uv.PrimaryDeviceAttributesEvent:
		if slices.Contains(msg, attributeSixel) && !h.sight.sixel && !h.sight.nested {
			h.sight.sixel = true
			return tea.Raw(askRegisters + askCell), true
		}
	case uv.KittyGraphicsEvent:
		if msg.Options.ID == canvas.LastID && string(msg.Payload) == "OK" {
			h.sight.kitty = true
		}
	case uv.CellSizeEvent:
		if c := image.Pt(msg.Width, msg.Height); c.In(sensible) {
			h.sight.cell = c
		}
	case uv.UnknownCsiEvent:
		var n int
		if _, err := fmt.Sscanf(string(msg), haveRegisters, &n); err != nil {
			return nil, false
		}
		h.sight.registers = min(256, max(2, n))
	default:
		return nil, false
	}
	return nil, true
}

// askCell asks for the size of a cell in points; sensible are those believed.
var (
	askCell  = ansi.WindowOp(16)
	sensible = image.Rect(4, 6, 100, 200)
)

// resized asks for the size of a cell again: it changes with the letters.
func (h *here) resized() tea.Cmd {
	if h.way() == byBlocks {
		return nil
	}
	return tea.Raw(askCell)
}

// way is how pictures are shown to this terminal.
func (h *here) way() way {
	switch s := h.sight; {
	case h.ImageLayer == nil || s.nested:
		return byBlocks
	case s.kitty:
		return byKitty
	case s.sixel && s.registers >= 16 && s.cell != (image.Point{}):
		return bySixel
	}
	return byBlocks
}
