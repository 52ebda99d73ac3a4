package term

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

// Options is what is known of a terminal before it is asked.
type Options struct {
	Name     string      // TERM
	Pictures bool        // there are some to show, and an ImageLayer to show them on
	ASCII    bool        // it draws ambiguous glyphs wide, or not at all
	NoColour bool        // the person wants none
	Cell     image.Point // the size of a cell in points, zero where not known
}

// Capabilities is what the terminal reports that it can show. It is asked once,
// at the start, after its name (true_colour.go), with questions that every
// terminal knows to leave alone; only one that says what it is, or that it can
// draw sixels, is asked more. No caller waits for the answer.
type Capabilities struct {
	Options
	kitty     bool // graphics behind placeholders
	sixel     bool
	nested    bool        // a multiplexer answers for itself, not for the terminal around it
	registers int         // colours of sixels
	cell      image.Point // in points; zero where not known
}

// NewCapabilities begins with what is known before any answer.
func NewCapabilities(o Options) Capabilities {
	c := Capabilities{Options: o, registers: 256}
	if o.Cell.In(sensible) {
		c.cell = o.Cell
	}
	c.nested = strings.HasPrefix(o.Name, "screen") || strings.HasPrefix(o.Name, "tmux")
	return c
}

// attributeSixel is the number of sixels among the primary device attributes.
const attributeSixel = 4

// The colour registers of sixels (XTSMGRAPHICS), asked and answered.
const (
	askRegisters  = "\x1b[?1;1;0S"
	haveRegisters = "\x1b[?1;0;%dS"
)

// Ask asks the terminal for its colours, its name and what it can show.
func (c *Capabilities) Ask() tea.Cmd {
	return tea.Batch(c.askColours(), tea.Sequence(c.askName(), c.askGraphics()))
}

func (c *Capabilities) askGraphics() tea.Cmd {
	if !c.Pictures || c.ASCII || c.nested {
		return nil
	}
	return tea.Raw(ansi.RequestPrimaryDeviceAttributes)
}

// Update takes an answer of the terminal. ok: it was one.
func (c *Capabilities) Update(msg tea.Msg) (cmd tea.Cmd, ok bool) {
	if c.Pictures {
		cmd, ok = c.graphicsAnswer(msg)
	}
	if msg, is := msg.(tea.TerminalVersionMsg); is {
		return tea.Batch(cmd, c.coloursByName(msg.Name)), true
	}
	return cmd, ok
}

func (c *Capabilities) graphicsAnswer(msg tea.Msg) (cmd tea.Cmd, ok bool) {
	switch msg := msg.(type) {
	case tea.TerminalVersionMsg:
		name := strings.ToLower(msg.Name)
		switch {
		case strings.HasPrefix(name, "tmux"), strings.HasPrefix(name, "screen"), strings.HasPrefix(name, "zellij"):
			c.nested = true
		case strings.HasPrefix(name, "kitty"), strings.HasPrefix(name, "ghostty"):
			return tea.Raw(canvas.Probe() + askCell), true
		}
	case uv.PrimaryDeviceAttributesEvent:
		if slices.Contains(msg, attributeSixel) && !c.sixel && !c.nested {
			c.sixel = true
			return tea.Raw(askRegisters + askCell), true
		}
	case uv.KittyGraphicsEvent:
		if msg.Options.ID == canvas.LastID && string(msg.Payload) == "OK" {
			c.kitty = true
		}
	case uv.CellSizeEvent:
		if size := image.Pt(msg.Width, msg.Height); size.In(sensible) {
			c.cell = size
		}
	case uv.UnknownCsiEvent:
		var n int
		if _, err := fmt.Sscanf(string(msg), haveRegisters, &n); err != nil {
			return nil, false
		}
		c.registers = min(256, max(2, n))
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

// AskCellSize asks for the size of a cell again: it changes with the letters.
func (c *Capabilities) AskCellSize() tea.Cmd {
	if c.graphicsProtocol() == byBlocks {
		return nil
	}
	return tea.Raw(askCell)
}

// graphicsProtocol returns how pictures are shown to this terminal.
func (c *Capabilities) graphicsProtocol() graphicsProtocol {
	switch {
	case !c.Pictures || c.nested:
		return byBlocks
	case c.kitty:
		return byKitty
	case c.sixel && c.registers >= 16 && c.cell != (image.Point{}):
		return bySixel
	}
	return byBlocks
}
