package sshserver

import (
	"net"
	"net/netip"
	"testing"
	"testing/synctest"
	"time"

	"youku.example/sshserver/limit"
	"youku.example/sshserver/wire"
)

func TestConn_EmptyIsClosed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		limits := limit.Limits{Empty: time.Minute}.OrDefaults()
		l := limit.NewConnections[*conn](limits, func(netip.Prefix) bool { return false })
		ours, theirs := net.Pipe()
		defer theirs.Close()
		c := newConn(wire.NewConn(ours, ours.RemoteAddr(), ours.LocalAddr(), limits.Grace), l, &limits, func(int64) int { return 0 })
		if !l.Enter(c) {
			t.Fatal("not let in")
		}
		c.LoggedIn()
		s := &channel{}
		c.open(s)
		time.Sleep(time.Hour)
		if len(l.All()) != 1 {
			t.Fatal("closed while a session was open")
		}
		c.done(s)
		time.Sleep(time.Minute + time.Second)
		if len(l.All()) != 0 {
			t.Error("open though nothing happens on it")
		}
	})
}
