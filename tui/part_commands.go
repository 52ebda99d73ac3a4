package tui

import (
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"youku.example/tui/words"
)

// copy puts a text on the person's own clipboard, through the terminal.
func (h *here) copy(text string) tea.Cmd {
	return tea.Batch(tea.Raw(ansi.SetSystemClipboard(text)), h.tell(textCopied))
}

// login makes the lines that are run on the person's own machine.
func (h *here) login() words.Login {
	return words.Login{Name: h.Actor.Name, Host: h.Host, Port: h.Port}
}

// uploadCommand sends a movie to where uploads go.
func (h *here) uploadCommand() string { return h.login().Upload(h.say(textDeskMovieFile)) }
