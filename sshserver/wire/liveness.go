package wire

import (
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

// look returns what to do now, and when to look again.
func (l *liveness) look(now, heard time.Duration, s trafficCounts) (do int, again time.Duration) {
	if l.last.queued >= manyQueued && s != l.last {
		l.moved = now
	}
	l.last = s
	silent := now - heard
	switch {
	case now-max(heard, l.moved) >= l.within:
		return giveUpClient, 0
	case silent >= l.within/2 && l.asked <= heard:
		l.asked = now
		do = askClient
	}
	return do, max(l.within/2-silent, l.within/8)
}

// WatchLife calls dead once when the client has shown no sign of life for so
// long: a laptop sleeps, a network is gone. It asks the client when half of that
// has passed in silence, as OpenSSH's ClientAliveInterval does.
func (c *Conn) WatchLife(asks gossh.Conn, within time.Duration, dead func()) {
	if within <= 0 {
		return
	}
	l := &liveness{within: within}
	var look func()
	look = func() {
		do, again := l.look(time.Since(c.since), time.Duration(c.heard.Load()), trafficCounts{c.written.Load(), c.queued()})
		switch do {
		case giveUpClient:
			dead()
			return
		case askClient:
			c.ask(asks)
		}
		c.lookAgain(again, look)
	}
	c.lookAgain(within/2, look)
}

func (c *Conn) lookAgain(after time.Duration, look func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.closed {
		c.life = time.AfterFunc(after, look)
	}
}

// ask sends a request that every client answers, if only to say that it does
// not know it; one at a time.
func (c *Conn) ask(asks gossh.Conn) {
	if !c.asking.CompareAndSwap(false, true) {
		return
	}
	go func() {
		defer c.asking.Store(false)
		_, _, _ = asks.SendRequest("keepalive@openssh.com", true, nil)
	}()
}

// queued returns how many bytes wait in the kernel for the client's
// acknowledgement; 0 where that can't be known.
func (c *Conn) queued() int {
	socket, ok := c.socket().(*net.TCPConn)
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
