package sshserver

import (
	"context"
	"errors"
	"io"
	"net"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"

	"youku.example/sshserver/limit"
	"youku.example/store"
	"youku.example/tui"
	"youku.example/tui/words"
)

// withDoor gives the server one more subsystem, for what a test needs done.
func (h *testServer) withProtocol(name string, d store.Protocol, run func(*session) int) {
	h.server.ssh.SubsystemHandlers[name] = ssh.SubsystemHandler(h.server.gate(isProtocol(d), run))
}

func TestShutdown(t *testing.T) {
	h := newTestServer(t, Config{Language: words.En})
	h.server.newScreen = func(s tui.Session) tea.Model { return probe{session: s} }
	release := make(chan struct{})
	h.withProtocol("work", store.ProtocolCommand, func(v *session) int {
		<-release
		_, _ = io.WriteString(v.Session, "all of it")
		return 0
	})
	c := h.in("guest")
	screen := open(t, c)
	idle := h.in("guest")
	work := request(t, h.in("guest"), "work")
	eventually(t, 5*time.Second, "both are present", func() bool { return h.shop.present() == 2 })

	closed := make(chan error, 1)
	go func() {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		closed <- h.server.Shutdown(ctx)
	}()
	if exit, said := screen.ends(t, 5*time.Second); exit != 1 || !strings.Contains(said, "closing") {
		t.Errorf("the screen: exit %d, %q", exit, said)
	}
	_ = idle.Wait() // an idle connection is closed
	if _, err := h.dial("guest"); err == nil {
		t.Error("somebody came in")
	}
	select {
	case err := <-closed:
		t.Fatalf("closed while work was going on: %v", err)
	case <-time.After(300 * time.Millisecond):
	}
	close(release)
	if exit := <-work.exit; exit != 0 || work.out.String() != "all of it" {
		t.Errorf("the work: exit %d, %q", exit, work.out.String())
	}
	if err := <-closed; err != nil {
		t.Errorf("shutdown: %v", err)
	}
}

// TestShutdown_Transfer: an SFTP session is waited for while bytes move, and
// ended once it only stands there.
// A shutdown may come while the program still starts: SIGTERM just before the
// listener is served. Serve ends all the same.
func TestServe_AfterShutdown(t *testing.T) {
	h := newTestServer(t, Config{})
	if err := h.server.Shutdown(t.Context()); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	served := make(chan error, 1)
	go func() { served <- h.server.Serve(context.Background(), l) }()
	select {
	case err := <-served:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(30 * time.Second):
		l.Close()
		t.Error("the server goes on listening")
	}
}

func TestShutdown_Transfer(t *testing.T) {
	h := newTestServer(t, Config{Language: words.En})
	h.withProtocol("files", store.ProtocolSFTP, func(v *session) int {
		for range 30 {
			_, _ = io.WriteString(v.Session, "x")
			time.Sleep(50 * time.Millisecond)
		}
		<-v.ctx.Done()
		return 0
	})
	s := request(t, h.in("guest"), "files")
	eventually(t, 5*time.Second, "it is present", func() bool { return h.shop.present() == 1 })
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	if err := h.server.Shutdown(ctx); err != nil {
		t.Errorf("shutdown: %v", err)
	}
	if exit := <-s.exit; exit != 1 || s.out.Len() != 30 || !strings.Contains(s.said.String(), "closing") {
		t.Errorf("exit %d, %d bytes of 30, %q", exit, s.out.Len(), s.said.String())
	}
}

// TestShutdown_Stalled: a line that stalls in the middle of a file is waited
// for longer than one that stands between two.
func TestShutdown_Stalled(t *testing.T) {
	h := newTestServer(t, Config{Language: words.En})
	h.withProtocol("files", store.ProtocolSFTP, func(v *session) int {
		file := h.shop.StartUpload(v.who(), "a.mp4", 20, store.ProtocolSFTP, "x")
		_, _ = io.WriteString(v.Session, "the first half")
		select {
		case <-time.After(quiet + 700*time.Millisecond):
			_, _ = io.WriteString(v.Session, " and the other")
		case <-v.ctx.Done():
		}
		_ = file.Close()
		<-v.ctx.Done()
		return 0
	})
	s := request(t, h.in("guest"), "files")
	eventually(t, 5*time.Second, "it is present", func() bool { return h.shop.present() == 1 })
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	if err := h.server.Shutdown(ctx); err != nil {
		t.Errorf("shutdown: %v", err)
	}
	if exit := <-s.exit; exit != 1 || s.out.String() != "the first half and the other" {
		t.Errorf("exit %d, %q", exit, s.out.String())
	}
}

