package sshserver

import (
	"math/rand/v2"
	"net"
	"net/netip"
	"sync"
	"time"
)

// lobby counts the connections and lets no source crowd out the others.
type lobby struct {
	limits Limits

	mu       sync.Mutex
	closed   bool
	conns    map[*conn]struct{}
	arriving int // let in, not yet authenticated
	sources  map[netip.Prefix]*visitors
}

// visitors is what one source has here.
type visitors struct {
	conns int
	slots chan struct{} // one for each that logs in right now
}

func newLobby(l Limits) *lobby {
	return &lobby{limits: l, conns: map[*conn]struct{}{}, sources: map[netip.Prefix]*visitors{}}
}

// enter takes a new connection in, or answers nil: the house is full or
// closing. Those of a source that logs in on many connections at once wait for
// each other, which a person with a parallel client does not notice.
func (l *lobby) enter(nc net.Conn) *conn {
	c := &conn{Conn: nc, lobby: l, addr: addrOf(nc.RemoteAddr()), since: time.Now()}
	c.source = sourceOf(c.addr)
	v := l.register(c)
	if v == nil {
		return nil
	}
	wait := time.NewTimer(l.limits.Grace)
	defer wait.Stop()
	select {
	case v.slots <- struct{}{}:
	case <-wait.C:
		l.leave(c)
		return nil
	}
	if !l.arrive(c, v) {
		<-v.slots
		l.leave(c)
		return nil
	}
	return c
}

func (l *lobby) register(c *conn) *visitors {
	l.mu.Lock()
	defer l.mu.Unlock()
	v := l.sources[c.source]
	if l.closed || len(l.conns) >= l.limits.Connections || v != nil && v.conns >= l.limits.FromOneSource {
		return nil
	}
	if v == nil {
		v = &visitors{slots: make(chan struct{}, l.limits.Arriving)}
		l.sources[c.source] = v
	}
	v.conns++
	l.conns[c] = struct{}{}
	return v
}

// arrive counts a connection that may begin its handshake. From half of the
// bound on some are dropped at random, more the fuller it is, so that a flood
// does not keep everybody else out.
func (l *lobby) arrive(c *conn, v *visitors) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	most := l.limits.Unauthenticated
	from := (most + 1) / 2
	if l.closed || l.arriving >= most || l.arriving > from && rand.IntN(most-from) < l.arriving-from {
		return false
	}
	l.arriving++
	c.slot = v.slots
	return true
}

// admitted ends the count of a connection as one that has not logged in.
func (l *lobby) admitted(c *conn) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.freeSlot(c)
}

func (l *lobby) freeSlot(c *conn) {
	if c.slot != nil {
		<-c.slot
		c.slot = nil
		l.arriving--
	}
}

func (l *lobby) leave(c *conn) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, here := l.conns[c]; !here {
		return
	}
	l.freeSlot(c)
	delete(l.conns, c)
	v := l.sources[c.source]
	if v.conns--; v.conns == 0 {
		delete(l.sources, c.source)
	}
}

// close lets nobody in any more.
func (l *lobby) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
}

// here is who is connected now.
func (l *lobby) here() []*conn {
	l.mu.Lock()
	defer l.mu.Unlock()
	list := make([]*conn, 0, len(l.conns))
	for c := range l.conns {
		list = append(list, c)
	}
	return list
}

// conn is one connection: a network connection that counts its sessions.
type conn struct {
	net.Conn
	lobby  *lobby
	addr   netip.Addr
	source netip.Prefix
	since  time.Time
	slot   chan struct{} // guarded by lobby.mu

	mu       sync.Mutex
	authed   bool
	closed   bool
	sessions map[*session]struct{}
	empty    *time.Timer // closes a connection on which nothing happens
}

// Close may be called often.
func (c *conn) Close() error {
	c.mu.Lock()
	c.closed = true
	if c.empty != nil {
		c.empty.Stop()
	}
	c.mu.Unlock()
	c.lobby.leave(c)
	return c.Conn.Close()
}

// admitted is called when somebody has logged in.
func (c *conn) admitted() {
	c.lobby.admitted(c)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.authed = true
	c.watchEmpty()
}

func (c *conn) watchEmpty() {
	if c.closed || len(c.sessions) > 0 {
		return
	}
	if c.empty == nil {
		c.empty = time.AfterFunc(c.lobby.limits.Empty, func() { _ = c.Close() })
		return
	}
	c.empty.Reset(c.lobby.limits.Empty)
}

// open counts a session in; false when the connection has enough of them.
func (c *conn) open(s *session) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed || len(c.sessions) >= c.lobby.limits.Sessions {
		return false
	}
	if c.sessions == nil {
		c.sessions = map[*session]struct{}{}
	}
	c.sessions[s] = struct{}{}
	if c.empty != nil {
		c.empty.Stop()
	}
	return true
}

func (c *conn) done(s *session) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.sessions, s)
	c.watchEmpty()
}

// running is the connection's sessions now.
func (c *conn) running() []*session {
	c.mu.Lock()
	defer c.mu.Unlock()
	list := make([]*session, 0, len(c.sessions))
	for s := range c.sessions {
		list = append(list, s)
	}
	return list
}
