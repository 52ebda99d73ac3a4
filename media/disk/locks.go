package disk

import (
	"context"
	"sync"
)

// locks lets one at a time change what stands under a key. A copy of hours
// under one key holds up no other.
type locks struct {
	mu    sync.Mutex
	taken map[string]chan struct{}
}

// lock waits for the key, or returns ctx's error.
func (l *locks) lock(ctx context.Context, key string) (unlock func(), err error) {
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
