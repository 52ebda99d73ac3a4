package live

import "sync"

// Presence holds the sessions that are open now, each as a value of the
// caller's. A session enters when it starts and leaves when it ends; in between
// it can be ended from outside.
type Presence[V any] struct {
	mu       sync.Mutex
	sessions map[*session[V]]struct{}
}

type session[V any] struct {
	value V
	end   func(cause error)
	ended bool
}

// NewPresence returns an empty set.
func NewPresence[V any]() *Presence[V] {
	return &Presence[V]{sessions: map[*session[V]]struct{}{}}
}

// Enter adds a session. end is called at most once, in a goroutine of its own
// (so it may come while the session is just leaving); leave may be called more
// than once.
func (p *Presence[V]) Enter(v V, end func(cause error)) (leave func()) {
	s := &session[V]{value: v, end: end}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sessions[s] = struct{}{}
	return func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		delete(p.sessions, s)
	}
}

// List is all sessions, in no order.
func (p *Presence[V]) List() []V {
	p.mu.Lock()
	defer p.mu.Unlock()
	all := make([]V, 0, len(p.sessions))
	for s := range p.sessions {
		all = append(all, s.value)
	}
	return all
}

// Change changes the sessions for which hit is true.
func (p *Presence[V]) Change(hit func(V) bool, change func(*V)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for s := range p.sessions {
		if hit(s.value) {
			change(&s.value)
		}
	}
}

// Count is how many sessions End would end.
func (p *Presence[V]) Count(hit func(V) bool) (n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for s := range p.sessions {
		if !s.ended && hit(s.value) {
			n++
		}
	}
	return n
}

// End ends the sessions for which hit is true, and returns how many. One that
// was ended and has not left yet is not ended again.
func (p *Presence[V]) End(cause error, hit func(V) bool) (ended int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for s := range p.sessions {
		if s.ended || !hit(s.value) {
			continue
		}
		s.ended = true
		ended++
		if s.end != nil {
			go s.end(cause)
		}
	}
	return ended
}
