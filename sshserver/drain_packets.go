package sshserver

import (
	"os"
	"reflect"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"

	gossh "golang.org/x/crypto/ssh"
)

// x/crypto (0.58) reads a connection in a goroutine that hands its packets on
// through a channel of 16. When it gives the connection up over one of them
// nothing takes the others, and for ever that goroutine waits, with them and
// two more: a stranger who sends a broken message and 17 behind it leaves up
// to four megabytes behind. So what is left over is taken here.

// drainPackets is the end of that channel.
type drainPackets struct {
	packets atomic.Pointer[chan []byte]
	once    sync.Once
}

// find looks for the channel in the library's connection, which has no other
// way to it. TestAttack notices a version of the library that has it elsewhere.
func (l *drainPackets) find(c gossh.ConnMetadata) {
	v := reflect.ValueOf(c)
	for _, name := range []string{"transport", "incoming"} {
		if v.Kind() == reflect.Interface {
			v = v.Elem()
		}
		if v.Kind() != reflect.Pointer || v.Elem().Kind() != reflect.Struct {
			return
		}
		if v = v.Elem().FieldByName(name); !v.IsValid() {
			return
		}
	}
	if v.Type() == reflect.TypeFor[chan []byte]() {
		l.packets.Store((*chan []byte)(unsafe.Pointer(v.UnsafeAddr())))
	}
}

// take ends once the connection, which must be closed, has been read to its
// end.
func (l *drainPackets) take() {
	packets := l.packets.Load()
	if packets == nil {
		return
	}
	l.once.Do(func() {
		go func() {
			for range *packets {
			}
		}()
	})
}

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
func (s *preauthLimit) widen() { s.once.Do(func() { close(s.through) }) }

// read reads no more than there is room for, and then waits until it is wide.
func (s *preauthLimit) read(from func([]byte) (int, error), p []byte) (int, error) {
	select {
	case <-s.through:
		return from(p)
	default:
	}
	if !s.narrow.Load() {
		return from(p)
	}
	if s.left == 0 {
		select {
		case <-s.through:
			return from(p)
		case <-time.After(s.grace):
			return 0, os.ErrDeadlineExceeded
		}
	}
	n, err := from(p[:min(len(p), s.left)])
	s.left -= n
	return n, err
}
