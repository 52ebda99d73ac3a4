package wire

import (
	"net"
	"sync"
	"sync/atomic"
)

// coalesceSize is the buffer in which x/crypto puts a packet together. One that
// is longer comes as a write of exactly this size, and a second one with the
// rest.
const coalesceSize = 4096

// writeCoalescer makes one system call of the two writes of a packet: it holds the
// first until the second comes.
//
// It never holds the end of a packet. A packet of AES-GCM is 20 bytes longer
// than a multiple of 16 (length word, blocks, tag), so that it can't end with
// a write of 4096 bytes, nor can its rest be one: whatever is held, the next
// write is under way already. Hence it works only where nothing but AES-GCM
// can be spoken, now or after a change of keys, and from the login on, when
// the first packets without a cipher are gone. It holds one write at most.
type writeCoalescer struct {
	on   atomic.Bool
	held *[coalesceSize]byte // nil: nothing
	both [2][]byte
	bufs net.Buffers
}

var coalesceBuffers = sync.Pool{New: func() any { return new([coalesceSize]byte) }}

// Write is called by one goroutine at a time, as x/crypto does. The error of
// what was held is that of the write after it.
func (w *writeCoalescer) Write(to net.Conn, p []byte) (int, error) {
	switch {
	case w.held != nil:
		return w.join(to, p)
	case len(p) == coalesceSize && w.on.Load():
		w.held = coalesceBuffers.Get().(*[coalesceSize]byte)
		return copy(w.held[:], p), nil
	}
	return to.Write(p)
}

func (w *writeCoalescer) join(to net.Conn, p []byte) (int, error) {
	w.both = [2][]byte{w.held[:], p}
	w.bufs = w.both[:]
	n, err := w.bufs.WriteTo(to)
	coalesceBuffers.Put(w.held)
	w.held, w.both, w.bufs = nil, [2][]byte{}, nil
	return max(0, int(n)-coalesceSize), err
}
