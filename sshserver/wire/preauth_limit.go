package wire

import (
	"os"
	"sync"
	"sync/atomic"
	"time"
)

// preauthLimit bounds what is read between the key exchange and the first proof,
// where the channel can't be found yet, to fewer packets than it holds. It is
// room enough for the one message that a client has to send there.
type preauthLimit struct {
	narrow  atomic.Bool
	left    int // of the reading goroutine
	grace   time.Duration
	through chan struct{}
	once    sync.Once
}

const preauthBytes = 448 // 16 of the shortest packets there are

func newPreauthLimit(grace time.Duration) *preauthLimit {
	return &preauthLimit{left: preauthBytes, grace: grace, through: make(chan struct{})}
}

// widen lets everything through, from now on.
func (l *preauthLimit) widen() { l.once.Do(func() { close(l.through) }) }

// read reads no more than there is room for, and then waits until it is wide.
func (l *preauthLimit) read(from func([]byte) (int, error), p []byte) (int, error) {
	select {
	case <-l.through:
		return from(p)
	default:
	}
	if !l.narrow.Load() {
		return from(p)
	}
	if l.left == 0 {
		select {
		case <-l.through:
			return from(p)
		case <-time.After(l.grace):
			return 0, os.ErrDeadlineExceeded
		}
	}
	n, err := from(p[:min(len(p), l.left)])
	l.left -= n
	return n, err
}
