package screen

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// Copy sends a text to the clipboard of the person's terminal. Whether that has
// one and lets programs use it is not told, so a single line is shown whole for
// a mouse to take, and printed after the session.
func (e *Env) Copy(text string) tea.Cmd {
	send := tea.Raw(ansi.SetSystemClipboard(text))
	if strings.Contains(text, "\n") {
		return tea.Batch(send, e.Tell(textCopied))
	}
	if e.OnCopy != nil {
		e.OnCopy(ui.Clean(text))
	}
	cmd := e.Tell(textCopiedLine)
	e.Shown.Line = ui.Clean(text)
	return tea.Batch(send, cmd)
}

// Login makes the lines that are run on the person's own machine.
func (e *Env) Login() words.Login {
	return words.Login{Name: e.Actor.Name, Host: e.Host, Port: e.Port}
}
