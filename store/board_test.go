package store

import (
	"errors"
	"math"
	"testing"
	"testing/synctest"
	"time"
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

func TestBoard_Watch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBoard()
		alice, stopAlice := b.watch(1)
		bob, stopBob := b.watch(2)
		all, stopAll := b.watch(0)
		none(t, alice)

		var before Cover
		before.Add(0, 500)
		e := b.start(Progress{Account: 1, Name: "alice", MovieID: 7, Size: 10_000}, Actor{Account: 1}, before)
		time.Sleep(boardTick)
		synctest.Wait()
		if s := got(t, alice); len(s) != 1 || s[0].Sent != 500 || s[0].Done || s[0].ID == 0 || s[0].Since.IsZero() {
			t.Errorf("at the start: %+v", s)
		}
		none(t, bob)

		// A hundred reports become five snapshots a second, of which a slow
		// watcher sees the newest.
		seen := 0
		for i := range int64(100) {
			e.sent(500+i*10, 10)
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

		// The end is shown for a moment, then the board is empty.
		e.sent(0, 10_000)
		if !e.close() || e.close() {
			t.Error("close")
		}
		time.Sleep(boardTick)
		synctest.Wait()
		if s := got(t, alice); len(s) != 1 || !s[0].Done || s[0].Sent != 10_000 {
			t.Errorf("at the end: %+v", s)
		}
		if s := b.list(nil); len(s) != 0 {
			t.Errorf("the list still has %+v", s)
		}
		time.Sleep(boardLinger + boardTick)
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
func TestBoard_WatchLate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBoard()
		e := b.start(Progress{Account: 1, Size: 100}, Actor{}, Cover{})
		e.sent(0, 40)
		time.Sleep(time.Minute)
		newest, stop := b.watch(1)
		if s := got(t, newest); len(s) != 1 || s[0].Sent != 40 {
			t.Errorf("late: %+v", s)
		}
		stop()
		stop()
		e.sent(40, 60)
		time.Sleep(time.Second)
		none(t, newest)
		e.close()
		if len(b.entries) != 1 {
			t.Errorf("%d entries", len(b.entries))
		}
		time.Sleep(boardLinger)
		b.start(Progress{Account: 1}, Actor{}, Cover{}).close()
		if len(b.entries) != 1 {
			t.Errorf("%d entries; what ended is swept without watchers too", len(b.entries))
		}
	})
}

func TestBoard_Cut(t *testing.T) {
	b := newBoard()
	mine := b.start(Progress{Account: 1, MovieID: 7, Size: 9}, Actor{Account: 1, Session: "s1"}, Cover{})
	other := b.start(Progress{Account: 2, MovieID: 7, Size: 9}, Actor{Account: 2}, Cover{})
	ended := b.start(Progress{Account: 1, Size: 9}, Actor{Account: 1}, Cover{})
	ended.close()

	n := b.cut(ErrLocked, func(p Progress, a Actor) bool { return a.Account == 1 })
	if n != 1 || !errors.Is(mine.why(), ErrLocked) || other.why() != nil {
		t.Errorf("cut %d: %v, %v", n, mine.why(), other.why())
	}
	select {
	case <-mine.cutc:
	default:
		t.Error("the one who sends was not told")
	}
	if n := b.cut(ErrKicked, func(Progress, Actor) bool { return true }); n != 1 || !errors.Is(mine.why(), ErrLocked) {
		t.Errorf("cut %d again, mine for %v", n, mine.why())
	}
}

func TestEntry_Sent(t *testing.T) {
	b := newBoard()
	e := b.start(Progress{Size: 100}, Actor{}, Cover{})
	e.sent(90, 50) // no byte beyond the end counts
	e.sent(200, 5)
	e.sent(-5, 3)
	e.sent(0, math.MaxInt64)
	if c := e.sofar(); c.Bytes() != 100 || !c.Covers(100) {
		t.Errorf("%d bytes", c.Bytes())
	}
	up := b.start(Progress{}, Actor{}, Cover{})
	up.sent(0, 30)
	if p := up.snapshot(); p.Size != 0 || p.Sent != 30 {
		t.Errorf("an upload whose size was not said: %+v", p)
	}
	up.close()
	if p := up.snapshot(); p.Size != 30 || p.Sent != 30 {
		t.Errorf("the same at its end: %+v", p)
	}
	said := b.start(Progress{Size: 50}, Actor{}, Cover{})
	said.sent(0, 30)
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

func BenchmarkEntry_Sent(b *testing.B) {
	board := newBoard()
	newest, stop := board.watch(1)
	defer stop()
	_ = newest
	e := board.start(Progress{Account: 1, Size: math.MaxInt64}, Actor{}, Cover{})
	off := int64(0)
	for b.Loop() {
		e.sent(off, 32768)
		off += 32768
	}
}

func BenchmarkEntry_SentParallel(b *testing.B) {
	e := newBoard().start(Progress{Account: 1, Size: math.MaxInt64}, Actor{}, Cover{})
	b.RunParallel(func(pb *testing.PB) {
		off := int64(0)
		for pb.Next() {
			e.sent(off, 32768)
			off += 32768
		}
	})
}

// What a tick costs with many who watch one account's downloads.
func BenchmarkBoard_Publish(b *testing.B) {
	board := newBoard()
	var all []*entry
	for i := range int64(50) {
		all = append(all, board.start(Progress{Account: i % 10, Size: math.MaxInt64}, Actor{}, Cover{}))
	}
	for i := range int64(200) {
		_, stop := board.watch(i % 10)
		defer stop()
	}
	b.ReportAllocs()
	off := int64(0)
	for b.Loop() {
		for _, e := range all {
			e.sent(off, 32768)
		}
		off += 32768
		board.publish(time.Now())
	}
}
