package sshserver

import (
	"net"
	"sync"
	"sync/atomic"
)

// spillSize is the buffer in which x/crypto puts a packet together. One that
// is longer comes as a write of exactly this size, and a second one with the
// rest.
const spillSize = 4096

// spill makes one system call of the two writes of a packet: it holds the
// first until the second comes.
//
// It never holds the end of a packet. A packet of AES-GCM is 20 bytes longer
// than a multiple of 16 (length word, blocks, tag), so that it can't end with
// a write of 4096 bytes, nor can its rest be one: whatever is held, the next
// write is under way already. Hence it works only where nothing but AES-GCM
// can be spoken, now or after a change of keys, and from the login on, when
// the first packets without a cipher are gone. It holds one write at most.
type spill struct {
	on   atomic.Bool
	held *[spillSize]byte // nil: nothing
	both [2][]byte
	bufs net.Buffers
}

var spills = sync.Pool{New: func() any { return new([spillSize]byte) }}

// Write is called by one goroutine at a time, as x/crypto does. The error of
// what was held is that of the write after it.
func (s *spill) Write(to net.Conn, p []byte) (int, error) {
	switch {
	case s.held != nil:
		return s.join(to, p)
	case len(p) == spillSize && s.on.Load():
		s.held = spills.Get().(*[spillSize]byte)
		return copy(s.held[:], p), nil
	}
	return to.Write(p)
}

func (s *spill) join(to net.Conn, p []byte) (int, error) {
	s.both = [2][]byte{s.held[:], p}
	s.bufs = s.both[:]
	n, err := s.bufs.WriteTo(to)
	spills.Put(s.held)
	s.held, s.both, s.bufs = nil, [2][]byte{}, nil
	return max(0, int(n)-spillSize), err
}
