package limit

import (
	"net"
	"net/netip"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// testConn is a connection that comes from an address.
type testConn struct {
	limiter *testLimiter
	source  netip.Prefix
	since   time.Time
	keyed   bool
}

func (c *testConn) Source() netip.Prefix { return c.source }
func (c *testConn) Since() time.Time     { return c.since }
func (c *testConn) Keyed() bool          { return c.keyed }
func (c *testConn) Close() error         { c.limiter.Leave(c); return nil }

type testLimiter struct{ *Connections[*testConn] }

func newTestLimiter(l Limits) *testLimiter {
	return &testLimiter{NewConnections[*testConn](l, func(netip.Prefix) bool { return false })}
}

// unproven is how many have not logged in.
func (l *testLimiter) unproven() int { n, _, _ := l.Logins(netip.Prefix{}); return n }

// line is how many wait.
func (l *testLimiter) line() int { _, _, n := l.Logins(netip.Prefix{}); return n }

// come is a connection from an address; nil when it is not let in.
func (l *testLimiter) come(from string) *testConn {
	c := &testConn{limiter: l, source: SourceOf(netip.MustParseAddrPort(from).Addr()), since: time.Now()}
	if !l.Enter(c) {
		return nil
	}
	return c
}

// flood comes n times at once and returns how many were let in, once it is known.
func (l *testLimiter) flood(from string, n int) *arrivals {
	a := &arrivals{in: make(chan *testConn, n), out: make(chan bool, n)}
	for range n {
		go func() {
			if c := l.come(from); c != nil {
				a.in <- c
				return
			}
			a.out <- true
		}()
	}
	synctest.Wait()
	return a
}

type arrivals struct {
	in  chan *testConn
	out chan bool
}

func TestConnections(t *testing.T) {
	limits := Limits{Connections: 10, FromOneSource: 5, Arriving: 2, Waiting: 3, Unauthenticated: 100, Grace: 30 * time.Second}.OrDefaults()
	run := func(name string, f func(t *testing.T)) {
		t.Run(name, func(t *testing.T) { synctest.Test(t, f) })
	}
	run("SourceWaitsInLine", func(t *testing.T) {
		l := newTestLimiter(limits)
		first := l.come("192.0.2.1:1")
		l.come("192.0.2.1:2")
		third := l.flood("192.0.2.1:3", 1)
		if len(third.in)+len(third.out) != 0 {
			t.Fatal("a third of one source logs in at once")
		}
		if l.come("192.0.2.2:1") == nil {
			t.Fatal("another source is kept out")
		}
		l.LoggedIn(first)
		synctest.Wait()
		if len(third.in) != 1 {
			t.Fatal("the third was dropped though the first has logged in")
		}
		_ = first.Close()
	})
	run("LineIsBounded", func(t *testing.T) {
		l := newTestLimiter(limits)
		crowd := l.flood("192.0.2.1:1", 1000)
		if len(crowd.in) != 2 || l.line() != 3 || len(crowd.out) != 995 {
			t.Errorf("of 1000 at once %d log in, %d wait and %d were dropped, want 2, 3 and 995", len(crowd.in), l.line(), len(crowd.out))
		}
		time.Sleep(limits.Grace + time.Second)
		synctest.Wait()
		if len(crowd.out) != 998 || l.line() != 0 || len(l.All()) != 2 {
			t.Errorf("after the grace: %d dropped, %d wait, %d here", len(crowd.out), l.line(), len(l.All()))
		}
	})
	run("LinesTakeNoOthersPlace", func(t *testing.T) {
		l := newTestLimiter(Limits{Connections: 100, Arriving: 2, Waiting: 30, WaitingInAll: 50, Grace: time.Minute}.OrDefaults())
		for _, from := range []string{"192.0.2.1:1", "192.0.2.2:1", "192.0.2.3:1", "192.0.2.4:1"} {
			l.flood(from, 500)
		}
		if l.line() > 50 || len(l.All()) != 8 {
			t.Errorf("%d wait and %d are here, want at most 50 and 8", l.line(), len(l.All()))
		}
		if l.come("198.51.100.1:1") == nil {
			t.Error("a stranger is kept out by the lines of four")
		}
		l.Close()
		synctest.Wait()
		if l.line() != 0 {
			t.Errorf("%d wait for a server that is closing", l.line())
		}
	})
	// A person behind the flood's own address gets in: their chance is that of
	// every place, again and again.
	run("ChanceInAFlood", func(t *testing.T) {
		l := newTestLimiter(Limits{Arriving: 2, Waiting: 10, Grace: time.Second}.OrDefaults())
		stop := make(chan bool)
		go func() {
			for {
				select {
				case <-stop:
					return
				case <-time.After(10 * time.Millisecond):
				}
				go func() {
					if c := l.come("192.0.2.1:1"); c != nil {
						time.Sleep(50 * time.Millisecond)
						_ = c.Close()
					}
				}()
			}
		}()
		in := 0
		for range 40 {
			if c := l.come("192.0.2.1:2"); c != nil {
				in++
				l.LoggedIn(c)
				_ = c.Close()
			}
		}
		close(stop)
		if in < 3 {
			t.Errorf("a person came in %d times of 40 beside a flood of their own address", in)
		}
		time.Sleep(time.Minute)
	})
	run("NoisySourceHasFewPlaces", func(t *testing.T) {
		l := newTestLimiter(Limits{Arriving: 10}.OrDefaults())
		l.isNoisy = func(src netip.Prefix) bool { return src == SourceOf(netip.MustParseAddr("192.0.2.7")) }
		crowd := l.flood("192.0.2.7:1", 20)
		if len(crowd.in) != noisyPlaces {
			t.Fatalf("%d of a noisy source log in at once, want %d", len(crowd.in), noisyPlaces)
		}
		_ = (<-crowd.in).Close() // to no avail
		synctest.Wait()
		if len(crowd.in) != noisyPlaces-1 {
			t.Error("the next comes at once after one that came to nothing")
		}
		time.Sleep(coolOff)
		synctest.Wait()
		if len(crowd.in) != noisyPlaces {
			t.Error("the next does not come after a while")
		}
		l.LoggedIn(<-crowd.in)
		synctest.Wait()
		if len(crowd.in) != noisyPlaces {
			t.Error("a login does not make room at once")
		}
		l.Close()
		synctest.Wait()
	})
	run("Full", func(t *testing.T) {
		l := newTestLimiter(limits)
		for i := range 10 {
			c := l.come(net.JoinHostPort(net.IPv4(192, 0, 2, byte(i)).String(), "1"))
			l.LoggedIn(c)
			defer c.Close()
		}
		if l.come("198.51.100.1:1") != nil {
			t.Error("an eleventh connection came in")
		}
		_ = l.All()[0].Close()
		if l.come("198.51.100.1:1") == nil {
			t.Error("no place after one has left")
		}
	})
	run("UnauthenticatedAreBounded", func(t *testing.T) {
		l := newTestLimiter(Limits{Unauthenticated: 20}.OrDefaults())
		for i := range 200 {
			l.come(net.JoinHostPort(net.IPv4(192, 0, 2, byte(i)).String(), "1"))
		}
		synctest.Wait()
		if in := len(l.All()); in != 20 || in != l.unproven() {
			t.Errorf("%d connections, %d of them unauthenticated, want 20", in, l.unproven())
		}
	})
	run("WhoComesAloneGetsIn", func(t *testing.T) {
		l := newTestLimiter(Limits{Unauthenticated: 20}.OrDefaults())
		for i := range 200 { // five addresses, four each, and again and again
			l.come(net.JoinHostPort(net.IPv4(192, 0, 2, byte(i%5)).String(), "1"))
		}
		for i := range 5 {
			if l.come(net.JoinHostPort(net.IPv4(198, 51, 100, byte(i)).String(), "1")) == nil {
				t.Errorf("stranger %d is kept out by a few who come a lot", i)
			}
		}
		synctest.Wait()
		if l.unproven() > 20 || len(l.All()) != l.unproven() {
			t.Errorf("%d arrive of %d here, want 20 at most and no more than that", l.unproven(), len(l.All()))
		}
	})
	run("SlowOnesGo", func(t *testing.T) {
		l := newTestLimiter(Limits{Unauthenticated: 20}.OrDefaults())
		flood := func(from byte) {
			for i := range 40 {
				l.come(net.JoinHostPort(net.IPv4(192, 0, from, byte(i)).String(), "1"))
			}
		}
		flood(1)
		before := l.All()
		flood(2)
		synctest.Wait()
		if now := l.All(); len(now) != 20 || slices.ContainsFunc(now, func(c *testConn) bool { return !slices.Contains(before, c) }) {
			t.Error("those who have just begun were pushed out by others")
		}
		before[7].keyed = true
		time.Sleep(displaceAfter + time.Second)
		for i := range 19 {
			if l.come(net.JoinHostPort(net.IPv4(198, 51, 100, byte(i)).String(), "1")) == nil {
				t.Error("somebody is kept out by those who have been silent for long")
			}
		}
		synctest.Wait()
		if now := l.All(); len(now) != 20 || !slices.Contains(now, before[7]) {
			t.Error("who was about to prove who they are had to go before those who say nothing")
		}
	})
	run("AccountsAndGuests", func(t *testing.T) {
		l := newTestLimiter(Limits{Connections: 10, OfAccount: 2}.OrDefaults())
		var in []*testConn
		for i := range 8 {
			c := l.come(net.JoinHostPort(net.IPv4(192, 0, 2, byte(i)).String(), "1"))
			l.LoggedIn(c)
			in = append(in, c)
		}
		for _, c := range []*testConn{in[0], in[0], in[1]} { // the same one twice, too
			if !l.Claim(c, 7, 0) {
				t.Error("an account's second connection was refused")
			}
		}
		if l.Claim(in[2], 7, 0) || !l.Claim(in[2], 8, 0) {
			t.Error("an account's third connection came in, or another account was refused")
		}
		_ = in[0].Close()
		if !l.Claim(in[3], 7, 0) || l.Claim(in[0], 9, 0) {
			t.Error("no place after a connection of the account has left, or one for a connection that has")
		}
		if l.Claim(in[4], 9, 2) || !l.Claim(in[4], 9, 1) {
			t.Error("what an account has to other servers is not counted as it is")
		}
		if n := l.OfAccounts(); len(n) != 3 || n[7] != 2 || n[8] != 1 || n[9] != 1 {
			t.Errorf("the accounts have %v", n)
		}
		guests := 0
		for _, c := range in {
			if l.Claim(c, 0, 0) {
				guests++
			}
		}
		if guests != 5 {
			t.Errorf("guests have %d of 10 connections, want half", guests)
		}
		for _, c := range in {
			_ = c.Close()
		}
		if l.users.Taken() != 0 || l.guests.Taken() != 0 {
			t.Errorf("left: %d of accounts and %d of guests", l.users.Taken(), l.guests.Taken())
		}
	})
	run("LeavesNothingBehind", func(t *testing.T) {
		l := newTestLimiter(limits)
		for i := range 50 {
			c := l.come("192.0.2.1:1")
			if i%2 == 0 {
				l.LoggedIn(c)
			}
			_ = c.Close()
			_ = c.Close()
		}
		if l.unproven() != 0 || l.line() != 0 || len(l.lines) != 0 || l.here.Taken() != 0 || len(l.conns) != 0 {
			t.Errorf("left: %d arriving, %d waiting, %d lines, %d connections", l.unproven(), l.line(), len(l.lines), len(l.conns))
		}
	})
}
