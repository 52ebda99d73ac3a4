package live

import (
	"errors"
	"math"
	"testing"
	"testing/synctest"
	"time"

	"youku.example/store/ranges"
)

var (
	errLocked = errors.New("locked")
	errKicked = errors.New("kicked")
)

func got(t *testing.T, newest <-chan []Progress) []Progress {
	t.Helper()
	select {
	case s := <-newest:
		return s
	default:
		t.Fatal("no snapshot")
		return nil
	}
}

func none(t *testing.T, newest <-chan []Progress) {
	t.Helper()
	select {
	case s := <-newest:
		t.Fatalf("a snapshot while nothing moves: %+v", s)
	default:
	}
}

func TestTransfers_Watch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := NewTransfers()
		alice, stopAlice := b.Watch(1)
		bob, stopBob := b.Watch(2)
		all, stopAll := b.Watch(0)
		none(t, alice)

		var before ranges.Set
		before.Add(0, 500)
		e := b.Start(Progress{Account: 1, Name: "alice", MovieID: 7, Size: 10_000}, Owner{}, before)
		time.Sleep(tickEvery)
		synctest.Wait()
		if s := got(t, alice); len(s) != 1 || s[0].Sent != 500 || s[0].Done || s[0].ID == 0 || s[0].Since.IsZero() {
			t.Errorf("at the start: %+v", s)
		}
		none(t, bob)

		// A hundred reports become five snapshots a second, of which a slow
		// watcher sees the newest.
		seen := 0
		for i := range int64(100) {
			e.Sent(500+i*10, 10)
			time.Sleep(10 * time.Millisecond)
			select {
			case <-alice:
				seen++
			default:
			}
		}
		synctest.Wait()
		if seen < 4 || seen > 6 {
			t.Errorf("%d snapshots in a second", seen)
		}
		if s := got(t, all); len(s) != 1 || s[0].Sent < 1400 || s[0].Rate < 800 || s[0].Rate > 1200 {
			t.Errorf("a slow watcher sees %+v", s)
		}

		// A stall is shown until the rate is nothing; then it is quiet.
		time.Sleep(5 * time.Second)
		synctest.Wait()
		if s := got(t, alice); s[0].Rate != 0 || s[0].Sent != 1500 {
			t.Errorf("stalled: %+v", s)
		}
		time.Sleep(5 * time.Second)
		synctest.Wait()
		none(t, alice)

		// The end is shown for a moment, then there is nothing.
		e.Sent(0, 10_000)
		if !e.Close() || e.Close() {
			t.Error("close")
		}
		time.Sleep(tickEvery)
		synctest.Wait()
		if s := got(t, alice); len(s) != 1 || !s[0].Done || s[0].Sent != 10_000 {
			t.Errorf("at the end: %+v", s)
		}
		if s := b.List(nil); len(s) != 0 {
			t.Errorf("the list still has %+v", s)
		}
		time.Sleep(lingerFor + tickEvery)
		synctest.Wait()
		if s := got(t, alice); len(s) != 0 {
			t.Errorf("afterwards: %+v", s)
		}
		stopAlice()
		stopBob()
		stopAll()
	})
}

// Who comes in the middle sees at once what is going on, and the ticking ends
// with the last watcher: synctest would find a goroutine that is left.
func TestTransfers_WatchLate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := NewTransfers()
		e := b.Start(Progress{Account: 1, Size: 100}, Owner{}, ranges.Set{})
		e.Sent(0, 40)
		time.Sleep(time.Minute)
		newest, stop := b.Watch(1)
		if s := got(t, newest); len(s) != 1 || s[0].Sent != 40 {
			t.Errorf("late: %+v", s)
		}
		stop()
		stop()
		e.Sent(40, 60)
		time.Sleep(time.Second)
		none(t, newest)
		e.Close()
		if len(b.running) != 1 {
			t.Errorf("%d entries", len(b.running))
		}
		time.Sleep(lingerFor)
		b.Start(Progress{Account: 1}, Owner{}, ranges.Set{}).Close()
		if len(b.running) != 1 {
			t.Errorf("%d entries; what ended is swept without watchers too", len(b.running))
		}
	})
}

