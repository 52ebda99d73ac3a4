package sshserver

import (
	"image"
	"strings"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"

	"youku.example/store"
)

// What a session may bring along before it begins.
const (
	mostEnv      = 16
	longestEnv   = 128
	longestTerm  = 64
	longestLine  = 32 << 10 // of a command
	widest       = 512
	tallest      = 256
	defaultWidth = 80
	defaultTall  = 24
	mostPixels   = 1 << 16 // of a terminal, in either direction
)

// requests is what was asked for on one channel so far.
type requests struct {
	channel *channel
	knows   func(subsystem string) bool
	env     int
	pty     bool
	started bool
}

// allow reports whether the library may see a request, and makes it harmless.
// Agents, X11, signals, breaks and everything unknown are dropped; so are size
// changes, and that the client takes no more output (end of write, OpenSSH's
// PROTOCOL 2.1), which the session hears of by itself.
func (r *requests) allow(req *gossh.Request) bool {
	switch req.Type {
	case "env":
		return r.allowEnv(req)
	case "pty-req":
		return r.allowPty(req)
	case "window-change":
		r.resize(req.Payload)
	case "eow@openssh.com":
		if r.started && len(req.Payload) == 0 {
			r.channel.outputClosed()
		}
	case "shell":
		return r.start()
	case "subsystem":
		var name struct{ Value string }
		return gossh.Unmarshal(req.Payload, &name) == nil && (r.knows == nil || r.knows(name.Value)) && r.start()
	case "exec":
		var line struct{ Value string }
		if gossh.Unmarshal(req.Payload, &line) != nil || len(line.Value) > longestLine {
			return false
		}
		return r.start()
	}
	return false
}

func (r *requests) start() bool {
	if r.started {
		return false
	}
	r.started = true
	return true
}

func (r *requests) allowEnv(req *gossh.Request) bool {
	var kv struct{ Key, Value string }
	if r.started || r.env >= mostEnv || gossh.Unmarshal(req.Payload, &kv) != nil {
		return false
	}
	if !allowedEnv(kv.Key) || len(kv.Value) > longestEnv || store.Clean(kv.Value) != kv.Value {
		return false
	}
	r.env++
	return true
}

// allowedEnv names the variables that mean something here.
func allowedEnv(name string) bool {
	switch name {
	case "LANG", "TERM", "COLORTERM", "NO_COLOR", "TZ",
		"LC_ALL", "LC_MESSAGES", "LC_CTYPE", "LC_TIME", "LC_NUMERIC", "LC_MONETARY", "LC_COLLATE":
		return true
	}
	return false
}

// ptyRequest is RFC 4254, 6.2.
type ptyRequest struct {
	Term                    string
	Columns, Rows           uint32
	PixelWidth, PixelHeight uint32
	Modes                   string
}

func (r *requests) allowPty(req *gossh.Request) bool {
	var p ptyRequest
	if r.started || r.pty || gossh.Unmarshal(req.Payload, &p) != nil {
		return false
	}
	r.pty = true
	w := clamp(p.Columns, p.Rows)
	r.channel.resize(w)
	if p.Columns > 0 && p.Rows > 0 && p.PixelWidth <= mostPixels && p.PixelHeight <= mostPixels {
		r.channel.setCell(image.Pt(int(p.PixelWidth/p.Columns), int(p.PixelHeight/p.Rows)))
	}
	req.Payload = gossh.Marshal(ptyRequest{
		Term: plainTerm(p.Term), Columns: uint32(w.Width), Rows: uint32(w.Height),
	})
	return true
}

func (r *requests) resize(payload []byte) {
	var p struct{ Columns, Rows, PixelWidth, PixelHeight uint32 }
	if r.pty && gossh.Unmarshal(payload, &p) == nil {
		r.channel.resize(clamp(p.Columns, p.Rows))
	}
}

// clamp keeps a terminal's size within what a screen is drawn for: its text is
// much of a session's memory. A size of 0 means that the client does not know.
func clamp(columns, rows uint32) ssh.Window {
	w := ssh.Window{Width: int(min(columns, widest)), Height: int(min(rows, tallest))}
	if w.Width == 0 {
		w.Width = defaultWidth
	}
	if w.Height == 0 {
		w.Height = defaultTall
	}
	return w
}

// plainTerm returns the terminal's name, or a plain one for what is no name.
func plainTerm(term string) string {
	ok := term != "" && len(term) <= longestTerm && strings.IndexFunc(term, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_.+", r))
	}) < 0
	if !ok {
		return "vt100"
	}
	return term
}
