package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// copy sends a text to the clipboard of the person's terminal. Whether that has
// one and lets programs use it is not told, so a single line is shown whole for
// a mouse to take, and printed after the session.
func (h *Env) copy(text string) tea.Cmd {
	send := tea.Raw(ansi.SetSystemClipboard(text))
	if strings.Contains(text, "\n") {
		return tea.Batch(send, h.tell(textCopied))
	}
	if h.OnCopy != nil {
		h.OnCopy(ui.Clean(text))
	}
	cmd := h.tell(textCopiedLine)
	h.shown.Line = ui.Clean(text)
	return tea.Batch(send, cmd)
}

// login makes the lines that are run on the person's own machine.
func (h *Env) login() words.Login {
	return words.Login{Name: h.Actor.Name, Host: h.Host, Port: h.Port}
}
