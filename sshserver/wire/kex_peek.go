package wire

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

// kexPeek is what was sent and read before the handshake: our version line, and
// the client's line and first packet. The handshake reads all of it again, and
// its own version line is skipped.
type kexPeek struct {
	ours []byte // our line, until the handshake has sent it again
	seen []byte // what was read ahead and not read again yet
}

// Greet sends the version line and waits a moment for the client's algorithms,
// which Algorithms goes by.
func (c *Conn) Greet() { c.shown = c.greet("SSH-2.0-" + Version) }

// greet sends our version line and returns the lists that the client sends
// after it, empty ones if it sends none soon. OpenSSH sends its line at once
// but its lists only when it has read ours.
func (c *Conn) greet(line string) kexInit {
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

// errVersionLine would be a fault of our own: the handshake sends another line
// than the one that the client has read.
var errVersionLine = errors.New("the version line changed")

// skip takes the place of the handshake's write of our line, which was sent
// already.
func (k *kexPeek) skip(p []byte) (int, error) {
	if !bytes.Equal(p, k.ours) {
		return 0, errVersionLine
	}
	k.ours = nil
	return len(p), nil
}

// read returns what was read ahead first.
func (k *kexPeek) read(from net.Conn, p []byte) (int, error) {
	if k.seen == nil {
		return from.Read(p)
	}
	n := copy(p, k.seen)
	if k.seen = k.seen[n:]; len(k.seen) == 0 {
		k.seen = nil
	}
	return n, nil
}
