package store

import (
	"context"
	"sync"
)

// KeyedSemaphore lets everybody do only so much of something at once. What is more waits
// for its own, so that whoever asks for a thousand things stands in nobody
// else's way.
type KeyedSemaphore[K comparable] struct {
	atOnce int

	mu    sync.Mutex
	lines map[K]*lineup
}

// lineup is what one has asked for, what is being done among it.
type lineup struct {
	slots chan struct{}
	many  int
}

// NewKeyedSemaphore makes them for so much at once.
func NewKeyedSemaphore[K comparable](atOnce int) *KeyedSemaphore[K] {
	return &KeyedSemaphore[K]{atOnce: atOnce, lines: map[K]*lineup{}}
}

// Take waits for a turn until ctx ends. Give it back when the work is done.
func (t *KeyedSemaphore[K]) Take(ctx context.Context, whose K) (giveBack func(), err error) {
	l := t.join(whose)
	select {
	case l.slots <- struct{}{}:
	case <-ctx.Done():
		t.part(whose, l)
		return nil, context.Cause(ctx)
	}
	return func() {
		<-l.slots
		t.part(whose, l)
	}, nil
}

// Waiting is how many have asked for something that is not done.
func (t *KeyedSemaphore[K]) Waiting() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.lines)
}

func (t *KeyedSemaphore[K]) join(whose K) *lineup {
	t.mu.Lock()
	defer t.mu.Unlock()
	l := t.lines[whose]
	if l == nil {
		l = &lineup{slots: make(chan struct{}, t.atOnce)}
		t.lines[whose] = l
	}
	l.many++
	return l
}

func (t *KeyedSemaphore[K]) part(whose K, l *lineup) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if l.many--; l.many == 0 {
		delete(t.lines, whose)
	}
}
