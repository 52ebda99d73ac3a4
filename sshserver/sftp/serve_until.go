package sftp

import (
	"context"
	"errors"
	"io"
	"sync"

	"youku.example/sshserver/contain"
)

// errOver is what a conversation gets from its channel after its end.
var errOver = errors.New("the session is over")

// ServeUntil runs talk until it returns or ctx ends, and calls over before it
// answers, so that what talk has open is closed.
//
// A read from a channel can't be interrupted except by closing the channel,
// which would swallow the last words of the session. So talk runs in a
// goroutine that holds a lock whenever it is not inside of a Read or Write of
// ch: when ctx ends, over runs as soon as talk waits for its client, and ServeUntil
// returns. The goroutine ends when ch is closed; all that it sees by then are
// errors.
func ServeUntil(ctx context.Context, ch io.ReadWriter, talk func(io.ReadWriter) error, over func()) error {
	t := &cancelableConn{ch: ch}
	done := make(chan error, 1)
	go t.run(talk, done)
	select {
	case err := <-done:
		t.end(over)
		return contain.Throw(err)
	case <-ctx.Done():
		t.end(over)
		return context.Cause(ctx)
	}
}

// cancelableConn is a channel whose user holds the lock except while it waits.
type cancelableConn struct {
	ch   io.ReadWriter
	mu   sync.Mutex
	over bool
}

func (t *cancelableConn) run(talk func(io.ReadWriter) error, done chan<- error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	done <- contain.Run(func() error {
		if t.over {
			return errOver
		}
		return talk(t)
	})
}

func (t *cancelableConn) end(over func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.over = true
	over()
}

func (t *cancelableConn) Read(p []byte) (int, error)  { return t.wait(t.ch.Read, p) }
func (t *cancelableConn) Write(p []byte) (int, error) { return t.wait(t.ch.Write, p) }

func (t *cancelableConn) wait(do func([]byte) (int, error), p []byte) (n int, err error) {
	if t.over {
		return 0, errOver
	}
	t.mu.Unlock()
	defer func() {
		t.mu.Lock()
		if t.over {
			n, err = 0, errOver
		}
	}()
	return do(p)
}
