package tui

import (
	"fmt"
	"net"
	"strings"
)

// loginFiles is who goes where in the form of scp and sftp, with an IPv6 host in
// brackets: boss@[::1].
func (h *here) loginFiles() string {
	host := clean(h.Host)
	if strings.Contains(host, ":") && net.ParseIP(host) != nil {
		host = "[" + host + "]"
	}
	return clean(h.Actor.Name) + "@" + host
}

// uploadCommand sends a movie to the house.
func (h *here) uploadCommand() string {
	return fmt.Sprintf("%s %s %s:/incoming/", h.ssh("scp", "-P"), h.say(textDeskMovieFile), h.loginFiles())
}

// resumeCommand goes on with an upload that was cut off. A name that a shell
// or sftp would read in its own way is left to the person's hands.
func (h *here) resumeCommand(name string) string {
	to := fmt.Sprintf("%s %s:/incoming", h.ssh("sftp", "-P"), h.loginFiles())
	if strings.ContainsAny(name, `'"\!`) {
		return to
	}
	return fmt.Sprintf(`echo 'put -a "%s"' | %s`, clean(name), to)
}
