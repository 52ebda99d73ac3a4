package sshserver

import (
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	gossh "golang.org/x/crypto/ssh"

	"youku.example/tui"
)

// One logged-in client could take a stock wish server down in each of these
// ways. Here it gets no further than its own session.

// terminal opens a session with a terminal and starts the screens.
func terminal(t *testing.T, c *gossh.Client, columns, rows int) *gossh.Session {
	t.Helper()
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.RequestPty("xterm-256color", rows, columns, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := s.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := s.Shell(); err != nil {
		t.Fatal(err)
	}
	return s
}

// cpu is the processor time that this process has used.
func cpu() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

func TestAttack_ChannelClosedConnectionKept(t *testing.T) {
	h := newHouse(t, Config{})
	h.server.screens = func(s tui.Session) tea.Model { return probe{session: s} }
	c := h.in("guest")
	for range 3 {
		s := terminal(t, c, 80, 24)
		eventually(t, 5*time.Second, "the session is present", func() bool { return h.shop.visits() > 0 })
		_ = s.Close()
	}
	eventually(t, 5*time.Second, "the sessions end with their channels", func() bool { return h.shop.visits() == 0 })
	before := cpu()
	time.Sleep(500 * time.Millisecond)
	if used := cpu() - before; used > 300*time.Millisecond {
		t.Errorf("%v of processor in 500ms though nobody does anything", used)
	}
}

func TestAttack_WindowChangeBeforeShell(t *testing.T) {
	h := newHouse(t, Config{})
	c := h.in("guest")
	for _, pty := range []bool{false, true} {
		s, err := c.NewSession()
		if err != nil {
			t.Fatal(err)
		}
		for range 100 {
			_ = s.WindowChange(30, 100)
		}
		if pty {
			if err := s.RequestPty("xterm", 24, 80, nil); err != nil {
				t.Fatal(err)
			}
			for range 100 {
				_ = s.WindowChange(30, 100)
			}
		}
		done := make(chan error, 1)
		go func() { done <- s.Run("whoami") }()
		select {
		case err := <-done:
			if err != nil {
				t.Errorf("pty %v: %v", pty, err)
			}
		case <-time.After(5 * time.Second):
			t.Fatalf("pty %v: the session hangs", pty)
		}
	}
}

// TestAttack_WindowChangeUnread: nobody reads the sizes of a command's
// terminal; they must not stop the connection.
func TestAttack_WindowChangeUnread(t *testing.T) {
	h := newHouse(t, Config{})
	c := h.in("guest")
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.RequestPty("xterm", 24, 80, nil); err != nil {
		t.Fatal(err)
	}
	stuck, _ := s.StdinPipe()
	defer stuck.Close()
	if err := s.Start("register walter --password-stdin"); err != nil { // waits for a line
		t.Fatal(err)
	}
	for i := range 1000 {
		if err := s.WindowChange(24, 80+i%10); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := runLine(c, "whoami --json"); err != nil || !strings.Contains(out, "guest") {
		t.Errorf("another session of the connection: %q, %v", out, err)
	}
}

func TestAttack_ThousandsOfVariables(t *testing.T) {
	h := newHouse(t, Config{})
	c := h.in("guest")
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	before := heap()
	payload := gossh.Marshal(struct{ K, V string }{"LANG", strings.Repeat("x", 30000)})
	for range 10000 {
		if _, err := s.SendRequest("env", false, payload); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.SendRequest("env", true, payload); err != nil { // all were seen
		t.Fatal(err)
	}
	if grown := heap() - before; grown > 8<<20 {
		t.Errorf("the heap grew by %d MiB", grown>>20)
	}
	if err := s.Run("whoami"); err != nil {
		t.Errorf("the session afterwards: %v", err)
	}
}

func TestAttack_ThousandsOfSessions(t *testing.T) {
	h := newHouse(t, Config{})
	c := h.in("guest")
	routines := runtime.NumGoroutine()
	open := 0
	for range 2000 {
		if _, err := c.NewSession(); err == nil {
			open++
		}
	}
	if open != DefaultLimits().Sessions {
		t.Errorf("%d sessions on one connection, want %d", open, DefaultLimits().Sessions)
	}
	if more := runtime.NumGoroutine() - routines; more > 200 {
		t.Errorf("%d more goroutines", more)
	}
	if out, err := runLine(h.in("guest"), "whoami --json"); err != nil {
		t.Errorf("somebody else meanwhile: %q, %v", out, err)
	}
}

// TestAttack_SessionsOpenedAndClosed: a place is given back only when the
// session's work has ended, and then it is.
func TestAttack_SessionsOpenedAndClosed(t *testing.T) {
	h := newHouse(t, Config{})
	c := h.in("guest")
	for range 300 {
		s, err := c.NewSession()
		if err != nil {
			time.Sleep(time.Millisecond)
			continue
		}
		if err := s.Start("whoami"); err != nil {
			t.Fatal(err)
		}
		_ = s.Close()
	}
	eventually(t, 5*time.Second, "all sessions are over", func() bool {
		for _, c := range h.server.lobby.here() {
			if len(c.running()) > 0 {
				return false
			}
		}
		return h.shop.visits() == 0
	})
	if _, err := runLine(c, "whoami"); err != nil {
		t.Errorf("the next session: %v", err)
	}
}

func TestAttack_HugeTerminal(t *testing.T) {
	h := newHouse(t, Config{})
	c := h.in("guest")
	before := heap()
	s := terminal(t, c, 60000, 20000)
	defer s.Close()
	eventually(t, 5*time.Second, "the session is present", func() bool { return h.shop.visits() > 0 })
	for range 50 {
		if err := s.WindowChange(60000, 60000); err != nil {
			t.Fatal(err)
		}
	}
	time.Sleep(300 * time.Millisecond)
	if grown := heap() - before; grown > 64<<20 {
		t.Errorf("the heap grew by %d MiB", grown>>20)
	}
	if out, err := runLine(h.in("guest"), "whoami --json"); err != nil {
		t.Errorf("somebody else meanwhile: %q, %v", out, err)
	}
}

// TestAttack_NoForwarding: a connection is for sessions and nothing else.
func TestAttack_NoForwarding(t *testing.T) {
	h := newHouse(t, Config{})
	c := h.in("guest")
	if _, err := c.Dial("tcp", h.addr); err == nil {
		t.Error("a connection was forwarded")
	}
	if _, err := c.Listen("tcp", "127.0.0.1:0"); err == nil {
		t.Error("a listener was opened")
	}
	for _, kind := range []string{"x11", "auth-agent@openssh.com", "forwarded-tcpip", "direct-streamlocal@openssh.com"} {
		if _, _, err := c.OpenChannel(kind, nil); err == nil {
			t.Errorf("a channel %s was opened", kind)
		}
	}
	if ok, _, err := c.SendRequest("keepalive@openssh.com", true, nil); ok || err != nil {
		t.Errorf("a keepalive is answered %v, %v", ok, err)
	}
}
