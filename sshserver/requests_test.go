package sshserver

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"

	"youku.example/sshserver/limit"
	"youku.example/store"
)

func TestClamp(t *testing.T) {
	for _, c := range []struct {
		columns, rows uint32
		want          ssh.Window
	}{
		{0, 0, ssh.Window{Width: 80, Height: 24}},
		{120, 0, ssh.Window{Width: 120, Height: 24}},
		{0, 50, ssh.Window{Width: 80, Height: 50}},
		{512, 256, ssh.Window{Width: 512, Height: 256}},
		{60000, 20000, ssh.Window{Width: 512, Height: 256}},
		{1<<32 - 1, 1<<32 - 1, ssh.Window{Width: 512, Height: 256}},
		{1, 1, ssh.Window{Width: 1, Height: 1}},
	} {
		if got := clamp(c.columns, c.rows); got != c.want {
			t.Errorf("%d×%d: %v, want %v", c.columns, c.rows, got, c.want)
		}
	}
}

func TestRequests_Allow(t *testing.T) {
	env := func(k, v string) *gossh.Request {
		return &gossh.Request{Type: "env", Payload: gossh.Marshal(struct{ K, V string }{k, v})}
	}
	exec := func(line string) *gossh.Request {
		return &gossh.Request{Type: "exec", Payload: gossh.Marshal(struct{ V string }{line})}
	}
	fresh := func() *requests { return &requests{channel: &channel{resized: make(chan ssh.Window, 1)}} }

	t.Run("Environment", func(t *testing.T) {
		for kv, want := range map[[2]string]bool{
			{"LANG", "zh_CN.UTF-8"}:             true,
			{"LC_ALL", "C"}:                     true,
			{"COLORTERM", "truecolor"}:          true,
			{"TZ", "Asia/Shanghai"}:             true,
			{"LC_EVIL", "x"}:                    false,
			{"LD_PRELOAD", "/tmp/x.so"}:         false,
			{"TEA_TRACE", "/tmp/x"}:             false,
			{"LANG", strings.Repeat("x", 1000)}: false,
			{"LANG", "zh\x1b]0;x\a"}:            false,
		} {
			if got := fresh().allow(env(kv[0], kv[1])); got != want {
				t.Errorf("%q: %v, want %v", kv, got, want)
			}
		}
		r, let := fresh(), 0
		for range 10000 {
			if r.allow(env("LANG", "C")) {
				let++
			}
		}
		if let != mostEnv {
			t.Errorf("%d variables let through, want %d", let, mostEnv)
		}
	})
	t.Run("OneStart", func(t *testing.T) {
		r := fresh()
		if !r.allow(exec("movies")) || r.allow(exec("movies")) || r.allow(&gossh.Request{Type: "shell"}) || r.allow(env("LANG", "C")) {
			t.Error("a second start or a late variable came through")
		}
		if fresh().allow(exec(strings.Repeat("x", longestLine+1))) {
			t.Error("an endless command came through")
		}
		if fresh().allow(&gossh.Request{Type: "exec", Payload: []byte("junk")}) {
			t.Error("a malformed command came through")
		}
	})
	t.Run("Dropped", func(t *testing.T) {
		for _, kind := range []string{"signal", "break", "x11-req", "auth-agent-req@openssh.com", "window-change", "eow@openssh.com", ""} {
			if fresh().allow(&gossh.Request{Type: kind, Payload: gossh.Marshal(struct{ A, B, C, D uint32 }{1, 2, 3, 4})}) {
				t.Errorf("%q came through", kind)
			}
		}
	})
	t.Run("Pty", func(t *testing.T) {
		req := &gossh.Request{Type: "pty-req", Payload: gossh.Marshal(ptyRequest{Term: "x\x1b[2J", Columns: 60000, Rows: 0, Modes: strings.Repeat("\x01\x00\x00\x00\x01", 1000)})}
		r := fresh()
		if !r.allow(req) {
			t.Fatal("refused")
		}
		var got ptyRequest
		if err := gossh.Unmarshal(req.Payload, &got); err != nil {
			t.Fatal(err)
		}
		if want := (ptyRequest{Term: "vt100", Columns: 512, Rows: 24}); got != want {
			t.Errorf("the library sees %+v, want %+v", got, want)
		}
		if r.allow(req) {
			t.Error("a second pty came through")
		}
	})
	t.Run("NewestSizeWins", func(t *testing.T) {
		r := fresh()
		r.pty = true
		for i := range uint32(1000) {
			r.allow(&gossh.Request{Type: "window-change", Payload: gossh.Marshal(struct{ A, B, C, D uint32 }{i + 1, 10, 0, 0})})
		}
		if w := <-r.channel.resized; w.Width != 512 {
			t.Errorf("heard of %v, want the newest", w)
		}
	})
}

// TestAttack_SessionsRefused: a session that was refused leaves nothing behind
// on its connection.
func TestAttack_SessionsRefused(t *testing.T) {
	h := newTestServer(t, Config{Limits: limit.Limits{Sessions: 1}})
	c := h.in("guest")
	if _, err := c.NewSession(); err != nil {
		t.Fatal(err)
	}
	before := heap()
	for range 10000 {
		if _, _, err := c.OpenChannel("session", nil); err == nil {
			t.Fatal("a second session was let in")
		}
	}
	if grown := heap() - before; grown > 512<<10 {
		t.Errorf("the heap grew by %d KiB", grown>>10)
	}
}

// countingChannel counts the requests that are sent on it.
type countingChannel struct {
	gossh.Channel
	sent int
}

func (c *countingChannel) SendRequest(string, bool, []byte) (bool, error) { c.sent++; return true, nil }
func (c *countingChannel) Close() error                                   { return nil }

// TestRequests_OutputClosedOnce: what a client may repeat without end starts
// one piece of work, not one each time.
func TestRequests_OutputClosedOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ch := &countingChannel{}
		s := &channel{channel: ch, asked: store.ProtocolCommand, refs: 1}
		s.ctx = &sessionContext{}
		s.ctx.inner, s.ctx.stop = context.WithCancelCause(t.Context())
		r := &requests{channel: s, started: true}
		for range 1000 {
			r.allow(&gossh.Request{Type: "eow@openssh.com"})
		}
		time.Sleep(lastSentence)
		synctest.Wait()
		if ch.sent != 1 {
			t.Errorf("%d exit statuses for 1000 ends of write, want 1", ch.sent)
		}
		s.mu.Lock()
		s.refs = 0 // over: its connection stays
		s.mu.Unlock()
		time.Sleep(endTimeout)
	})
}
