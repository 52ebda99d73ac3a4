package sshserver

import (
	"bytes"
	"errors"
	"net"
	"time"
)

// helloWait is how long a client may take to say who it is and what it can
// before it is offered everything: a few round trips around the world.
const helloWait = time.Second

// longestHello bounds what is read of a client before the handshake.
const longestHello = 255 + 2 + 4 + longestInit

// hello is how a connection begins: our version line, and what the client
// sends on it unasked. All of it is read again by the handshake, which takes
// over as if nothing had been said.
type hello struct {
	ours []byte // our line, as the handshake is going to send it; nil once it has
	seen []byte // what was read ahead and not read again yet
}

// greet says our version line and answers the lists that the client shows
// thereupon, empty ones if it shows none soon. OpenSSH sends its line
// at once but its lists only when it has read ours.
func (c *conn) greet(line string) kexInit {
	c.hello.ours = []byte(line + "\r\n")
	if _, err := c.Conn.Write(c.hello.ours); err != nil {
		return kexInit{} // the handshake will see
	}
	_ = c.Conn.SetReadDeadline(time.Now().Add(helloWait))
	defer func() { _ = c.Conn.SetReadDeadline(c.until) }()
	buf := make([]byte, 4<<10)
	for len(c.hello.seen) < longestHello {
		n, err := c.Conn.Read(buf)
		c.hello.seen = append(c.hello.seen, buf[:n]...)
		if !bytes.HasPrefix(c.hello.seen, []byte(greeting)[:min(len(greeting), len(c.hello.seen))]) {
			return kexInit{} // the handshake ends it
		}
		first, rest, ok := bytes.Cut(c.hello.seen, []byte("\n"))
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

// errHello would be a fault of our own: the handshake said another line than
// the one that the client has read.
var errHello = errors.New("the version line changed")

// Write skips the line that was said already.
func (c *conn) Write(p []byte) (int, error) {
	if c.hello.ours == nil {
		to := c.Conn
		if r, ok := to.(readAhead); ok { // in front of the socket, for reading alone
			to = r.Conn
		}
		n, err := c.spill.Write(to, p)
		c.written.Add(int64(n))
		return n, err
	}
	if !bytes.Equal(p, c.hello.ours) {
		return 0, errHello
	}
	c.hello.ours = nil
	return len(p), nil
}

// read gives what was read ahead first.
func (h *hello) read(from net.Conn, p []byte) (int, error) {
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
