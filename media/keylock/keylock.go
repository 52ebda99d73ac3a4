package keylock

import (
	"context"
	"sync"
)

// Locks are ready as they are. A copy of hours under one key holds up no other.
type Locks struct {
	mu    sync.Mutex
	taken map[string]chan struct{}
}

// Lock waits for the key, or returns ctx's error.
func (l *Locks) Lock(ctx context.Context, key string) (unlock func(), err error) {
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		l.mu.Lock()
		other, is := l.taken[key]
		if !is {
			if l.taken == nil {
				l.taken = map[string]chan struct{}{}
			}
			mine := make(chan struct{})
			l.taken[key] = mine
			l.mu.Unlock()
			return func() {
				l.mu.Lock()
				defer l.mu.Unlock()
				delete(l.taken, key)
				close(mine)
			}, nil
		}
		l.mu.Unlock()
		select {
		case <-other:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}
