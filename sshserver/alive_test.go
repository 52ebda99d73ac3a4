package sshserver

import (
	"net"
	"os/exec"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/sshserver/limit"
	"youku.example/store"
)

// TestAlive: anyone who answers, and be it that the question is not known, stays
// for as long as they like, without pressing a key; whose network is gone ends
// within the time, upload and all, also where a screen counts down.
func TestAlive(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newMemNet()
		h := newTestServerOn(t, Config{Limits: limit.Limits{Alive: time.Minute}}, w)
		enter := func() (*gossh.Client, *memConn) {
			line := w.dial()
			conn, chans, reqs, err := gossh.NewClientConn(line, "server", h.client("guest"))
			if err != nil {
				t.Fatal(err)
			}
			c := gossh.NewClient(conn, chans, reqs) // answers every question with a failure
			open(t, c)
			return c, line
		}
		quiet, _ := enter()
		lost, line := enter()
		settle(50 * time.Minute)
		if n := len(sessionsOf(h)); n != 2 {
			t.Fatalf("%d of 2 sessions are left", n)
		}
		line.stall()
		settle(70 * time.Second)
		if n := len(sessionsOf(h)); n != 1 {
			t.Errorf("%d sessions are left, want that of the client that answers", n)
		}
		for _, c := range []*gossh.Client{quiet, lost} {
			_ = c.Close()
		}
		settle(time.Minute)
	})
}

// TestAlive_Never: with no such bound no one is asked, and the idle ones of
// whom nothing comes are left to the other bounds.
func TestAlive_Never(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newMemNet()
		h := newTestServerOn(t, Config{Limits: limit.Limits{Alive: -1}}, w)
		line := w.dial()
		conn, chans, reqs, err := gossh.NewClientConn(line, "server", h.client("guest"))
		if err != nil {
			t.Fatal(err)
		}
		c := gossh.NewClient(conn, chans, reqs)
		open(t, c)
		settle(time.Minute)
		before := line.came()
		line.stall()
		settle(50 * time.Minute)
		if n := len(sessionsOf(h)); n != 1 || line.came() != before {
			t.Errorf("%d sessions, %d bytes were sent", n, line.came()-before)
		}
		_ = c.Close()
		settle(time.Minute)
	})
}

// TestOpenSSH_Frozen: a client whose process stands still, while its kernel
// takes what it is sent, ends within the time: in a countdown, and in the
// middle of an upload, which is there to be resumed then.
func TestOpenSSH_Frozen(t *testing.T) {
	h := newTestServer(t, Config{Limits: limit.Limits{Alive: time.Second}})
	o := newOpenSSH(t, h, "")
	key := o.addKey(t, true)
	boss := h.admin("boss", key)
	h.bigMovie(boss, 1<<20)
	host, port, _ := net.SplitHostPort(h.addr)
	for name, line := range map[string][]string{
		"Countdown": {"get", "1"},
		"Upload":    {"scp", "-t", "/incoming/half.mp4"},
	} {
		t.Run(name, func(t *testing.T) {
			cmd := exec.Command("ssh", append([]string{"-F", "none", "-p", port, "-i", o.keys[0], "-o", "IdentitiesOnly=yes",
				"-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", "boss@" + host}, line...)...)
			in, err := cmd.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			defer func() { _ = cmd.Process.Kill(); _ = cmd.Wait() }()
			if name == "Upload" {
				_, _ = in.Write([]byte("C0644 1000 half.mp4\n12345"))
				eventually(t, 10*time.Second, "it has begun", func() bool {
					row, err := h.intake.Stat(t.Context(), boss, "half.mp4")
					return err == nil && row.State == store.Receiving
				})
			}
			eventually(t, 10*time.Second, "it has begun", func() bool { return h.shop.present() == 1 })
			if err := cmd.Process.Signal(syscall.SIGSTOP); err != nil {
				t.Fatal(err)
			}
			eventually(t, 20*time.Second, "it ends", func() bool { return len(sessionsOf(h)) == 0 && len(h.server.connections.All()) == 0 })
			if name == "Upload" {
				eventually(t, 10*time.Second, "the upload can be resumed", func() bool {
					row, err := h.intake.Stat(t.Context(), boss, "half.mp4")
					return err == nil && row.State == store.Partial
				})
			}
		})
	}
}
