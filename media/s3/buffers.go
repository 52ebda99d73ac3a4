package s3

import (
	"context"
	"sync"
	"time"

	"youku.example/media"
)

// buffers bounds the memory of all parts that are being filled or sent. One that is
// full is sent, which ends in bounded time; the upload that fills one waits for no
// other; and when an upload has waited for spillAfter, the one that fills its
// buffer the longest stores what it has and gives it back. So every upload goes on.
type buffers struct {
	mu      sync.Mutex
	free    int64 // bytes
	waiting []*waiter
	filling map[filler]*fill
	spare   [][]byte // of the least size, to be used again
	idle    *time.Timer
}

// filler is an upload that fills a buffer. spill stores what is in it, gives it
// back, and reports whether it did.
type filler interface{ spill() bool }

// fill is a buffer that is being filled.
type fill struct {
	since time.Time
	asked bool // to be given back
}

type waiter struct {
	size  int64
	ready chan struct{}
}

const (
	spillAfter   = time.Second
	mostPatience = 30 * time.Second
	spareFor     = 10 * time.Second
)

func newBuffers(bytes int64) *buffers {
	return &buffers{free: bytes, filling: map[filler]*fill{}}
}

// take waits for a buffer and notes who fills it.
func (b *buffers) take(ctx context.Context, f filler, size int64) ([]byte, error) {
	b.mu.Lock()
	if len(b.waiting) > 0 || b.free < size {
		w := &waiter{size, make(chan struct{})}
		b.waiting = append(b.waiting, w)
		b.mu.Unlock()
		if err := b.wait(ctx, w); err != nil {
			return nil, err
		}
		b.mu.Lock()
	} else {
		b.free -= size
	}
	defer b.mu.Unlock()
	b.filling[f] = &fill{since: time.Now()}
	if n := len(b.spare); size == leastPart && n > 0 {
		p := b.spare[n-1]
		b.spare = b.spare[:n-1]
		return p, nil
	}
	return make([]byte, size), nil
}

func (b *buffers) wait(ctx context.Context, w *waiter) error {
	patience := time.NewTimer(mostPatience)
	defer patience.Stop()
	spill := time.NewTicker(spillAfter)
	defer spill.Stop()
	for {
		select {
		case <-w.ready:
			return nil
		case <-spill.C:
			go b.spillOldest()
			continue
		case <-patience.C:
			if b.leave(w) {
				return media.ErrStoreBusy
			}
		case <-ctx.Done():
			if b.leave(w) {
				return ctx.Err()
			}
		}
		return nil // it came in the same moment
	}
}

// leave takes a waiter out of the queue; false if it got its buffer.
func (b *buffers) leave(w *waiter) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	for i, other := range b.waiting {
		if other == w {
			b.waiting = append(b.waiting[:i:i], b.waiting[i+1:]...)
			b.serve()
			return true
		}
	}
	return false
}

func (b *buffers) spillOldest() {
	b.mu.Lock()
	var oldest filler
	var its *fill
	for f, fill := range b.filling {
		if !fill.asked && (its == nil || fill.since.Before(its.since)) {
			oldest, its = f, fill
		}
	}
	if its != nil {
		its.asked = true
	}
	b.mu.Unlock()
	if its == nil || oldest.spill() {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	its.asked, its.since = false, time.Now()
}

// sending says that an upload no longer fills its buffer, though it is in use.
func (b *buffers) sending(f filler) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.filling, f)
}

// give gives a buffer back.
func (b *buffers) give(f filler, p []byte) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if f != nil {
		delete(b.filling, f)
	}
	b.free += int64(cap(p))
	if cap(p) == leastPart {
		b.spare = append(b.spare, p[:cap(p)])
		if b.idle == nil {
			b.idle = time.AfterFunc(spareFor, b.dropSpare)
		}
		b.idle.Reset(spareFor)
	}
	b.serve()
}

// serve gives the buffers that are free to those who wait, the first first.
func (b *buffers) serve() {
	for len(b.waiting) > 0 && b.waiting[0].size <= b.free {
		w := b.waiting[0]
		b.waiting = b.waiting[1:]
		b.free -= w.size
		close(w.ready)
	}
}

func (b *buffers) dropSpare() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.spare = nil
}

// close stops the clock of what is kept to be used again.
func (b *buffers) close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.idle != nil {
		b.idle.Stop()
	}
	b.spare = nil
}
