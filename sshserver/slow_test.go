package sshserver

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/store"
)

// TestNoteLogin_SlowDisk: the line about a login may take its time, and the
// person who came in does not wait for it for long. It comes all the same, also
// when they have left and the server closes meanwhile.
func TestNoteLogin_SlowDisk(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newMemNet()
		h := newTestServerOn(t, Config{}, w)
		keys := map[string]gossh.Signer{"boss": newKey(t)}
		boss := h.admin("boss", keys["boss"])
		h.shop.stalls = make(chan struct{})
		c, came := w.client(h, "boss", keys), time.Now()
		if out, err := runLine(c, "whoami"); err != nil || !strings.Contains(out, "boss") {
			t.Errorf("%q, %v", out, err)
		}
		if took := time.Since(came); took > noteWithin+time.Second {
			t.Errorf("it took %v", took)
		}
		_ = c.Close()
		closed := make(chan error, 1)
		go func() { closed <- h.server.Shutdown(t.Context()) }()
		settle(time.Second)
		close(h.shop.stalls)
		if err := <-closed; err != nil {
			t.Errorf("shutdown: %v", err)
		}
		lines, err := h.shop.Audit(t.Context(), boss, 10)
		if err != nil || !slices.ContainsFunc(lines, func(l store.AuditLine) bool { return l.Action == "login" && l.Actor == "boss" }) {
			t.Errorf("the audit has %+v, %v", lines, err)
		}
	})
}
