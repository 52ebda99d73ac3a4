package store

import (
	"cmp"
	"slices"
	"sync"
	"time"
)

// How often a watcher gets a snapshot, and how long a transfer that ended
// stays in it, so that a screen can show the full bar.
const (
	boardTick   = 200 * time.Millisecond
	boardLinger = 3 * time.Second
)

// board knows the transfers that run now. Whoever moves bytes reports to an
// entry, which is cheap; a watcher gets the newest snapshot, never a queue,
// and only while something moves. What must not be lost is a row, not here.
type board struct {
	mu       sync.Mutex
	last     int64
	entries  map[int64]*entry
	watchers map[*watcher]struct{}
	ticking  bool
}

type watcher struct {
	account int64 // 0: everybody's
	newest  chan []Progress
	shown   bool // its last snapshot was not empty
}

func newBoard() *board {
	return &board{entries: map[int64]*entry{}, watchers: map[*watcher]struct{}{}}
}

// start puts a transfer on the board. before is what earlier transfers of the
// same grant sent; the actor is kept for revocations.
func (b *board) start(p Progress, a Actor, before Cover) *entry {
	e := &entry{board: b, actor: a, progress: p, cover: before, cutc: make(chan struct{}), moved: true}
	e.began = time.Now()
	if p.Since.IsZero() {
		e.progress.Since = e.began
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.last++
	e.progress.ID = b.last
	b.entries[b.last] = e
	b.tick()
	return e
}

// list is the transfers that hit says yes to, the oldest first; nil is all.
func (b *board) list(hit func(Progress) bool) []Progress {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.snapshot(func(p Progress) bool { return !p.Done && (hit == nil || hit(p)) })
}

// cut ends the running transfers that hit says yes to, and says how many.
func (b *board) cut(cause error, hit func(Progress, Actor) bool) (n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, e := range b.entries {
		if p := e.snapshot(); !p.Done && hit(p, e.actor) && e.cut(cause) {
			n++
		}
	}
	return n
}

// busy reports whether a transfer of that session runs.
func (b *board) busy(session string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, e := range b.entries {
		if e.actor.Session == session && !e.snapshot().Done {
			return true
		}
	}
	return false
}

// watch gives the newest snapshot of an account's transfers (0: everybody's):
// at once if there are any, then at most five a second while something moves.
// The slice is the watcher's own. The channel is never closed.
func (b *board) watch(account int64) (newest <-chan []Progress, stop func()) {
	w := &watcher{account: account, newest: make(chan []Progress, 1)}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.watchers[w] = struct{}{}
	if now := b.snapshot(w.sees); len(now) > 0 {
		w.show(now)
	}
	b.tick()
	return w.newest, func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.watchers, w)
	}
}

func (w *watcher) sees(p Progress) bool { return w.account == 0 || w.account == p.Account }

// show replaces what the watcher has not read yet; the board's lock is held,
// so nobody else fills the slot.
func (w *watcher) show(now []Progress) {
	select {
	case <-w.newest:
	default:
	}
	w.newest <- now
	w.shown = len(now) > 0
}

// tick starts the ticking if somebody watches something; b.mu is held.
func (b *board) tick() {
	b.sweep(time.Now())
	if b.ticking || len(b.entries) == 0 || len(b.watchers) == 0 {
		return
	}
	b.ticking = true
	go func() {
		t := time.NewTicker(boardTick)
		defer t.Stop()
		for now := range t.C {
			if !b.publish(now) {
				return
			}
		}
	}()
}

// publish shows every watcher what moved since the last tick. It is false when
// there is nothing left to watch or nobody to watch it.
func (b *board) publish(now time.Time) (more bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	moved := b.sweep(now)
	for _, e := range b.entries {
		if e.stir() {
			moved[e.progress.Account] = true
			moved[0] = true
		}
	}
	var all []Progress // taken once, however many watch
	for w := range b.watchers {
		if !moved[w.account] {
			continue
		}
		if all == nil {
			all = b.snapshot(func(Progress) bool { return true })
		}
		own := make([]Progress, 0, min(len(all), 4))
		for _, p := range all {
			if w.sees(p) {
				own = append(own, p)
			}
		}
		if len(own) > 0 || w.shown {
			w.show(own)
		}
	}
	b.ticking = len(b.entries) > 0 && len(b.watchers) > 0
	return b.ticking
}

// sweep forgets the transfers that ended a while ago and says whose they were.
func (b *board) sweep(now time.Time) (moved map[int64]bool) {
	moved = map[int64]bool{}
	for id, e := range b.entries {
		if e.endedBefore(now.Add(-boardLinger)) {
			delete(b.entries, id)
			moved[e.progress.Account] = true
			moved[0] = true
		}
	}
	return moved
}

func (b *board) snapshot(hit func(Progress) bool) []Progress {
	all := []Progress{}
	for _, e := range b.entries {
		if p := e.snapshot(); hit(p) {
			all = append(all, p)
		}
	}
	slices.SortFunc(all, func(a, b Progress) int { return cmp.Compare(a.ID, b.ID) })
	return all
}
