package live

import (
	"cmp"
	"slices"
	"sync"
	"time"

	"youku.example/store/ranges"
)

// How often a watcher gets a snapshot, and how long a transfer that ended
// stays in it, so that a screen can show the full bar.
const (
	tickEvery = 200 * time.Millisecond
	lingerFor = 3 * time.Second
)

// Transfers holds the transfers that run now. What moves bytes reports to a
// Transfer, which is cheap; a watcher gets the newest snapshot, never a queue,
// and only while something moves. What must not be lost is a row, not here.
type Transfers struct {
	mu       sync.Mutex
	last     int64
	running  map[int64]*Transfer // and those that have ended lately
	ended    []*Transfer         // of them, the first first
	watchers map[*watcher]struct{}
	ticking  bool

	elsewhere []Progress // on other servers, see SetElsewhere
}

type watcher struct {
	account int64 // 0: all
	newest  chan []Progress
	shown   bool // its last snapshot was not empty
}

// NewTransfers returns an empty set.
func NewTransfers() *Transfers {
	return &Transfers{running: map[int64]*Transfer{}, watchers: map[*watcher]struct{}{}}
}

// Start adds a transfer. before is what earlier transfers of the same grant
// sent; the owner is kept for revocations (Cut).
func (ts *Transfers) Start(p Progress, by Owner, before ranges.Set) *Transfer {
	t := &Transfer{all: ts, owner: by, progress: p, sent: before, cutc: make(chan struct{}), moved: true}
	t.began = time.Now()
	if p.Since.IsZero() {
		t.progress.Since = t.began
	}
	ts.mu.Lock()
	defer ts.mu.Unlock()
	ts.last++
	t.progress.ID = ts.last
	ts.running[ts.last] = t
	ts.tick()
	return t
}

// List is the running transfers for which hit is true, the oldest first; nil is all.
func (ts *Transfers) List(hit func(Progress) bool) []Progress {
	ts.mu.Lock()
	defer ts.mu.Unlock()
	return ts.snapshot(func(p Progress) bool { return !p.Done && (hit == nil || hit(p)) })
}

// Cut ends the running transfers for which hit is true, and returns how many.
func (ts *Transfers) Cut(cause error, hit func(Progress, Owner) bool) (n int) {
	ts.mu.Lock()
	defer ts.mu.Unlock()
	for _, t := range ts.running {
		if p := t.snapshot(); !p.Done && hit(p, t.owner) && t.cut(cause) {
			n++
		}
	}
	return n
}

// Running reports whether a transfer of that session runs.
func (ts *Transfers) Running(session string) bool {
	ts.mu.Lock()
	defer ts.mu.Unlock()
	for _, t := range ts.running {
		if t.owner.Session == session && !t.snapshot().Done {
			return true
		}
	}
	return false
}

// Watch returns the newest snapshot of an account's transfers (0: all):
// at once if there are any, then at most five a second while something moves.
// The slice is the watcher's own. The channel is never closed.
func (ts *Transfers) Watch(account int64) (newest <-chan []Progress, stop func()) {
	w := &watcher{account: account, newest: make(chan []Progress, 1)}
	ts.mu.Lock()
	defer ts.mu.Unlock()
	ts.watchers[w] = struct{}{}
	if now := ts.watched(ts.snapshot(w.watches), w); len(now) > 0 {
		w.show(now)
	}
	ts.tick()
	return w.newest, func() {
		ts.mu.Lock()
		defer ts.mu.Unlock()
		delete(ts.watchers, w)
	}
}

func (w *watcher) watches(p Progress) bool { return w.account == 0 || w.account == p.Account }

// show replaces what the watcher has not read yet; the lock of Transfers is
// held, so nothing else fills the slot.
func (w *watcher) show(now []Progress) {
	select {
	case <-w.newest:
	default:
	}
	w.newest <- now
	w.shown = len(now) > 0
}

// tick starts the ticking if there is a watcher and a transfer; ts.mu is held.
func (ts *Transfers) tick() {
	ts.sweep(time.Now())
	if ts.ticking || len(ts.running) == 0 || len(ts.watchers) == 0 {
		return
	}
	ts.ticking = true
	go func() {
		ticker := time.NewTicker(tickEvery)
		defer ticker.Stop()
		for now := range ticker.C {
			if !ts.publish(now) {
				return
			}
		}
	}()
}

// publish shows every watcher what moved since the last tick. It returns
// false when there is no transfer left, or no watcher.
func (ts *Transfers) publish(now time.Time) (more bool) {
	ts.mu.Lock()
	defer ts.mu.Unlock()
	moved := ts.sweep(now)
	for _, t := range ts.running {
		if t.stir() {
			moved[t.progress.Account] = true
			moved[0] = true
		}
	}
	var all []Progress // taken once, however many watch
	for w := range ts.watchers {
		if !moved[w.account] {
			continue
		}
		if all == nil {
			all = ts.snapshot(func(Progress) bool { return true })
		}
		own := make([]Progress, 0, min(len(all), 4))
		for _, p := range all {
			if w.watches(p) {
				own = append(own, p)
			}
		}
		if own = ts.watched(own, w); len(own) > 0 || w.shown {
			w.show(own)
		}
	}
	ts.ticking = len(ts.running) > 0 && len(ts.watchers) > 0
	return ts.ticking
}

// SetElsewhere says what runs on other servers: watchers see it with what runs here.
func (ts *Transfers) SetElsewhere(list []Progress) {
	ts.mu.Lock()
	defer ts.mu.Unlock()
	changed := map[int64]bool{0: len(list)+len(ts.elsewhere) > 0}
	for _, p := range slices.Concat(ts.elsewhere, list) {
		changed[p.Account] = true
	}
	ts.elsewhere = list
	for w := range ts.watchers {
		if !changed[w.account] {
			continue
		}
		if own := ts.watched(ts.snapshot(w.watches), w); len(own) > 0 || w.shown {
			w.show(own)
		}
	}
}

// Watched reports whether anyone watches.
func (ts *Transfers) Watched() bool {
	ts.mu.Lock()
	defer ts.mu.Unlock()
	return len(ts.watchers) > 0
}

// watched is what a watcher sees: its transfers that run here, and elsewhere.
func (ts *Transfers) watched(here []Progress, w *watcher) []Progress {
	for _, p := range ts.elsewhere {
		if w.watches(p) {
			here = append(here, p)
		}
	}
	return here
}

// sweep forgets the transfers that ended a while ago and returns whose they were.
func (ts *Transfers) sweep(now time.Time) (moved map[int64]bool) {
	moved = map[int64]bool{}
	old := now.Add(-lingerFor)
	for len(ts.ended) > 0 && ts.ended[0].endedBefore(old) {
		t := ts.ended[0]
		ts.ended[0], ts.ended = nil, ts.ended[1:]
		delete(ts.running, t.progress.ID)
		moved[t.progress.Account] = true
		moved[0] = true
	}
	return moved
}

func (ts *Transfers) snapshot(hit func(Progress) bool) []Progress {
	all := []Progress{}
	for _, t := range ts.running {
		if p := t.snapshot(); hit(p) {
			all = append(all, p)
		}
	}
	slices.SortFunc(all, func(a, b Progress) int { return cmp.Compare(a.ID, b.ID) })
	return all
}