func TestTransfers_Cut(t *testing.T) {
	b := NewTransfers()
	mine := b.Start(Progress{Account: 1, MovieID: 7, Size: 9}, Owner{Session: "s1"}, ranges.Set{})
	other := b.Start(Progress{Account: 2, MovieID: 7, Size: 9}, Owner{}, ranges.Set{})
	ended := b.Start(Progress{Account: 1, Size: 9}, Owner{}, ranges.Set{})
	ended.Close()

	n := b.Cut(errLocked, func(p Progress, _ Owner) bool { return p.Account == 1 })
	if n != 1 || !errors.Is(mine.Cause(), errLocked) || other.Cause() != nil {
		t.Errorf("cut %d: %v, %v", n, mine.Cause(), other.Cause())
	}
	select {
	case <-mine.cutc:
	default:
		t.Error("the one who sends was not told")
	}
	if n := b.Cut(errKicked, func(Progress, Owner) bool { return true }); n != 1 || !errors.Is(mine.Cause(), errLocked) {
		t.Errorf("cut %d again, mine for %v", n, mine.Cause())
	}
}

func TestTransfer_Sent(t *testing.T) {
	b := NewTransfers()
	e := b.Start(Progress{Size: 100}, Owner{}, ranges.Set{})
	e.Sent(90, 50) // no byte beyond the end counts
	e.Sent(200, 5)
	e.Sent(-5, 3)
	e.Sent(0, math.MaxInt64)
	if c := e.Ranges(); c.Bytes() != 100 || !c.Covers(100) {
		t.Errorf("%d bytes", c.Bytes())
	}
	up := b.Start(Progress{}, Owner{}, ranges.Set{})
	up.Sent(0, 30)
	if p := up.snapshot(); p.Size != 0 || p.Sent != 30 {
		t.Errorf("an upload whose size was not said: %+v", p)
	}
	up.Close()
	if p := up.snapshot(); p.Size != 30 || p.Sent != 30 {
		t.Errorf("the same at its end: %+v", p)
	}
	said := b.Start(Progress{Size: 50}, Owner{}, ranges.Set{})
	said.Sent(0, 30)
	if p := said.snapshot(); p.Size != 50 || p.Sent != 30 {
		t.Errorf("an upload whose size was said: %+v", p)
	}
}

func TestMeter(t *testing.T) {
	var m meter
	if r := m.rate(0); r != 0 {
		t.Errorf("at the start %v", r)
	}
	for i := range 100 { // 1000 bytes a second for ten seconds
		m.add(time.Duration(i)*100*time.Millisecond, 100)
		if at := time.Duration(i+1) * 100 * time.Millisecond; at >= time.Second {
			if r := m.rate(at); r < 900 || r > 1150 {
				t.Errorf("after %v: %v", at, r)
			}
		}
	}
	if r := m.rate(14 * time.Second); r != 0 {
		t.Errorf("long after: %v", r)
	}
	m.add(1000*time.Hour, 5)
	if r := m.rate(1000 * time.Hour); r <= 0 {
		t.Errorf("after a long pause: %v", r)
	}
}

func BenchmarkTransfer_Sent(b *testing.B) {
	ts := NewTransfers()
	newest, stop := ts.Watch(1)
	defer stop()
	_ = newest
	e := ts.Start(Progress{Account: 1, Size: math.MaxInt64}, Owner{}, ranges.Set{})
	off := int64(0)
	for b.Loop() {
		e.Sent(off, 32768)
		off += 32768
	}
}

func BenchmarkTransfer_SentParallel(b *testing.B) {
	e := NewTransfers().Start(Progress{Account: 1, Size: math.MaxInt64}, Owner{}, ranges.Set{})
	b.RunParallel(func(pb *testing.PB) {
		off := int64(0)
		for pb.Next() {
			e.Sent(off, 32768)
			off += 32768
		}
	})
}

// What a tick costs with many who watch one account's downloads.
func BenchmarkTransfers_Publish(b *testing.B) {
	ts := NewTransfers()
	var all []*Transfer
	for i := range int64(50) {
		all = append(all, ts.Start(Progress{Account: i % 10, Size: math.MaxInt64}, Owner{}, ranges.Set{}))
	}
	for i := range int64(200) {
		_, stop := ts.Watch(i % 10)
		defer stop()
	}
	b.ReportAllocs()
	off := int64(0)
	for b.Loop() {
		for _, e := range all {
			e.Sent(off, 32768)
		}
		off += 32768
		ts.publish(time.Now())
	}
}