func TestShutdown_Limit(t *testing.T) {
	h := newTestServer(t, Config{})
	h.withProtocol("work", store.ProtocolCommand, func(v *session) int {
		<-v.ctx.Done()
		return 0
	})
	work := request(t, h.in("guest"), "work")
	eventually(t, 5*time.Second, "it is present", func() bool { return h.shop.present() == 1 })
	ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer cancel()
	if err := h.server.Shutdown(ctx); err == nil {
		t.Error("nothing tells that work was cut off")
	}
	if exit := <-work.exit; exit != 1 || !strings.Contains(work.said.String(), "closing") {
		t.Errorf("the work that was cut off: exit %d, %q", exit, work.said.String())
	}
	if h.shop.present() != 0 {
		t.Error("a session goes on after the shutdown")
	}
}

// TestHurry: who is told not to wait cuts off what runs, at once and with the
// same sentence.
func TestHurry(t *testing.T) {
	h := newTestServer(t, Config{Language: words.En})
	h.withProtocol("work", store.ProtocolCommand, func(v *session) int {
		<-v.ctx.Done()
		return 0
	})
	work := request(t, h.in("guest"), "work")
	eventually(t, 5*time.Second, "it is present", func() bool { return h.shop.present() == 1 })
	closed := make(chan error, 1)
	go func() { closed <- h.server.Shutdown(context.Background()) }()
	eventually(t, 5*time.Second, "it closes", func() bool { return h.server.draining.Load() })
	select {
	case err := <-closed:
		t.Fatalf("it did not wait for the work: %v", err)
	case <-time.After(300 * time.Millisecond):
	}
	h.server.Hurry()
	h.server.Hurry()
	if err := <-closed; !errors.Is(err, errHurried) {
		t.Errorf("shutdown: %v", err)
	}
	if exit := <-work.exit; exit != 1 || !strings.Contains(work.said.String(), "closing") {
		t.Errorf("the work: exit %d, %q", exit, work.said.String())
	}
}

// TestShutdown_ClientsReadNothing: however many there are who take no bytes, they are
// waited for together.
func TestShutdown_ClientsReadNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newMemNet()
		h := newTestServerOn(t, Config{}, w)
		for range 8 {
			line := w.dial()
			conn, chans, reqs, err := gossh.NewClientConn(line, "", h.client("guest"))
			if err != nil {
				t.Fatal(err)
			}
			c := gossh.NewClient(conn, chans, reqs)
			defer func() { _ = c.Close() }()
			if _, _, err := c.OpenChannel("session", nil); err != nil {
				t.Fatal(err)
			}
			line.stall()
		}
		synctest.Wait()
		began := time.Now()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_ = h.server.Shutdown(ctx)
		if took := time.Since(began); took > time.Second+endTimeout+look {
			t.Errorf("closed after %v, want a second and what one of them gets", took)
		}
	})
}

// TestEnd_ClientReadsNothing: a session that is stuck in a write ends all the
// same.
func TestEnd_ClientReadsNothing(t *testing.T) {
	h := newTestServer(t, Config{})
	key := newKey(t)
	h.user("alice", "", key)
	h.withProtocol("flood", store.ProtocolCommand, func(v *session) int {
		for p := make([]byte, 1<<20); ; {
			if _, err := v.Write(p); err != nil {
				return 1
			}
		}
	})
	ch, reqs, err := h.in("alice", keysOf(key)...).OpenChannel("session", nil)
	if err != nil {
		t.Fatal(err)
	}
	go gossh.DiscardRequests(reqs)
	if ok, err := ch.SendRequest("subsystem", true, gossh.Marshal(struct{ V string }{"flood"})); !ok || err != nil {
		t.Fatal(ok, err)
	}
	eventually(t, 5*time.Second, "it is present", func() bool { return h.shop.present() == 1 })
	h.lock("alice")
	eventually(t, 5*time.Second, "it has ended", func() bool { return h.shop.present() == 0 })
}

// No time for running work is none, and not the default.
func TestLimits_NoDrain(t *testing.T) {
	if drain := (limit.Limits{}).OrDefaults().Drain; drain != 0 {
		t.Errorf("zero became %v", drain)
	}
}
