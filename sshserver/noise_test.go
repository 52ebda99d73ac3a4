package sshserver

import (
	"io"
	"net"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/sshserver/limit"
	"youku.example/sshserver/wire"
)

// TestNoise: connections that come to nothing cost their source places in the
// line, and no one behind that address a login.
func TestNoise(t *testing.T) {
	for name, end := range map[string]func(net.Conn){
		"LeavesAtOnce": func(net.Conn) {},
		"SpeaksHTTP":   func(c net.Conn) { _, _ = io.WriteString(c, "GET / HTTP/1.1\r\n\r\n"); _, _ = io.ReadAll(c) },
		"BrokenKeyExchange": func(c net.Conn) {
			_, _ = io.WriteString(c, "SSH-2.0-x\r\n\x00\x00\x00\x0c\x04\x63aaaaaaaaaa")
			_, _ = io.ReadAll(c)
		},
	} {
		t.Run(name, func(t *testing.T) {
			h := newTestServer(t, Config{})
			alice := newKey(t)
			h.user("alice", "correct horse", alice)
			noise := h.server.logins.Noise
			for i := 0; noise.Left(limit.SourceOf(wire.AddrOf(loopback))) == 0; i++ {
				if i > 60 {
					t.Fatal("60 such connections cost nothing")
				}
				nc, err := net.Dial("tcp", h.addr)
				if err != nil {
					t.Fatal(err)
				}
				end(nc)
				_ = nc.Close()
				eventually(t, 5*time.Second, "it has come to nothing", func() bool {
					return strings.Count(h.log.text(), "connection without login") > i
				})
			}
			if h.server.logins.Guesses.Left(limit.SourceOf(wire.AddrOf(loopback))) != 0 {
				t.Error("passwords are refused for it")
			}
			for _, with := range [][]gossh.AuthMethod{keysOf(alice), {gossh.Password("correct horse")}} {
				if a, err := h.actor("alice", with...); err != nil || a.Account == 0 {
					t.Errorf("alice behind the same address: %+v, %v", a, err)
				}
			}
			b := h.server.logins.Bans()
			if list := b.List(); len(list) != 1 || !b.Lift(list[0].Source.Addr()) || len(b.List()) != 0 {
				t.Errorf("bans: %v", list)
			}
		})
	}
}

var loopback = &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)}
