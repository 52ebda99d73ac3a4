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

func (c *cancelableConn) run(talk func(io.ReadWriter) error, done chan<- error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	done <- contain.Run(func() error {
		if c.over {
			return errOver
		}
		return talk(c)
	})
}

func (c *cancelableConn) end(over func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.over = true
	over()
}

func (c *cancelableConn) Read(p []byte) (int, error)  { return c.wait(c.ch.Read, p) }
func (c *cancelableConn) Write(p []byte) (int, error) { return c.wait(c.ch.Write, p) }

func (c *cancelableConn) wait(do func([]byte) (int, error), p []byte) (n int, err error) {
	if c.over {
		return 0, errOver
	}
	c.mu.Unlock()
	defer func() {
		c.mu.Lock()
		if c.over {
			n, err = 0, errOver
		}
	}()
	return do(p)
}
