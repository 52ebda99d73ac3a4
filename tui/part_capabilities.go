package tui

import (
	"fmt"
	"image"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"youku.example/tui/term/canvas"
)

// graphicsProtocol is how a picture comes onto the screen.
type graphicsProtocol int

const (
	byBlocks graphicsProtocol = iota
	byKitty
	bySixel
)

// Capabilities is what the terminal says that it can show. It is asked once, at the
// start, after its name (part_colours.go), with questions that every terminal knows
// to leave alone; only one that says what it is, or that it can draw sixels, is
// asked more. No caller waits for the answer.
type Capabilities struct {
	kitty     bool // graphics behind placeholders
	sixel     bool
	nested    bool        // a multiplexer answers for itself, not for the glass behind it
	registers int         // colours of sixels
	cell      image.Point // in points; zero where not known
}

// attributeSixel is the number of sixels among the primary device attributes.
const attributeSixel = 4

// The colour registers of sixels (XTSMGRAPHICS), asked and answered.
const (
	askRegisters  = "\x1b[?1;1;0S"
	haveRegisters = "\x1b[?1;0;%dS"
)

// askCapabilities asks the terminal what it can show.
func (h *Env) askCapabilities() tea.Cmd {
	if h.ImageLayer == nil || h.Posters == nil || h.ASCII {
		return nil
	}
	h.capabilities = Capabilities{registers: 256}
	if h.Cell.In(sensible) {
		h.capabilities.cell = h.Cell
	}
	for _, m := range []string{"screen", "tmux"} {
		if strings.HasPrefix(h.Term, m) {
			h.capabilities.nested = true
			return nil
		}
	}
	return tea.Raw(ansi.RequestPrimaryDeviceAttributes)
}

// handleCapabilities takes an answer of the terminal. ok: it was one.
func (h *Env) handleCapabilities(msg tea.Msg) (cmd tea.Cmd, ok bool) {
	if h.ImageLayer == nil {
		return nil, false
	}
	switch msg := msg.(type) {
	case tea.TerminalVersionMsg:
		name := strings.ToLower(msg.Name)
		switch {
		case strings.HasPrefix(name, "tmux"), strings.HasPrefix(name, "screen"), strings.HasPrefix(name, "zellij"):
			h.capabilities.nested = true
		case strings.HasPrefix(name, "kitty"), strings.HasPrefix(name, "ghostty"):
			return tea.Raw(canvas.Probe() + askCell), true
		}
	case uv.PrimaryDeviceAttributesEvent:
		if slices.Contains(msg, attributeSixel) && !h.capabilities.sixel && !h.capabilities.nested {
			h.capabilities.sixel = true
			return tea.Raw(askRegisters + askCell), true
		}
	case uv.KittyGraphicsEvent:
		if msg.Options.ID == canvas.LastID && string(msg.Payload) == "OK" {
			h.capabilities.kitty = true
		}
	case uv.CellSizeEvent:
		if c := image.Pt(msg.Width, msg.Height); c.In(sensible) {
			h.capabilities.cell = c
		}
	case uv.UnknownCsiEvent:
		var n int
		if _, err := fmt.Sscanf(string(msg), haveRegisters, &n); err != nil {
			return nil, false
		}
		h.capabilities.registers = min(256, max(2, n))
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

// askCellSize asks for the size of a cell again: it changes with the letters.
func (h *Env) askCellSize() tea.Cmd {
	if h.graphicsProtocol() == byBlocks {
		return nil
	}
	return tea.Raw(askCell)
}

// graphicsProtocol is how pictures are shown to this terminal.
func (h *Env) graphicsProtocol() graphicsProtocol {
	switch s := h.capabilities; {
	case h.ImageLayer == nil || s.nested:
		return byBlocks
	case s.kitty:
		return byKitty
	case s.sixel && s.registers >= 16 && s.cell != (image.Point{}):
		return bySixel
	}
	return byBlocks
}
