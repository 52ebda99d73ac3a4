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

func (w *memNet) Accept() (net.Conn, error) {
	select {
	case c := <-w.came:
		return c, nil
	case <-w.shut:
		return nil, net.ErrClosed
	}
}

func (w *memNet) Close() error   { w.once.Do(func() { close(w.shut) }); return nil }
func (w *memNet) Addr() net.Addr { return nowhere }

var nowhere = &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 2222}

// dial connects; the answer is the client's end.
func (w *memNet) dial() *memConn {
	up, down := newPipe(), newPipe()
	w.came <- &memConn{in: up, out: down}
	return &memConn{in: down, out: up}
}

// memConn is one end of a connection.
type memConn struct{ in, out *pipe }

func (w *memConn) Read(p []byte) (int, error)       { return w.in.read(p) }
func (w *memConn) Write(p []byte) (int, error)      { return w.out.write(p) }
func (w *memConn) Close() error                     { w.in.close(); w.out.close(); return nil }
func (w *memConn) LocalAddr() net.Addr              { return nowhere }
func (w *memConn) RemoteAddr() net.Addr             { return nowhere }
func (w *memConn) SetDeadline(time.Time) error      { return nil }
func (w *memConn) SetReadDeadline(time.Time) error  { return nil }
func (w *memConn) SetWriteDeadline(time.Time) error { return nil }

// stall reads nothing any more, and has room for nothing.
func (w *memConn) stall() { w.in.stall() }

// came is how many bytes the other end has ever sent.
func (w *memConn) came() int64 { return w.in.all.Load() }

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
