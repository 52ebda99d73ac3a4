package sshserver

import (
	"bytes"
	"errors"
	"net"
	"time"
)

// kexPeekWait is how long a client may take to say who it is and what it can
// before it is offered everything: a few round trips around the world.
const kexPeekWait = time.Second

// longestPeek bounds what is read of a client before the handshake.
const longestPeek = 255 + 2 + 4 + longestInit

// kexPeek is how a connection begins: our version line, and what the client
// sends on it unasked. All of it is read again by the handshake, which takes
// over as if nothing had been said.
type kexPeek struct {
	ours []byte // our line, as the handshake is going to send it; nil once it has
	seen []byte // what was read ahead and not read again yet
}

// greet says our version line and answers the lists that the client shows
// thereupon, empty ones if it shows none soon. OpenSSH sends its line
// at once but its lists only when it has read ours.
func (c *conn) greet(line string) kexInit {
	c.kexPeek.ours = []byte(line + "\r\n")
	if _, err := c.Conn.Write(c.kexPeek.ours); err != nil {
		return kexInit{} // the handshake will see
	}
	_ = c.Conn.SetReadDeadline(time.Now().Add(kexPeekWait))
	defer func() { _ = c.Conn.SetReadDeadline(c.until) }()
	buf := make([]byte, 4<<10)
	for len(c.kexPeek.seen) < longestPeek {
		n, err := c.Conn.Read(buf)
		c.kexPeek.seen = append(c.kexPeek.seen, buf[:n]...)
		if !bytes.HasPrefix(c.kexPeek.seen, []byte(greeting)[:min(len(greeting), len(c.kexPeek.seen))]) {
			return kexInit{} // the handshake ends it
		}
		first, rest, ok := bytes.Cut(c.kexPeek.seen, []byte("\n"))
		if ok && !showsLists(string(bytes.TrimSuffix(first, []byte("\r")))) {
			return kexInit{}
		}
		if ok {
			if shown, whole := initOf(rest); whole {
				return shown
			}
		}
		if err != nil {
			return kexInit{}
		}
	}
	return kexInit{}
}

// errVersionLine would be a fault of our own: the handshake said another line than
// the one that the client has read.
var errVersionLine = errors.New("the version line changed")

// Write skips the line that was said already.
func (c *conn) Write(p []byte) (int, error) {
	if c.kexPeek.ours == nil {
		to := c.Conn
		if r, ok := to.(readAhead); ok { // in front of the socket, for reading alone
			to = r.Conn
		}
		n, err := c.coalescer.Write(to, p)
		c.written.Add(int64(n))
		return n, err
	}
	if !bytes.Equal(p, c.kexPeek.ours) {
		return 0, errVersionLine
	}
	c.kexPeek.ours = nil
	return len(p), nil
}

// read gives what was read ahead first.
func (h *kexPeek) read(from net.Conn, p []byte) (int, error) {
	if h.seen == nil {
		return from.Read(p)
	}
	n := copy(p, h.seen)
	if h.seen = h.seen[n:]; len(h.seen) == 0 {
		h.seen = nil
	}
	return n, nil
}

// SetDeadline is remembered: greet has a shorter one of its own.
func (c *conn) SetDeadline(t time.Time) error {
	c.until = t
	return c.Conn.SetDeadline(t)
}
