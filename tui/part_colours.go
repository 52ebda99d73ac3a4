package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// Over SSH a terminal's own word for its colours (COLORTERM) does not arrive,
// and TERM promises no more than 256. So the terminal itself is asked: for the
// two capabilities that tell of 16 million colours, and, since most know
// neither, for its name.

// trueColourTerminals are the terminals that show 16 million colours in every version that
// tells its name. tmux takes them from us and makes of them what the terminal
// around it has.
var trueColourTerminals = []string{
	"kitty", "ghostty", "wezterm", "foot", "iterm2", "konsole", "vte", "mintty", "contour", "rio", "xterm.js", "tmux",
}

// inScreen reports whether the terminal is GNU screen, or of a tmux that takes its name. Screen hands
// on what such a question holds, and the terminal around it prints it; of each
// letter of a title it keeps one byte, and some of these end the title.
func (h *Env) inScreen() bool { return strings.HasPrefix(h.Term, "screen") }

func (h *Env) askColours() tea.Cmd {
	if h.inScreen() || h.NoColour {
		return nil
	}
	return tea.Raw(ansi.RequestTermcap("RGB") + ansi.RequestTermcap("Tc"))
}

func (h *Env) askName() tea.Cmd {
	if h.ASCII {
		return nil
	}
	return tea.Raw(ansi.RequestNameVersion)
}

// handleName takes what a terminal calls itself as an answer about its colours.
func (h *Env) handleName(name string) tea.Cmd {
	if h.NoColour {
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
