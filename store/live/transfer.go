package live

import (
	"sync"
	"time"

	"youku.example/store/ranges"
)

// Transfer is one movie, or one upload, whose bytes move now. All its methods may be called by several
// goroutines at once.
type Transfer struct {
	all      *Transfers
	owner    Owner
	began    time.Time
	cutc     chan struct{}
	mu       sync.Mutex
	progress Progress // Sent and Rate are filled in snapshots only
	sent     ranges.Set
	speed    meter
	moved    bool // since the last tick
	rolling  bool // the last snapshot that was shown had a rate
	ended    time.Time
	cause    error
}

// Sent reports that n bytes at off left for the other side (or, of an upload,
// arrived). It is cheap, and safe from several goroutines.
func (t *Transfer) Sent(off, n int64) {
	if n <= 0 || off < 0 {
		return
	}
	at, came := time.Since(t.began), n
	t.mu.Lock()
	if size := t.progress.Size; size > 0 || t.progress.MovieID != 0 {
		n = min(n, size-off)
	}
	t.sent.Add(off, n)
	t.speed.add(at, came)
	t.moved = true
	t.mu.Unlock()
}

// Ranges is a copy of the ranges sent, by this and earlier transfers.
func (t *Transfer) Ranges() ranges.Set {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.sent.Clone()
}

// Bytes is how many the ranges have.
func (t *Transfer) Bytes() int64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.sent.Bytes()
}

func (t *Transfer) snapshot() Progress {
	at := time.Since(t.began)
	t.mu.Lock()
	defer t.mu.Unlock()
	p := t.progress
	p.Sent = t.sent.Bytes()
	p.Done = !t.ended.IsZero()
	if !p.Done {
		p.Rate = t.speed.rate(at)
	}
	return p
}

// stir reports whether a watcher should see the transfer anew, and forgets it.
// A transfer that stalls is shown until its rate has sunk to nothing.
func (t *Transfer) stir() bool {
	at := time.Since(t.began)
	t.mu.Lock()
	defer t.mu.Unlock()
	rolling := t.ended.IsZero() && t.speed.rate(at) > 0
	stirred := t.moved || rolling || t.rolling
	t.moved, t.rolling = false, rolling
	return stirred
}

func (t *Transfer) endedBefore(at time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return !t.ended.IsZero() && !t.ended.After(at)
}

// Cut returns a channel that is closed when the bytes must stop; Cause is why.
func (t *Transfer) Cut() <-chan struct{} { return t.cutc }

// cut closes the channel. Only the first cause counts.
func (t *Transfer) cut(cause error) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.cause != nil {
		return false
	}
	t.cause = cause
	close(t.cutc)
	return true
}

// Cause is why the transfer was cut, nil while it was not.
func (t *Transfer) Cause() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.cause
}

// Close ends the transfer; it lingers in snapshots for a moment. It reports
// whether this was the first call.
func (t *Transfer) Close() bool {
	t.mu.Lock()
	if !t.ended.IsZero() {
		t.mu.Unlock()
		return false
	}
	t.ended, t.moved = time.Now(), true
	if t.progress.Size == 0 && t.progress.MovieID == 0 {
		t.progress.Size = t.sent.Bytes() // it was the whole
	}
	t.mu.Unlock()

	t.all.mu.Lock()
	defer t.all.mu.Unlock()
	t.all.ended = append(t.all.ended, t)
	t.all.tick()
	return true
}
