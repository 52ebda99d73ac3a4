package term

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// Over SSH a terminal's own word for its colours (COLORTERM) does not arrive,
// and TERM promises no more than 256. So the terminal itself is asked: for the
// two capabilities that tell of 16 million colours, and, since most know
// neither, for its name.

// trueColourTerminals are the terminals that show 16 million colours in every
// version that tells its name. tmux takes them from us and makes of them what
// the terminal around it has.
var trueColourTerminals = []string{
	"kitty", "ghostty", "wezterm", "foot", "iterm2", "konsole", "vte", "mintty", "contour", "rio", "xterm.js", "tmux",
}

// InScreen reports whether the terminal is GNU screen, or a tmux that takes its
// name. Screen hands on what such a question holds, and the terminal around it
// prints it; of each letter of a title it keeps one byte, and some of these end
// the title.
func (c *Capabilities) InScreen() bool { return strings.HasPrefix(c.Name, "screen") }

func (c *Capabilities) askColours() tea.Cmd {
	if c.InScreen() || c.NoColour {
		return nil
	}
	return tea.Raw(ansi.RequestTermcap("RGB") + ansi.RequestTermcap("Tc"))
}

func (c *Capabilities) askName() tea.Cmd {
	if c.ASCII {
		return nil
	}
	return tea.Raw(ansi.RequestNameVersion)
}

// coloursByName takes a terminal's name as an answer about its colours.
func (c *Capabilities) coloursByName(name string) tea.Cmd {
	if c.NoColour {
		return nil
	}
	name = strings.ToLower(name)
	for _, known := range trueColourTerminals {
		if strings.HasPrefix(name, known) {
			return func() tea.Msg { return tea.CapabilityMsg{Content: "RGB"} }
		}
	}
	return nil
}
