package auth

import (
	"net/netip"
	"testing"
	"testing/synctest"
	"time"

	"youku.example/sshserver/limit"
	"youku.example/store"
)

var here = limit.SourceOf(netip.MustParseAddr("192.0.2.7"))

func newTestThrottle() *throttle { return newThrottle(newPenalties(func(netip.Prefix, int) {})) }

func TestThrottle_Source(t *testing.T) {
	t.Run("FewAreForgiven", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			th := newTestThrottle()
			for range 20 { // a person who types slowly is never banned
				th.failed(here, "alice")
				if left := th.banned(here); left != 0 {
					t.Fatalf("banned for %v", left)
				}
				time.Sleep(wrongPassword)
			}
		})
	})
	t.Run("ManyAreBanned", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			th := newTestThrottle()
			for range 4 {
				th.failed(here, "alice")
			}
			if left := th.banned(here); left != 4*wrongPassword {
				t.Fatalf("banned for %v, want %v", left, 4*wrongPassword)
			}
			if left := th.banned(limit.SourceOf(netip.MustParseAddr("192.0.2.8"))); left != 0 {
				t.Fatalf("the neighbour is banned for %v", left)
			}
			time.Sleep(4 * wrongPassword)
			if left := th.banned(here); left != 0 {
				t.Fatalf("still banned for %v", left)
			}
		})
	})
	t.Run("EachBanIsLonger", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			th := newTestThrottle()
			var last time.Duration
			for i := range 12 {
				for th.banned(here) == 0 {
					th.failed(here, "alice")
				}
				left := th.banned(here)
				if left < last || left > longestBan {
					t.Fatalf("ban %d takes %v, the one before %v", i, left, last)
				}
				last = left
				time.Sleep(left)
			}
			if last != longestBan {
				t.Errorf("after 12 bans one takes %v, want %v", last, longestBan)
			}
			time.Sleep(forgetStrikes + time.Minute)
			th.failed(here, "alice")
			if left := th.banned(here); left != 0 {
				t.Errorf("one wrong password after a quiet hour: banned for %v", left)
			}
		})
	})
	t.Run("OneSixtyFour", func(t *testing.T) {
		a, b := netip.MustParseAddr("2001:db8::1"), netip.MustParseAddr("2001:db8::ffff:1")
		if limit.SourceOf(a) != limit.SourceOf(b) {
			t.Error("two addresses of a /64 are two sources")
		}
		if mapped := netip.MustParseAddr("::ffff:192.0.2.7"); limit.SourceOf(mapped) != here {
			t.Errorf("a mapped address is %v", limit.SourceOf(mapped))
		}
	})
}

func TestThrottle_Lift(t *testing.T) {
	th := newTestThrottle()
	if th.guesses.lift(here) {
		t.Error("lifted a ban that was not there")
	}
	for range 4 {
		th.failed(here, "alice")
	}
	b := Bans{th.guesses, newPenalties(func(netip.Prefix, int) {})}
	if bans := b.List(); len(bans) != 1 || bans[0].Source != here || bans[0].Times != 4 || bans[0].Why != store.BanGuesses {
		t.Fatalf("bans: %v", bans)
	}
	if !b.Lift(here.Addr()) || th.banned(here) != 0 || len(b.List()) != 0 {
		t.Error("the ban stands after it was lifted")
	}
}

func TestThrottle_Name(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		th := newTestThrottle()
		for i := range 40 { // from everywhere
			th.failed(limit.SourceOf(netip.AddrFrom4([4]byte{10, 0, 0, byte(i)})), "alice")
		}
		if d := th.slow("alice"); d != slowest {
			t.Errorf("a try takes %v more, want %v", d, slowest)
		}
		if d := th.slow("bob"); d != 0 {
			t.Errorf("bob is slowed by %v", d)
		}
		time.Sleep(40 * forgiveOne)
		if d := th.slow("alice"); d != 0 {
			t.Errorf("still slowed by %v", d)
		}
	})
}

func TestSlowBy(t *testing.T) {
	for wrong, want := range map[float64]time.Duration{
		0: 0, 4.9: 0, 5: slowStep, 6: 2 * slowStep, 7.5: 4 * slowStep, 10: slowest, 1e9: slowest,
	} {
		if got := slowBy(wrong); got != want {
			t.Errorf("%v wrong: %v, want %v", wrong, got, want)
		}
	}
}

func TestThrottle_MemoryIsBounded(t *testing.T) {
	th := newTestThrottle()
	for i := range limit.MostTracked + 1000 {
		a := netip.AddrFrom4([4]byte{10, byte(i >> 16), byte(i >> 8), byte(i)})
		th.failed(limit.SourceOf(a), a.String())
	}
	if len(th.guesses.by) > limit.MostTracked || len(th.names) > limit.MostTracked {
		t.Errorf("%d sources and %d names are remembered", len(th.guesses.by), len(th.names))
	}
}
