package sshserver

import (
	"errors"
	"net"
	"net/netip"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// greeting is how every SSH client begins.
const greeting = "SSH-"

// errNotSSH ends a connection whose first bytes are something else, such as a
// web request or a PROXY header from somebody who is no proxy of ours. The
// library would skip a thousand lines of it.
var errNotSSH = errors.New("the client speaks no SSH")

// conn is one connection: a network connection that counts its sessions.
type conn struct {
	net.Conn
	limiter *connLimiter
	peer    net.Addr // who it comes from, which a proxy may have told
	local   net.Addr // where they reached us
	addr    netip.Addr
	source  netip.Prefix
	since   time.Time
	check   bool // a proxy's own, to see whether we are there

	drainPackets drainPackets
	preauthLimit *preauthLimit
	greeted      int // bytes of the greeting so far; of the reading goroutine
	guessed      atomic.Bool
	keyed        atomic.Bool // it has made keys and may prove who it is

	arriving bool    // guarded by limiter.mu
	claims   []int64 // guarded by limiter.mu

	kexPeek   kexPeek
	shown     kexInit // what the client can, as far as it has told
	coalescer writeCoalescer
	until     time.Time // the deadline that the handshake has
	onlyFast  bool      // nothing but fastCiphers was offered

	heard   atomic.Int64 // when a byte was read last, since its begin
	read    atomic.Int64 // bytes, so far
	written atomic.Int64 // bytes that the kernel took
	asking  atomic.Bool  // whether its client lives

	mu       sync.Mutex
	closed   bool
	life     *time.Timer // looks whether its client lives
	watched  sync.Once
	opening  int // session channels that are being answered
	sessions map[*channel]struct{}
	empty    *time.Timer // closes a connection on which nothing happens
}

func newConn(nc net.Conn, l *connLimiter, peer, local net.Addr) *conn {
	c := &conn{Conn: nc, limiter: l, peer: peer, local: local, addr: addrOf(peer), since: time.Now(), preauthLimit: newPreauthLimit(l.limits.Grace)}
	c.source = sourceOf(c.addr)
	return c
}

// peerAddr is a remote address that leads back to its connection, which the
// library wraps before it hands it to a callback.
type peerAddr struct {
	net.Addr
	conn *conn
}

func (c *conn) RemoteAddr() net.Addr { return peerAddr{c.peer, c} }

func (c *conn) LocalAddr() net.Addr { return c.local }

// connBehind is the connection that an address leads back to; nil for others.
func connBehind(a net.Addr) *conn {
	p, _ := a.(peerAddr)
	return p.conn
}

func (c *conn) Read(p []byte) (int, error) {
	n, err := c.preauthLimit.read(func(p []byte) (int, error) { return c.kexPeek.read(c.Conn, p) }, p)
	if n > 0 {
		c.heard.Store(int64(time.Since(c.since)))
		c.read.Add(int64(n))
	}
	if c.greeted < len(greeting) {
		rest := greeting[c.greeted:]
		head := string(p[:min(n, len(rest))])
		if !strings.HasPrefix(rest, head) {
			return 0, errNotSSH
		}
		c.greeted += len(head)
	}
	return n, err
}

// whose work is done before anybody has logged in.
func (c *conn) whose() string { return c.source.String() }

// Close may be called often.
func (c *conn) Close() error {
	c.mu.Lock()
	c.closed = true
	for _, t := range []*time.Timer{c.empty, c.life} {
		if t != nil {
			t.Stop()
		}
	}
	c.mu.Unlock()
	c.limiter.leave(c)
	err := c.Conn.Close()
	c.preauthLimit.widen()
	c.drainPackets.take()
	return err
}

// admitted is called when somebody has logged in.
func (c *conn) admitted() {
	c.limiter.admitted(c)
	c.coalescer.on.Store(c.onlyFast)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.watchEmpty()
}

func (c *conn) watchEmpty() {
	if c.closed || len(c.sessions) > 0 {
		return
	}
	if c.empty == nil {
		c.empty = time.AfterFunc(c.limiter.limits.Empty, func() { _ = c.Close() })
		return
	}
	c.empty.Reset(c.limiter.limits.Empty)
}

// mostOpening is how many session channels of one connection may be waiting
// for their answer. A client that reads its answers never has that many.
const mostOpening = 256

// answering counts a session channel that is being opened, or was and is open;
// false ends a connection that asks for channels and reads no answer, each of
// which would hold a goroutine.
func (c *conn) answering() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed || c.opening >= mostOpening+c.limiter.limits.Sessions {
		return false
	}
	c.opening++
	return true
}

func (c *conn) answered() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.opening--
}

// open counts a session in; false when the connection has enough of them.
func (c *conn) open(s *channel) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed || len(c.sessions) >= c.limiter.limits.Sessions {
		return false
	}
	if c.sessions == nil {
		c.sessions = map[*channel]struct{}{}
	}
	c.sessions[s] = struct{}{}
	if c.empty != nil {
		c.empty.Stop()
	}
	return true
}

func (c *conn) done(s *channel) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.sessions, s)
	c.watchEmpty()
}

// running is the connection's sessions now.
func (c *conn) running() []*channel {
	c.mu.Lock()
	defer c.mu.Unlock()
	list := make([]*channel, 0, len(c.sessions))
	for s := range c.sessions {
		list = append(list, s)
	}
	return list
}
