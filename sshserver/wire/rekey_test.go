package wire

import (
	"testing"
	"testing/synctest"
	"time"
)

// TestRekeyPacer: new keys wait by what was moved between them. No one waits
// who moves half a megabyte; who moves nothing is held to the pace, also one who
// has moved much before.
func TestRekeyPacer(t *testing.T) {
	for _, c := range []struct {
		name   string
		times  int
		before int64 // bytes that were moved before all
		bytes  int64 // that are moved between two
		least  time.Duration
		most   time.Duration
	}{
		{"Megabytes", 10_000, 0, 1 << 20, 0, 0},
		{"HalfMegabytes", 10_000, 0, 512<<10 - 16<<10, 0, 0},
		{"Nothing", 216, 0, 0, 100 * time.Second, 100 * time.Second},
		{"NothingAfterMuch", 216, 1 << 40, 0, 100 * time.Second, 100 * time.Second},
		{"Little", 216, 0, 1 << 10, 99 * time.Second, 100 * time.Second},
		{"HalfPaid", 216, 0, 128 << 10, 46 * time.Second, 51 * time.Second},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				e, began, moved := newRekeyPacer(nil), time.Now(), c.before
				for range c.times {
					time.Sleep(e.wait(moved))
					moved += c.bytes
				}
				if took := time.Since(began); took < c.least || took > c.most {
					t.Errorf("%d exchanges took %v, want %v to %v", c.times, took, c.least, c.most)
				}
			})
		})
	}
}
