package intake

import (
	"math/rand/v2"
	"testing"
)

func TestFront(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		const size = 64
		var f receivedRanges
		var have [size]bool
		for range r.IntN(30) {
			if r.IntN(8) == 0 {
				end := r.Int64N(size + 1)
				f.cut(end)
				for i := end; i < size; i++ {
					have[i] = false
				}
				continue
			}
			off := r.Int64N(size)
			n := r.Int64N(size - off + 1)
			f.add(off, n)
			for i := off; i < off+n; i++ {
				have[i] = true
			}
		}
		want := int64(0)
		for want < size && have[want] {
			want++
		}
		if f.to != want {
			t.Fatalf("front at %d, want %d (%v)", f.to, want, have)
		}
		for i, a := range f.afterGap {
			if a.from <= f.to || a.from >= a.to || i > 0 && a.from <= f.afterGap[i-1].to {
				t.Fatalf("ahead %v behind %d", f.afterGap, f.to)
			}
		}
	}
}

func TestFront_Scattered(t *testing.T) {
	var f receivedRanges
	for i := range int64(3 * maxAhead) {
		f.add(10+2*i, 1)
	}
	if len(f.afterGap) > maxAhead {
		t.Errorf("%d gaps are remembered", len(f.afterGap))
	}
	f.add(0, 10)
	if f.to != 11 {
		t.Errorf("front at %d, want 11", f.to)
	}
}
