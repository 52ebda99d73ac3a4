package cli

import (
	"io"
	"log/slog"
	"strings"
	"time"

	"youku.example/store"
	"youku.example/tui/words"
)

// Call is one line that a session sent.
type Call struct {
	Actor    store.Actor
	Lang     words.Lang
	Stdin    io.Reader // nil is an empty one
	Stdout   io.Writer
	Stderr   io.Writer
	Terminal bool             // stdout is a terminal
	Client   string           // the client's version line
	Host     string           // the server's name or address as clients write it, "" when not known
	Port     int              // 0 when not known
	Location *time.Location   // for times that a person reads; nil is the server's
	Clock    func() time.Time // the library's calendar; nil is this machine's
	Log      *slog.Logger     // inner faults; nil drops them
	Closing  <-chan struct{}  // closed when the server begins to close: no one waits on

	// These are set by the parser.
	Args []string // what follows the command, without flags
	JSON bool     // --json was given
}

// Moment is a time as a person writes it, where they are.
func (call *Call) Moment(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return words.DateTime(at, call.Now(), call.Zone(), call.Lang)
}

// Now is the time by which a VIP ends and a day is today. The times of rows are the
// library's, and this machine's clock may be another.
func (call *Call) Now() time.Time {
	if call.Clock == nil {
		return time.Now()
	}
	return call.Clock()
}

// Zone is where the times are that a person reads.
func (call *Call) Zone() *time.Location {
	if call.Location == nil {
		return time.Local
	}
	return call.Location
}

// SSH is a command as it is typed on the caller's own machine, as far as the
// server knows where that reaches it.
func (call *Call) SSH(line string) string {
	l := call.Login()
	if strings.HasPrefix(line, "register ") && call.Actor.Vouched == "" {
		l.Name = "new" // the login that asks for a key and links it
	}
	return l.SSH(line)
}

// Login makes the lines that are run on the caller's own machine.
func (call *Call) Login() words.Login {
	return words.Login{Name: call.Actor.Name, Host: call.Host, Port: call.Port}
}
