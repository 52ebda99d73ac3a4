package sshserver

import (
	"errors"
	"net"
	"net/netip"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/sshserver/limit"
)

func TestAuth_ManyKeysThenPassword(t *testing.T) {
	h := newTestServer(t, Config{})
	h.user("alice", "correct horse", nil)
	var many []gossh.Signer
	for range 8 {
		many = append(many, newKey(t))
	}
	a, err := h.actor("alice", append(keysOf(many...), gossh.Password("correct horse"))...)
	if err != nil || a.Account == 0 {
		t.Fatalf("8 keys, then the password: %+v, %v", a, err)
	}
}

func TestAuth_WrongPasswordsEnd(t *testing.T) {
	h := newTestServer(t, Config{Limits: limit.Limits{Passwords: 3}})
	h.user("alice", "correct horse", nil)
	tried := 0
	_, err := h.dial("alice", gossh.RetryableAuthMethod(gossh.PasswordCallback(func() (string, error) {
		tried++
		return "battery staple", nil
	}), 50))
	if err == nil || tried > 4 {
		t.Errorf("%d passwords on one connection: %v", tried, err)
	}
}

func TestAuth_Ban(t *testing.T) {
	h := newTestServer(t, Config{})
	alice := newKey(t)
	h.user("alice", "correct horse", alice)
	for range 4 {
		if _, err := h.dial("alice", gossh.Password("battery staple")); err == nil {
			t.Fatal("a wrong password came in")
		}
	}
	var banner string
	c := h.client("alice", gossh.Password("correct horse"))
	c.BannerCallback = func(m string) error { banner = m; return nil }
	if _, err := gossh.Dial("tcp", h.addr, c); err == nil {
		t.Error("a banned source came in by password")
	}
	if strings.TrimSpace(banner) == "" {
		t.Error("nothing tells why")
	}
	if _, err := h.actor("alice", keysOf(alice)...); err != nil {
		t.Errorf("a ban keeps a key out: %v", err)
	}
	b := h.server.logins.Bans()
	if list := b.List(); len(list) != 1 || !b.Lift(netip.MustParseAddr("127.0.0.1")) {
		t.Errorf("bans: %v", list)
	}
	if _, err := h.actor("alice", gossh.Password("correct horse")); err != nil {
		t.Errorf("after the ban was lifted: %v", err)
	}
}

func TestGrace(t *testing.T) {
	h := newTestServer(t, Config{Limits: limit.Limits{Grace: 300 * time.Millisecond}})
	for _, c := range []struct {
		name string
		open func(net.Conn)
	}{
		{"Silent", func(net.Conn) {}},
		{"VersionOnly", func(c net.Conn) { _, _ = c.Write([]byte("SSH-2.0-x\r\n")) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			nc, err := net.Dial("tcp", h.addr)
			if err != nil {
				t.Fatal(err)
			}
			defer nc.Close()
			c.open(nc)
			_ = nc.SetReadDeadline(time.Now().Add(5 * time.Second))
			for p := make([]byte, 4096); err == nil; {
				_, err = nc.Read(p)
			}
			if timeout := net.Error(nil); errors.As(err, &timeout) && timeout.Timeout() {
				t.Error("open long after the grace")
			}
		})
	}
	t.Run("StuckAtThePrompt", func(t *testing.T) {
		stuck := gossh.KeyboardInteractive(func(string, string, []string, []bool) ([]string, error) {
			time.Sleep(1500 * time.Millisecond)
			return []string{""}, nil
		})
		if _, err := h.dial("alice", stuck); err == nil {
			t.Error("came in long after the grace")
		}
	})
}
