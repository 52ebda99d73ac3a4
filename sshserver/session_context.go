package sshserver

import (
	"context"
	"sync"
	"time"

	"charm.land/ssh"

	"youku.example/store/fair"
)

// sessionContext is what ssh.Session.Context answers. The library's own lives
// as long as the connection and shares its values between all sessions; this
// one is the session's.
type sessionContext struct {
	ssh.Context // of the connection
	inner       context.Context
	stop        context.CancelCauseFunc

	mu     sync.Mutex
	values map[any]any
}

type sessionKey struct{}

// ending marks a cause that the person should read.
type ending struct{ cause error }

func (e ending) Error() string { return e.cause.Error() }
func (e ending) Unwrap() error { return e.cause }

func asEnding(err error, to *ending) bool {
	e, ok := err.(ending)
	*to = e
	return ok
}

func newSessionContext(parent ssh.Context, ch *channel) *sessionContext {
	c := &sessionContext{Context: parent, values: map[any]any{sessionKey{}: ch}}
	c.inner, c.stop = context.WithCancelCause(fair.WithCaller(parent, ch.whose))
	return c
}

// cancel ends the context; with a cause when the person is to be told.
func (c *sessionContext) cancel(cause error) {
	if cause == nil {
		c.stop(nil)
		return
	}
	c.stop(ending{cause})
}

func (c *sessionContext) Deadline() (time.Time, bool) { return c.inner.Deadline() }
func (c *sessionContext) Done() <-chan struct{}       { return c.inner.Done() }
func (c *sessionContext) Err() error                  { return c.inner.Err() }

func (c *sessionContext) Value(key any) any {
	c.mu.Lock()
	v, ok := c.values[key]
	c.mu.Unlock()
	if ok {
		return v
	}
	return c.inner.Value(key)
}

func (c *sessionContext) SetValue(key, value any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.values[key] = value
}

// sessionOf returns the session behind a library's one.
func sessionOf(ctx context.Context) *channel {
	s, _ := ctx.Value(sessionKey{}).(*channel)
	return s
}
