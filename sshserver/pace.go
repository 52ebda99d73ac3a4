package sshserver

import (
	"sync"
	"time"
)

// pace lets so many of something through at once and the rest one by one.
type pace struct {
	atOnce int
	every  time.Duration

	mu   sync.Mutex
	next time.Time // when the next one would be due at an even pace
}

// due tells how long the next one has to wait.
func (p *pace) due() time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	if earliest := now.Add(-time.Duration(p.atOnce) * p.every); p.next.Before(earliest) {
		p.next = earliest
	}
	p.next = p.next.Add(p.every)
	return p.next.Sub(now)
}

// advance lets so many through sooner than the clock would, never more than
// atOnce of them together.
func (p *pace) advance(n float64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.next = p.next.Add(-time.Duration(min(n, float64(p.atOnce)) * float64(p.every)))
}
