package sftp

import (
	"context"
	"io"
	"time"
)

// lastRequest is how long a session that was ended waits for one more request,
// to say why in its status. A client that reads a file has sent it by then.
const lastRequest = 500 * time.Millisecond

// Refuse greets a client and answers its first request with the status of why,
// which it does not hear on stderr. It returns then, or when ctx ends; the
// caller closes ch afterwards.
func Refuse(ctx context.Context, ch io.ReadWriter, why error) error {
	over, end := context.WithCancel(ctx)
	end()
	s := newSession(over, nil, Options{Ended: func() error { return why }})
	return ServeUntil(ctx, ch, s.talk, s.closeAll)
}

// after returns a context that ends d later than ctx, with its cause.
func after(ctx context.Context, d time.Duration) (context.Context, func()) {
	later, end := context.WithCancelCause(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		time.AfterFunc(d, func() { end(context.Cause(ctx)) })
	})
	return later, func() { stop(); end(nil) }
}
