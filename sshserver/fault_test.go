package sshserver

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/sshserver/limit"
	"youku.example/sshserver/wire"
)

func TestPriceOf(t *testing.T) {
	for _, c := range []struct {
		name string
		err  error
		late bool
		want time.Duration
	}{
		{"Left", io.EOF, false, leftUnproven},
		{"LeftAtThePrompt", &gossh.ServerAuthError{Errors: []error{errNoNone}}, false, leftUnproven},
		{"Reset", &net.OpError{Op: "read", Err: os.NewSyscallError("read", syscall.ECONNRESET)}, false, leftUnproven},
		{"Grace", &net.OpError{Op: "read", Err: os.ErrDeadlineExceeded}, false, slowToLogIn},
		{"LeftLate", io.EOF, true, slowToLogIn},
		{"NoSSH", wire.ErrNotSSH, false, spokeNoSSH},
		{"NothingInCommon", fmt.Errorf("ssh: %w", &gossh.AlgorithmNegotiationError{}), false, spokeNoSSH},
		{"BrokenKeyExchange", errors.New("ssh: unexpected message type 99"), false, spokeNoSSH},
	} {
		if got := priceOf(c.err, c.late); got != c.want {
			t.Errorf("%s costs %v, want %v", c.name, got, c.want)
		}
	}
}

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
			noise := h.server.noise
			for i := 0; noise.left(limit.SourceOf(wire.AddrOf(loopback))) == 0; i++ {
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
			if h.server.throttle.banned(limit.SourceOf(wire.AddrOf(loopback))) != 0 {
				t.Error("passwords are refused for it")
			}
			for _, with := range [][]gossh.AuthMethod{keysOf(alice), {gossh.Password("correct horse")}} {
				if a, err := h.actor("alice", with...); err != nil || a.Account == 0 {
					t.Errorf("alice behind the same address: %+v, %v", a, err)
				}
			}
			b := bans{h.server.throttle.guesses, noise}
			if list := b.List(); len(list) != 1 || !b.Lift(list[0].Source.Addr()) || len(b.List()) != 0 {
				t.Errorf("bans: %v", list)
			}
		})
	}
}

var loopback = &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)}

// TestNoise_OncePerSecond: what connects and leaves now and then is never held back.
func TestNoise_OncePerSecond(t *testing.T) {
	p := newPenalties()
	inBubble(t, func(t *testing.T) {
		for range 1000 {
			if p.add(here, leftUnproven); p.left(here) != 0 {
				t.Fatal("a check every second is held back")
			}
			time.Sleep(time.Second)
		}
	})
}
