package store

import (
	"sync"
	"time"
)

// entry is one transfer on the board. All its methods may be called by several
// goroutines at once.
type entry struct {
	board    *board
	actor    Actor
	began    time.Time
	cutc     chan struct{}
	mu       sync.Mutex
	progress Progress // Sent and Rate are filled in snapshots only
	cover    Cover
	speed    meter
	moved    bool // since the last tick
	rolling  bool // the last snapshot that was shown had a rate
	ended    time.Time
	cause    error
}

// sent reports that n bytes at off left for the other side.
func (e *entry) sent(off, n int64) {
	if n <= 0 || off < 0 {
		return
	}
	at, came := time.Since(e.began), n
	e.mu.Lock()
	if size := e.progress.Size; size > 0 || e.progress.MovieID != 0 {
		n = min(n, size-off)
	}
	e.cover.Add(off, n)
	e.speed.add(at, came)
	e.moved = true
	e.mu.Unlock()
}

// sofar is a copy of the ranges sent, by this and earlier transfers.
func (e *entry) sofar() Cover {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.cover.Clone()
}

// bytes is how many the ranges have.
func (e *entry) bytes() int64 {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.cover.Bytes()
}

func (e *entry) snapshot() Progress {
	at := time.Since(e.began)
	e.mu.Lock()
	defer e.mu.Unlock()
	p := e.progress
	p.Sent = e.cover.Bytes()
	p.Done = !e.ended.IsZero()
	if !p.Done {
		p.Rate = e.speed.rate(at)
	}
	return p
}

// stir reports whether a watcher should see the entry anew, and forgets it.
// A transfer that stalls is shown until its rate has sunk to nothing.
func (e *entry) stir() bool {
	at := time.Since(e.began)
	e.mu.Lock()
	defer e.mu.Unlock()
	rolling := e.ended.IsZero() && e.speed.rate(at) > 0
	stirred := e.moved || rolling || e.rolling
	e.moved, e.rolling = false, rolling
	return stirred
}

func (e *entry) endedBefore(t time.Time) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return !e.ended.IsZero() && !e.ended.After(t)
}

// cut asks whoever moves the bytes to stop. Only the first cause counts.
func (e *entry) cut(cause error) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.cause != nil {
		return false
	}
	e.cause = cause
	close(e.cutc)
	return true
}

// why is the cause of the cut, nil while there is none.
func (e *entry) why() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.cause
}

// close takes the transfer off the board; it lingers in snapshots for a
// moment. It is true the first time.
func (e *entry) close() bool {
	e.mu.Lock()
	if !e.ended.IsZero() {
		e.mu.Unlock()
		return false
	}
	e.ended, e.moved = time.Now(), true
	if e.progress.Size == 0 && e.progress.MovieID == 0 {
		e.progress.Size = e.cover.Bytes() // it was the whole
	}
	e.mu.Unlock()

	e.board.mu.Lock()
	defer e.board.mu.Unlock()
	e.board.tick()
	return true
}

// The meter's window: 12 slots of 250 ms.
const (
	meterSlot  = 250 * time.Millisecond
	meterSlots = 12
)

// meter measures bytes a second over the last three seconds. Times count from
// the start of the transfer.
type meter struct {
	slots [meterSlots]int64
	at    int64 // number of the newest slot
}

func (m *meter) add(at time.Duration, n int64) {
	m.turn(at)
	m.slots[m.at%meterSlots] += n
}

// turn empties the slots that have come around.
func (m *meter) turn(at time.Duration) {
	now := int64(at / meterSlot)
	if now-m.at >= meterSlots {
		m.slots = [meterSlots]int64{}
		m.at = now
	}
	for m.at < now {
		m.at++
		m.slots[m.at%meterSlots] = 0
	}
}

func (m *meter) rate(at time.Duration) float64 {
	m.turn(at)
	var sum int64
	for _, n := range m.slots {
		sum += n
	}
	// The oldest slot is whole, the newest only as old as this moment.
	window := min(at, (meterSlots-1)*meterSlot+at%meterSlot)
	return float64(sum) / max(window.Seconds(), meterSlot.Seconds())
}
