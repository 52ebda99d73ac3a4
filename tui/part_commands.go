package tui

import (
	"fmt"
	"net"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"youku.example/store"
)

// copy puts a text on the person's own clipboard, through the terminal.
func (h *here) copy(text string) tea.Cmd {
	return tea.Batch(tea.Raw(ansi.SetSystemClipboard(text)), h.tell(textCopied))
}

// ssh is the beginning of every command to copy. A port that ssh takes by
// itself is left out.
func (h *here) ssh(program, portFlag string) string {
	if h.Port == 22 || h.Port == 0 {
		return program
	}
	return fmt.Sprintf("%s %s %d", program, portFlag, h.Port)
}

// login is who goes where: alice@youku.example.
func (h *here) login() string { return clean(h.Actor.Name) + "@" + clean(h.Host) }

// getCommand pipes a movie into a player; it waits where one must wait.
func (h *here) getCommand(id int64) string {
	return fmt.Sprintf("%s %s get %d | mpv -", h.ssh("ssh", "-p"), h.login(), id)
}

// sftpCommand fetches a movie as a file, and goes on where it was cut off.
func (h *here) sftpCommand(d store.Download) string {
	host := clean(h.Host)
	if strings.Contains(host, ":") && net.ParseIP(host) != nil {
		host = "[" + host + "]"
	}
	return fmt.Sprintf("%s -a %s@%s:%s", h.ssh("sftp", "-P"), clean(h.Actor.Name), host, clean(d.Path()))
}
