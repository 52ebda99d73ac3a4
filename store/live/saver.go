package live

import (
	"maps"
	"slices"
	"sync"
	"time"
)

// Saver has what is open saved from time to time, as far as it moved: in one call
// for all of it, and none while nothing moves.
type Saver[T comparable] struct {
	every time.Duration
	moved func(T) bool
	save  func([]T)

	mu     sync.Mutex
	open   map[T]struct{}
	timer  *time.Timer // set while something is open
	closed bool
	saving sync.WaitGroup
}

// NewSaver returns one with nothing open.
func NewSaver[T comparable](every time.Duration, moved func(T) bool, save func([]T)) *Saver[T] {
	return &Saver[T]{every: every, moved: moved, save: save, open: map[T]struct{}{}}
}

// Add has v saved until it is dropped.
func (p *Saver[T]) Add(v T) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.open[v] = struct{}{}
	if p.timer == nil && !p.closed {
		p.timer = time.AfterFunc(p.every, p.tick)
	}
}

// Drop forgets v; what is to be saved of it is the caller's.
func (p *Saver[T]) Drop(v T) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.open, v)
	if len(p.open) == 0 && p.timer != nil {
		p.timer.Stop()
		p.timer = nil
	}
}

// Open is all that was added and not dropped, in no order.
func (p *Saver[T]) Open() []T {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Collect(maps.Keys(p.open))
}

func (p *Saver[T]) tick() {
	p.mu.Lock()
	if p.closed || p.timer == nil {
		p.mu.Unlock()
		return
	}
	p.saving.Add(1)
	defer p.saving.Done()
	var moved []T
	for v := range p.open {
		if p.moved(v) {
			moved = append(moved, v)
		}
	}
	p.mu.Unlock()

	p.save(moved)

	p.mu.Lock()
	defer p.mu.Unlock()
	if p.timer != nil && !p.closed {
		p.timer.Reset(p.every)
	}
}

// Close ends the saving, and waits for a call that is under way; what is open then is
// saved when it is dropped.
func (p *Saver[T]) Close() {
	p.mu.Lock()
	p.closed = true
	if p.timer != nil {
		p.timer.Stop()
	}
	p.mu.Unlock()
	p.saving.Wait()
}
