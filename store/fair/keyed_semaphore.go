package fair

import (
	"context"
	"sync"
)

// KeyedSemaphore bounds how much is done at once for each key. What is more waits
// for its own key, so that a caller that asks for a thousand things delays no
// other.
type KeyedSemaphore[K comparable] struct {
	atOnce int

	mu     sync.Mutex
	queues map[K]*queue
}

// queue is what is asked for under one key, and being done.
type queue struct {
	slots chan struct{}
	users int
}

// NewKeyedSemaphore returns one for so much at once under each key.
func NewKeyedSemaphore[K comparable](atOnce int) *KeyedSemaphore[K] {
	return &KeyedSemaphore[K]{atOnce: atOnce, queues: map[K]*queue{}}
}

// Take waits for a turn until ctx ends. Give it back when the work is done.
func (s *KeyedSemaphore[K]) Take(ctx context.Context, whose K) (giveBack func(), err error) {
	l := s.join(whose)
	select {
	case l.slots <- struct{}{}:
	case <-ctx.Done():
		s.leave(whose, l)
		return nil, context.Cause(ctx)
	}
	return func() {
		<-l.slots
		s.leave(whose, l)
	}, nil
}

// Waiting is how many have asked for something that is not done.
func (s *KeyedSemaphore[K]) Waiting() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.queues)
}

func (s *KeyedSemaphore[K]) join(whose K) *queue {
	s.mu.Lock()
	defer s.mu.Unlock()
	l := s.queues[whose]
	if l == nil {
		l = &queue{slots: make(chan struct{}, s.atOnce)}
		s.queues[whose] = l
	}
	l.users++
	return l
}

func (s *KeyedSemaphore[K]) leave(whose K, l *queue) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if l.users--; l.users == 0 {
		delete(s.queues, whose)
	}
}
