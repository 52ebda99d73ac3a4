package sshserver

import (
	"log/slog"
	"net"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// manyQueued is a backlog of bytes that can be taken for a transfer. What a
// screen draws, and our own question, stays below it: the kernel of a client
// whose program is frozen takes those for a long time.
const manyQueued = 16 << 10

// liveness decides whether a connection's client lives. Whatever is read from it
// is a sign of life, any answer to our question too. A client over a slow line
// reads the question only after all that was queued before it: as long as such
// a backlog moves, it lives. Times count from the connection's begin.
type liveness struct {
	within time.Duration // without a sign until it is given up

	asked time.Duration // when it was asked last
	moved time.Duration // when its backlog was last seen to move
	last  trafficCounts
}

// trafficCounts is what was handed to the kernel, and how much of it waits there for
// the client's acknowledgement.
type trafficCounts struct {
	written int64
	queued  int
}

// What look finds to be done.
const (
	stayQuiet = iota
	askClient
	giveUpClient
)

// look says what to do now, and when to look again.
func (p *liveness) look(now, heard time.Duration, s trafficCounts) (do int, again time.Duration) {
	if p.last.queued >= manyQueued && s != p.last {
		p.moved = now
	}
	p.last = s
	silent := now - heard
	switch {
	case now-max(heard, p.moved) >= p.within:
		return giveUpClient, 0
	case silent >= p.within/2 && p.asked <= heard:
		p.asked = now
		do = askClient
	}
	return do, max(p.within/2-silent, p.within/8)
}

// watchLife ends the connection when its client has shown no sign of life for
// so long: a laptop sleeps, a network is gone. It asks when half of that has
// passed in silence, as OpenSSH's ClientAliveInterval does.
func (c *conn) watchLife(asks gossh.Conn, within time.Duration, log *slog.Logger) {
	if within <= 0 {
		return
	}
	p := &liveness{within: within}
	var look func()
	look = func() {
		do, again := p.look(time.Since(c.since), time.Duration(c.heard.Load()), trafficCounts{c.written.Load(), c.queued()})
		switch do {
		case giveUpClient:
			log.Info("connection ended: its client shows no sign of life", "addr", c.addr)
			_ = c.Close()
			return
		case askClient:
			c.ask(asks)
		}
		c.lookAgain(again, look)
	}
	c.lookAgain(within/2, look)
}

func (c *conn) lookAgain(after time.Duration, look func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.closed {
		c.life = time.AfterFunc(after, look)
	}
}

// ask sends a request that every client answers, if only to say that it does
// not know it; one at a time.
func (c *conn) ask(asks gossh.Conn) {
	if !c.asking.CompareAndSwap(false, true) {
		return
	}
	go func() {
		defer c.asking.Store(false)
		_, _, _ = asks.SendRequest("keepalive@openssh.com", true, nil)
	}()
}

// queued is how many bytes wait in the kernel for the client's
// acknowledgement; 0 where that can't be known.
func (c *conn) queued() int {
	to := c.Conn
	if r, ok := to.(readAhead); ok {
		to = r.Conn
	}
	socket, ok := to.(*net.TCPConn)
	if !ok {
		return 0
	}
	raw, err := socket.SyscallConn()
	if err != nil {
		return 0
	}
	n := 0
	_ = raw.Control(func(fd uintptr) { n = queuedOf(fd) })
	return n
}
