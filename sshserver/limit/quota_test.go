package limit

import (
	"net/netip"
	"testing"
	"testing/synctest"
	"time"
)

func TestQuota(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		here := SourceOf(netip.MustParseAddr("192.0.2.7"))
		q := NewQuota(2, time.Hour)
		q.Take(here)
		time.Sleep(10 * time.Minute)
		giveBack, _ := q.Take(here)
		if _, wait := q.Take(here); wait != 50*time.Minute {
			t.Errorf("wait %v, want 50m", wait)
		}
		giveBack()
		if _, wait := q.Take(here); wait != 0 {
			t.Errorf("a turn that came to nothing was used: wait %v", wait)
		}
		time.Sleep(50 * time.Minute)
		if _, wait := q.Take(here); wait != 0 {
			t.Errorf("wait %v after an hour", wait)
		}
	})
}
