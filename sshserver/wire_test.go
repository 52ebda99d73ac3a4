package sshserver

import (
	"io"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// wires is a network in memory, for tests by a clock that stands: who waits on
// a real socket keeps the clock from moving.
type wires struct {
	came chan net.Conn
	once sync.Once
	shut chan struct{}
}

func newWires() *wires { return &wires{came: make(chan net.Conn), shut: make(chan struct{})} }

func (w *wires) Accept() (net.Conn, error) {
	select {
	case c := <-w.came:
		return c, nil
	case <-w.shut:
		return nil, net.ErrClosed
	}
}

func (w *wires) Close() error   { w.once.Do(func() { close(w.shut) }); return nil }
func (w *wires) Addr() net.Addr { return nowhere }

var nowhere = &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 2222}

// dial connects; the answer is the client's end.
func (w *wires) dial() *wire {
	up, down := newPipe(), newPipe()
	w.came <- &wire{in: up, out: down}
	return &wire{in: down, out: up}
}

// wire is one end of a connection.
type wire struct{ in, out *pipe }

func (w *wire) Read(p []byte) (int, error)       { return w.in.read(p) }
func (w *wire) Write(p []byte) (int, error)      { return w.out.write(p) }
func (w *wire) Close() error                     { w.in.close(); w.out.close(); return nil }
func (w *wire) LocalAddr() net.Addr              { return nowhere }
func (w *wire) RemoteAddr() net.Addr             { return nowhere }
func (w *wire) SetDeadline(time.Time) error      { return nil }
func (w *wire) SetReadDeadline(time.Time) error  { return nil }
func (w *wire) SetWriteDeadline(time.Time) error { return nil }

// stall reads nothing any more, and has room for nothing.
func (w *wire) stall() { w.in.stall() }

// came is how many bytes the other end has ever sent.
func (w *wire) came() int64 { return w.in.all.Load() }

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
