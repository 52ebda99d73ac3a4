package sshserver

import (
	"net"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"youku.example/sshserver/wire"
)

// peer is a network connection that comes from an address.
type peer struct {
	net.Conn
	from string
}

func (p peer) RemoteAddr() net.Addr {
	a, _ := net.ResolveTCPAddr("tcp", p.from)
	return a
}
func (p peer) LocalAddr() net.Addr { return &net.TCPAddr{} }
func (p peer) Close() error        { return nil }

// come is a connection from an address; nil when it is not let in.
func (l *connLimiter) come(from string) *conn {
	nc := peer{from: from}
	c := newConn(wire.NewConn(nc, nc.RemoteAddr(), nc.LocalAddr(), l.limits.Grace), l)
	if !l.enter(c) {
		return nil
	}
	return c
}

// flood comes n times at once and tells how many were let in, once it is known.
func (l *connLimiter) flood(from string, n int) *arrivals {
	a := &arrivals{in: make(chan *conn, n), out: make(chan bool, n)}
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
	in  chan *conn
	out chan bool
}

func TestLobby(t *testing.T) {
	limits := Limits{Connections: 10, FromOneSource: 5, Arriving: 2, Waiting: 3, Unauthenticated: 100, Grace: 30 * time.Second}.orDefaults()
	run := func(name string, f func(t *testing.T)) {
		t.Run(name, func(t *testing.T) { synctest.Test(t, f) })
	}
	run("SourceWaitsInLine", func(t *testing.T) {
		l := newConnLimiter(limits)
		first := l.come("192.0.2.1:1")
		l.come("192.0.2.1:2")
		third := l.flood("192.0.2.1:3", 1)
		if len(third.in)+len(third.out) != 0 {
			t.Fatal("a third of one source logs in at once")
		}
		if l.come("192.0.2.2:1") == nil {
			t.Fatal("another source is kept out")
		}
		first.admitted()
		synctest.Wait()
		if len(third.in) != 1 {
			t.Fatal("the third was dropped though the first has logged in")
		}
		_ = first.Close()
	})
	run("LineIsBounded", func(t *testing.T) {
		l := newConnLimiter(limits)
		crowd := l.flood("192.0.2.1:1", 1000)
		if len(crowd.in) != 2 || l.waiting != 3 || len(crowd.out) != 995 {
			t.Errorf("of 1000 at once %d log in, %d wait and %d were dropped, want 2, 3 and 995", len(crowd.in), l.waiting, len(crowd.out))
		}
		time.Sleep(limits.Grace + time.Second)
		synctest.Wait()
		if len(crowd.out) != 998 || l.waiting != 0 || len(l.here()) != 2 {
			t.Errorf("after the grace: %d dropped, %d wait, %d here", len(crowd.out), l.waiting, len(l.here()))
		}
	})
	run("LinesTakeNobodysPlace", func(t *testing.T) {
		l := newConnLimiter(Limits{Connections: 100, Arriving: 2, Waiting: 30, WaitingInAll: 50, Grace: time.Minute}.orDefaults())
		for _, from := range []string{"192.0.2.1:1", "192.0.2.2:1", "192.0.2.3:1", "192.0.2.4:1"} {
			l.flood(from, 500)
		}
		if l.waiting > 50 || len(l.here()) != 8 {
			t.Errorf("%d wait and %d are here, want at most 50 and 8", l.waiting, len(l.here()))
		}
		if l.come("198.51.100.1:1") == nil {
			t.Error("a stranger is kept out by the lines of four")
		}
		l.close()
		synctest.Wait()
		if l.waiting != 0 {
			t.Errorf("%d wait for a house that is closing", l.waiting)
		}
	})
	// A person behind the flood's own address gets in: their chance is that of
	// every place, again and again.
	run("ChanceInAFlood", func(t *testing.T) {
		l := newConnLimiter(Limits{Arriving: 2, Waiting: 10, Grace: time.Second}.orDefaults())
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
				c.admitted()
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
		l := newConnLimiter(Limits{Arriving: 10}.orDefaults())
		for range 16 {
			l.noise.add(here, leftUnproven)
		}
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
		(<-crowd.in).admitted()
		synctest.Wait()
		if len(crowd.in) != noisyPlaces {
			t.Error("a login does not make room at once")
		}
		l.close()
		synctest.Wait()
	})
	run("Full", func(t *testing.T) {
		l := newConnLimiter(limits)
		for i := range 10 {
			c := l.come(net.JoinHostPort(net.IPv4(192, 0, 2, byte(i)).String(), "1"))
			c.admitted()
			defer c.Close()
		}
		if l.come("198.51.100.1:1") != nil {
			t.Error("an eleventh connection came in")
		}
		_ = l.here()[0].Close()
		if l.come("198.51.100.1:1") == nil {
			t.Error("no place after one has left")
		}
	})
	run("UnauthenticatedAreBounded", func(t *testing.T) {
		l := newConnLimiter(Limits{Unauthenticated: 20}.orDefaults())
		for i := range 200 {
			l.come(net.JoinHostPort(net.IPv4(192, 0, 2, byte(i)).String(), "1"))
		}
		synctest.Wait()
		if in := len(l.here()); in != 20 || in != l.arriving {
			t.Errorf("%d connections, %d of them unauthenticated, want 20", in, l.arriving)
		}
	})
	run("WhoComesAloneGetsIn", func(t *testing.T) {
		l := newConnLimiter(Limits{Unauthenticated: 20}.orDefaults())
		for i := range 200 { // five addresses, four each, and again and again
			l.come(net.JoinHostPort(net.IPv4(192, 0, 2, byte(i%5)).String(), "1"))
		}
		for i := range 5 {
			if l.come(net.JoinHostPort(net.IPv4(198, 51, 100, byte(i)).String(), "1")) == nil {
				t.Errorf("stranger %d is kept out by a few who come a lot", i)
			}
		}
		synctest.Wait()
		if l.arriving > 20 || len(l.here()) != l.arriving {
			t.Errorf("%d arrive of %d here, want 20 at most and no more than that", l.arriving, len(l.here()))
		}
	})
	run("SlowOnesGo", func(t *testing.T) {
		l := newConnLimiter(Limits{Unauthenticated: 20}.orDefaults())
		flood := func(from byte) {
			for i := range 40 {
				l.come(net.JoinHostPort(net.IPv4(192, 0, from, byte(i)).String(), "1"))
			}
		}
		flood(1)
		before := l.here()
		flood(2)
		synctest.Wait()
		if now := l.here(); len(now) != 20 || slices.ContainsFunc(now, func(c *conn) bool { return !slices.Contains(before, c) }) {
			t.Error("those who have just begun were pushed out by others")
		}
		before[7].BeginAuth(nil)
		time.Sleep(unhurried + time.Second)
		for i := range 19 {
			if l.come(net.JoinHostPort(net.IPv4(198, 51, 100, byte(i)).String(), "1")) == nil {
				t.Error("somebody is kept out by those who have been silent for long")
			}
		}
		synctest.Wait()
		if now := l.here(); len(now) != 20 || !slices.Contains(now, before[7]) {
			t.Error("who was about to prove who they are had to go before those who say nothing")
		}
	})
	run("AccountsAndGuests", func(t *testing.T) {
		l := newConnLimiter(Limits{Connections: 10, OfAccount: 2}.orDefaults())
		var in []*conn
		for i := range 8 {
			c := l.come(net.JoinHostPort(net.IPv4(192, 0, 2, byte(i)).String(), "1"))
			c.admitted()
			in = append(in, c)
		}
		for _, c := range []*conn{in[0], in[0], in[1]} { // the same one twice, too
			if !l.claim(c, 7) {
				t.Error("an account's second connection was refused")
			}
		}
		if l.claim(in[2], 7) || !l.claim(in[2], 8) {
			t.Error("an account's third connection came in, or another account was refused")
		}
		_ = in[0].Close()
		if !l.claim(in[3], 7) || l.claim(in[0], 9) {
			t.Error("no place after a connection of the account has left, or one for a connection that has")
		}
		guests := 0
		for _, c := range in {
			if l.claim(c, 0) {
				guests++
			}
		}
		if guests != 5 {
			t.Errorf("guests have %d of 10 connections, want half", guests)
		}
		for _, c := range in {
			_ = c.Close()
		}
		if len(l.accounts) != 0 {
			t.Errorf("left: %v", l.accounts)
		}
	})
	run("LeavesNothingBehind", func(t *testing.T) {
		l := newConnLimiter(limits)
		for i := range 50 {
			c := l.come("192.0.2.1:1")
			if i%2 == 0 {
				c.admitted()
			}
			_ = c.Close()
			_ = c.Close()
		}
		if l.arriving != 0 || l.waiting != 0 || len(l.sources) != 0 || len(l.conns) != 0 {
			t.Errorf("left: %d arriving, %d waiting, %d sources, %d connections", l.arriving, l.waiting, len(l.sources), len(l.conns))
		}
	})
}

func TestConn_EmptyIsClosed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newConnLimiter(Limits{Empty: time.Minute}.orDefaults())
		c := l.come("192.0.2.1:1")
		c.admitted()
		s := &channel{}
		c.open(s)
		time.Sleep(time.Hour)
		if len(l.here()) != 1 {
			t.Fatal("closed while a session was open")
		}
		c.done(s)
		time.Sleep(time.Minute + time.Second)
		if len(l.here()) != 0 {
			t.Error("open though nothing happens on it")
		}
	})
}
