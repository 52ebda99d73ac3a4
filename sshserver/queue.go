package sshserver

import (
	"context"
	"net/netip"
	"sync"
)

// queue lets each source do only so much at once; what is more waits.
type queue struct {
	atOnce int

	mu    sync.Mutex
	lines map[netip.Prefix]*waiting
}

// waiting is those of one source, the ones at work among them.
type waiting struct {
	slots chan struct{}
	many  int
}

func newQueue(atOnce int) *queue {
	return &queue{atOnce: atOnce, lines: map[netip.Prefix]*waiting{}}
}

// enter waits for a place until ctx ends. Leave it when the work is done.
func (q *queue) enter(ctx context.Context, src netip.Prefix) (leave func(), err error) {
	w := q.join(src)
	select {
	case w.slots <- struct{}{}:
	case <-ctx.Done():
		q.part(src, w)
		return nil, context.Cause(ctx)
	}
	return func() {
		<-w.slots
		q.part(src, w)
	}, nil
}

func (q *queue) join(src netip.Prefix) *waiting {
	q.mu.Lock()
	defer q.mu.Unlock()
	w := q.lines[src]
	if w == nil {
		w = &waiting{slots: make(chan struct{}, q.atOnce)}
		q.lines[src] = w
	}
	w.many++
	return w
}

func (q *queue) part(src netip.Prefix, w *waiting) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if w.many--; w.many == 0 {
		delete(q.lines, src)
	}
}
