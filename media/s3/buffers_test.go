package s3

import (
	"bytes"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"youku.example/media"
)

type fakeFiller struct {
	b      *buffers
	p      []byte
	spills bool
	asked  atomic.Int32
}

func (f *fakeFiller) spill() bool {
	f.asked.Add(1)
	if f.spills {
		f.b.give(f, f.p)
	}
	return f.spills
}

// An upload that waits gets the buffer of one that can do without, and the first
// that waits is the first that gets one.
func TestBuffers_Spill(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBuffers(2 * leastPart)
		defer b.close()
		take := func(f *fakeFiller) error {
			f.b = b
			p, err := b.take(t.Context(), f, leastPart)
			f.p = p
			return err
		}
		stuck, idle, next := &fakeFiller{}, &fakeFiller{spills: true}, &fakeFiller{}
		for _, f := range []*fakeFiller{stuck, idle, next} {
			if err := take(f); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Millisecond) // on the test's own clock: one is older
		}
		if stuck.asked.Load() == 0 || idle.asked.Load() != 1 {
			t.Errorf("asked %d and %d times", stuck.asked.Load(), idle.asked.Load())
		}
		var order []int
		var wg sync.WaitGroup
		for i := range 3 {
			wg.Go(func() {
				f := &fakeFiller{}
				if err := take(f); err != nil {
					t.Error(err)
				}
				order = append(order, i)
				b.give(f, f.p)
			})
			synctest.Wait()
		}
		b.give(next, next.p)
		wg.Wait()
		if fmt.Sprint(order) != "[0 1 2]" {
			t.Errorf("served in the order %v", order)
		}
		if err := take(next); err != nil {
			t.Fatal(err)
		}
		if err := take(&fakeFiller{}); !errors.Is(err, media.ErrStoreBusy) {
			t.Errorf("for ever full: %v", err)
		}
		b.give(stuck, stuck.p)
		b.give(next, next.p)
		if b.free != 2*leastPart || len(b.filling) != 0 || len(b.waiting) != 0 {
			t.Errorf("%d bytes free, %d fill, %d wait", b.free, len(b.filling), len(b.waiting))
		}
	})
}

// Many uploads with room for two come to their end, and among them one that stops.
func TestBuffers_ManyUploads(t *testing.T) {
	g := startedGateway(t)
	l := openAt(t, Config{Place: g.place(), Memory: 2 * leastPart})
	p := content(leastPart+600_000, 20)
	stopped := receiveAt(t, l, "stopped", 1)
	writeAll(t, stopped, p[:leastPart/2], 0)
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			in := receiveAt(t, l, fmt.Sprint("a", i), 1)
			for off := 0; off < len(p); off += 1 << 20 {
				if _, err := in.WriteAt(p[off:min(off+1<<20, len(p))], int64(off)); err != nil {
					t.Error(err)
					return
				}
			}
			if err := in.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	writeAll(t, stopped, p[leastPart/2:], leastPart/2)
	if err := stopped.Close(); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"stopped", "a0", "a1", "a2", "a3"} {
		f, err := l.Arrived(t.Context(), key)
		if err == nil {
			got := make([]byte, len(p))
			if n, _ := f.ReadAt(got, 0); n != len(p) || !bytes.Equal(got, p) {
				t.Errorf("%s: wrong bytes", key)
			}
			_ = f.Close()
		} else {
			t.Errorf("%s: %v", key, err)
		}
	}
	l.buffers.mu.Lock()
	defer l.buffers.mu.Unlock()
	if l.buffers.free != 2*leastPart || len(l.buffers.filling) != 0 {
		t.Errorf("%d bytes free, %d fill", l.buffers.free, len(l.buffers.filling))
	}
}
