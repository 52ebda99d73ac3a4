package sshserver

import (
	"io"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// memNet is a network in memory, for tests by a clock that stands: who waits on
// a real socket keeps the clock from moving.
type memNet struct {
	came chan net.Conn
	once sync.Once
	shut chan struct{}
}

func newMemNet() *memNet { return &memNet{came: make(chan net.Conn), shut: make(chan struct{})} }

func (n *memNet) Accept() (net.Conn, error) {
	select {
	case c := <-n.came:
		return c, nil
	case <-n.shut:
		return nil, net.ErrClosed
	}
}

func (n *memNet) Close() error   { n.once.Do(func() { close(n.shut) }); return nil }
func (n *memNet) Addr() net.Addr { return nowhere }

var nowhere = &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 2222}

// dial connects; the answer is the client's end.
func (n *memNet) dial() *memConn {
	up, down := newPipe(), newPipe()
	n.came <- &memConn{in: up, out: down}
	return &memConn{in: down, out: up}
}

// memConn is one end of a connection.
type memConn struct{ in, out *pipe }

func (c *memConn) Read(p []byte) (int, error)       { return c.in.read(p) }
func (c *memConn) Write(p []byte) (int, error)      { return c.out.write(p) }
func (c *memConn) Close() error                     { c.in.close(); c.out.close(); return nil }
func (c *memConn) LocalAddr() net.Addr              { return nowhere }
func (c *memConn) RemoteAddr() net.Addr             { return nowhere }
func (c *memConn) SetDeadline(time.Time) error      { return nil }
func (c *memConn) SetReadDeadline(time.Time) error  { return nil }
func (c *memConn) SetWriteDeadline(time.Time) error { return nil }

// stall reads nothing any more, and has room for nothing.
func (c *memConn) stall() { c.in.stall() }

// came is how many bytes the other end has ever sent.
func (c *memConn) came() int64 { return c.in.all.Load() }

// pipe is one direction: what was written and not read yet.
type pipe struct {
	mu   sync.Mutex
	more *sync.Cond
	held []byte
	shut bool
	full bool // nothing passes
	all  atomic.Int64
}

func newPipe() *pipe {
	p := &pipe{}
	p.more = sync.NewCond(&p.mu)
	return p
}

func (p *pipe) read(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.held) == 0 || p.full {
		if p.shut {
			return 0, io.EOF
		}
		p.more.Wait()
	}
	n := copy(b, p.held)
	p.held = p.held[n:]
	return n, nil
}

func (p *pipe) write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for p.full && !p.shut {
		p.more.Wait()
	}
	if p.shut {
		return 0, net.ErrClosed
	}
	p.held = append(p.held, b...)
	p.all.Add(int64(len(b)))
	p.more.Broadcast()
	return len(b), nil
}

func (p *pipe) stall() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.full = true
}

func (p *pipe) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.shut = true
	p.more.Broadcast()
}
