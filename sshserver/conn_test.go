package sshserver

import (
	"net"
	"testing"
	"testing/synctest"
	"time"
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
func (p peer) Close() error { return nil }

func TestLobby(t *testing.T) {
	limits := Limits{Connections: 10, FromOneSource: 5, Arriving: 2, Unauthenticated: 100, Grace: 30 * time.Second}.orDefaults()
	t.Run("SourceWaitsInLine", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			l := newLobby(limits)
			first := l.enter(peer{from: "192.0.2.1:1"})
			l.enter(peer{from: "192.0.2.1:2"})
			in := make(chan *conn)
			go func() { in <- l.enter(peer{from: "192.0.2.1:3"}) }()
			synctest.Wait()
			select {
			case <-in:
				t.Fatal("a third of one source logs in at once")
			default:
			}
			if l.enter(peer{from: "192.0.2.2:1"}) == nil {
				t.Fatal("another source is kept out")
			}
			first.admitted()
			if c := <-in; c == nil {
				t.Fatal("the third was dropped though the first has logged in")
			}
		})
	})
	t.Run("LineIsBounded", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			l := newLobby(limits)
			for range 5 {
				go l.enter(peer{from: "192.0.2.1:1"})
			}
			synctest.Wait()
			if l.enter(peer{from: "192.0.2.1:9"}) != nil {
				t.Error("a sixth connection of one source came in")
			}
			time.Sleep(limits.Grace + time.Second)
			synctest.Wait()
			if n := len(l.here()); n != 2 {
				t.Errorf("%d connections after the grace, want the 2 that have not been closed", n)
			}
		})
	})
	t.Run("Full", func(t *testing.T) {
		l := newLobby(limits)
		for i := range 10 {
			c := l.enter(peer{from: net.JoinHostPort(net.IPv4(192, 0, 2, byte(i)).String(), "1")})
			c.admitted()
		}
		if l.enter(peer{from: "198.51.100.1:1"}) != nil {
			t.Error("an eleventh connection came in")
		}
		_ = l.here()[0].Close()
		if l.enter(peer{from: "198.51.100.1:1"}) == nil {
			t.Error("no place after one has left")
		}
	})
	t.Run("UnauthenticatedAreBounded", func(t *testing.T) {
		l := newLobby(Limits{Unauthenticated: 20}.orDefaults())
		in := 0
		for i := range 200 {
			if l.enter(peer{from: net.JoinHostPort(net.IPv4(192, 0, 2, byte(i)).String(), "1")}) != nil {
				in++
			}
		}
		if in > 20 || in < 10 {
			t.Errorf("%d unauthenticated connections, want 10 to 20", in)
		}
	})
	t.Run("LeavesNothingBehind", func(t *testing.T) {
		l := newLobby(limits)
		for range 50 {
			c := l.enter(peer{from: "192.0.2.1:1"})
			_ = c.Close()
			_ = c.Close()
		}
		if l.arriving != 0 || len(l.sources) != 0 || len(l.conns) != 0 {
			t.Errorf("left: %d arriving, %d sources, %d connections", l.arriving, len(l.sources), len(l.conns))
		}
	})
}

func TestConn_EmptyIsClosed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLobby(Limits{Empty: time.Minute}.orDefaults())
		c := l.enter(peer{from: "192.0.2.1:1"})
		c.admitted()
		s := &session{}
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
