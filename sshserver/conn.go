package sshserver

import (
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"youku.example/sshserver/limit"
	"youku.example/sshserver/wire"
)

// conn is one connection: what moves over it, and its sessions.
type conn struct {
	*wire.Conn
	limiter *limit.Connections[*conn]
	limits  *limit.Limits
	source  netip.Prefix
	guessed atomic.Bool // a wrong password came over it
	excused atomic.Bool // a proof that came over it could not be checked

	elsewhere func(account int64) int // connections that it has to other servers

	mu       sync.Mutex
	closed   bool
	watched  sync.Once
	opening  int // session channels that are being answered
	sessions map[*channel]struct{}
	empty    *time.Timer // closes a connection on which nothing happens
}

func newConn(c *wire.Conn, limiter *limit.Connections[*conn], l *limit.Limits, elsewhere func(int64) int) *conn {
	return &conn{Conn: c, limiter: limiter, limits: l, source: limit.SourceOf(c.Addr), elsewhere: elsewhere}
}

// Source returns what the limits count the connection for.
func (c *conn) Source() netip.Prefix { return c.source }

// peerAddr is a remote address that leads back to its connection, which the
// library wraps before it hands it to a callback.
type peerAddr struct {
	net.Addr
	conn *conn
}

func (c *conn) RemoteAddr() net.Addr { return peerAddr{c.Conn.RemoteAddr(), c} }

// connBehind returns the connection that an address leads back to; nil for others.
func connBehind(a net.Addr) *conn {
	p, _ := a.(peerAddr)
	return p.conn
}

// Caller returns whose work is done before anybody has logged in.
func (c *conn) Caller() string { return c.source.String() }

// Close may be called often.
func (c *conn) Close() error {
	c.mu.Lock()
	c.closed = true
	if c.empty != nil {
		c.empty.Stop()
	}
	c.mu.Unlock()
	c.limiter.Leave(c)
	return c.Conn.Close()
}

// Guessed notes that a wrong password came over the connection.
func (c *conn) Guessed() { c.guessed.Store(true) }

// Excused notes that a proof that came over the connection could not be checked.
func (c *conn) Excused() { c.excused.Store(true) }

// Claim counts the connection as one of an account's, 0 being the guests'; false
// when there are enough of them.
func (c *conn) Claim(account int64) bool { return c.limiter.Claim(c, account, c.elsewhere(account)) }

// LoggedIn must be called when the client has proven who it is.
func (c *conn) LoggedIn() {
	c.limiter.LoggedIn(c)
	c.Conn.LoggedIn()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.watchEmpty()
}

func (c *conn) watchEmpty() {
	if c.closed || len(c.sessions) > 0 {
		return
	}
	if c.empty == nil {
		c.empty = time.AfterFunc(c.limits.Empty, func() { _ = c.Close() })
		return
	}
	c.empty.Reset(c.limits.Empty)
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
	if c.closed || c.opening >= mostOpening+c.limits.Sessions {
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
func (c *conn) open(ch *channel) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed || len(c.sessions) >= c.limits.Sessions {
		return false
	}
	if c.sessions == nil {
		c.sessions = map[*channel]struct{}{}
	}
	c.sessions[ch] = struct{}{}
	if c.empty != nil {
		c.empty.Stop()
	}
	return true
}

func (c *conn) done(ch *channel) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.sessions, ch)
	c.watchEmpty()
}

// running returns the connection's sessions now.
func (c *conn) running() []*channel {
	c.mu.Lock()
	defer c.mu.Unlock()
	list := make([]*channel, 0, len(c.sessions))
	for s := range c.sessions {
		list = append(list, s)
	}
	return list
}
