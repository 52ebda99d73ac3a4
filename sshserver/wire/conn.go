package wire

import (
	"errors"
	"net"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// greeting is how every SSH client begins.
const greeting = "SSH-"

// ErrNotSSH ends a connection whose first bytes are something else, such as a
// web request or a PROXY header from an address that is no trusted proxy.
// x/crypto would skip a thousand lines of it.
var ErrNotSSH = errors.New("the client speaks no SSH")

// Conn is the network connection that x/crypto is given. It reads the client's
// algorithms before the handshake, bounds what may be read before the login,
// joins the two writes of a packet, and counts what moves.
type Conn struct {
	net.Conn
	Addr  netip.Addr // of the client, which a proxy may have named
	Check bool       // a proxy's own connection, to see whether the server is there

	since time.Time
	peer  net.Addr // the client, as Addr
	local net.Addr // where the client reached the server

	drainPackets drainPackets
	preauthLimit *preauthLimit
	greeted      int         // bytes of the greeting so far; of the reading goroutine
	keyed        atomic.Bool // its keys are made, the client may prove who it is

	kexPeek   kexPeek
	shown     kexInit // the client's algorithms, as far as it has sent them
	coalescer writeCoalescer
	until     time.Time // the deadline that the handshake has
	onlyFast  bool      // nothing but fastCiphers was offered

	heard   atomic.Int64 // when a byte was read last, from since on
	read    atomic.Int64 // bytes, so far
	written atomic.Int64 // bytes that the kernel took
	asking  atomic.Bool  // whether the client lives

	mu     sync.Mutex
	closed bool
	life   *time.Timer // looks whether the client lives
}

// NewConn wraps nc, a connection of peer, which reached the server at local.
// grace is how long a login may take.
func NewConn(nc net.Conn, peer, local net.Addr, grace time.Duration) *Conn {
	return &Conn{Conn: nc, peer: peer, local: local, Addr: AddrOf(peer), since: time.Now(), preauthLimit: newPreauthLimit(grace)}
}

// Since returns when the connection came.
func (c *Conn) Since() time.Time { return c.since }

// RemoteAddr returns the client's address, which a proxy may have named.
func (c *Conn) RemoteAddr() net.Addr { return c.peer }

// LocalAddr returns where the client reached the server.
func (c *Conn) LocalAddr() net.Addr { return c.local }

// Read implements net.Conn. It ends a connection that does not begin as SSH.
func (c *Conn) Read(p []byte) (int, error) {
	n, err := c.preauthLimit.read(func(p []byte) (int, error) { return c.kexPeek.read(c.Conn, p) }, p)
	if n > 0 {
		c.heard.Store(int64(time.Since(c.since)))
		c.read.Add(int64(n))
	}
	if c.greeted < len(greeting) {
		rest := greeting[c.greeted:]
		head := string(p[:min(n, len(rest))])
		if !strings.HasPrefix(rest, head) {
			return 0, ErrNotSSH
		}
		c.greeted += len(head)
	}
	return n, err
}

// Write implements net.Conn, for one goroutine at a time.
func (c *Conn) Write(p []byte) (int, error) {
	if c.kexPeek.ours != nil {
		return c.kexPeek.skip(p)
	}
	n, err := c.coalescer.Write(c.socket(), p)
	c.written.Add(int64(n))
	return n, err
}

// socket returns the connection without the buffer that a PROXY header was read
// through, which is for reading alone.
func (c *Conn) socket() net.Conn {
	if r, ok := c.Conn.(readAhead); ok {
		return r.Conn
	}
	return c.Conn
}

// SetDeadline implements net.Conn, and remembers the deadline: Greet has a
// shorter one of its own.
func (c *Conn) SetDeadline(t time.Time) error {
	c.until = t
	return c.Conn.SetDeadline(t)
}

// Close may be called often.
func (c *Conn) Close() error {
	c.mu.Lock()
	c.closed = true
	if c.life != nil {
		c.life.Stop()
	}
	c.mu.Unlock()
	err := c.Conn.Close()
	c.preauthLimit.widen()
	c.drainPackets.take()
	return err
}

// Algorithms returns what this connection offers: by the algorithms that Greet has
// read, and with a random source that paces its key exchanges.
func (c *Conn) Algorithms() gossh.Config {
	config := algorithms()
	config.Rand = newRekeyPacer(c)
	config.Ciphers = offered(config.Ciphers, c.shown)
	c.onlyFast = slices.Equal(config.Ciphers, fastCiphers)
	return config
}

// BeginAuth must be called when the keys are made, with what x/crypto knows of
// the connection then.
func (c *Conn) BeginAuth(m gossh.ConnMetadata) {
	c.drainPackets.find(m)
	c.keyed.Store(true)
	c.preauthLimit.widen()
}

// Keyed reports whether the connection has made keys.
func (c *Conn) Keyed() bool { return c.keyed.Load() }

// LoggedIn must be called when the client has proven who it is.
func (c *Conn) LoggedIn() { c.coalescer.on.Store(c.onlyFast) }
