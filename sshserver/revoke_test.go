package sshserver

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	gossh "golang.org/x/crypto/ssh"

	"youku.example/store"
	"youku.example/tui"
	"youku.example/tui/words"
)

// lock locks an account as an admin does.
func (h *testServer) lock(name string) {
	h.t.Helper()
	if err := h.shop.Lock(context.Background(), store.Operator(), name); err != nil {
		h.t.Fatal(err)
	}
}

func TestLock_EndsSessions(t *testing.T) {
	h := newTestServer(t, Config{Language: words.En})
	h.server.newScreen = func(s tui.Session) tea.Model { return probe{session: s} }
	key := newKey(t)
	h.user("alice", "correct horse", key)
	c := h.in("alice", keysOf(key)...)
	s := open(t, c)
	waiting, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	waiting.Stderr = &said
	stdin, _ := waiting.StdinPipe()
	defer stdin.Close()
	if err := waiting.Start("passwd --password-stdin"); err != nil {
		t.Fatal(err)
	}
	eventually(t, 5*time.Second, "both are present", func() bool { return h.shop.present() == 2 })

	h.lock("alice")
	exit, words := s.ends(t, 5*time.Second)
	if exit != 1 || !strings.Contains(words, "locked") {
		t.Errorf("the screen: exit %d, %q", exit, words)
	}
	if err := waiting.Wait(); exitOf(err) != 1 || !strings.Contains(said.String(), "locked") {
		t.Errorf("the command: %v, %q", err, said.String())
	}

	t.Run("ComesBack", func(t *testing.T) {
		for name, with := range map[string]gossh.AuthMethod{"key": gossh.PublicKeys(key), "password": gossh.Password("correct horse")} {
			_, err := runLine(h.in("alice", with), "whoami")
			if exitOf(err) != 1 || !strings.Contains(err.Error(), "locked") {
				t.Errorf("by %s: %v", name, err)
			}
		}
	})
	t.Run("NoSubsystemEither", func(t *testing.T) {
		s := request(t, h.in("alice", keysOf(key)...), "sftp")
		if exit := <-s.exit; exit != 1 || !strings.Contains(s.said.String(), "locked") {
			t.Errorf("exit %d, %q", exit, s.said.String())
		}
	})
}

// TestRevoked: what no longer opens an account ends what it opened.
func TestRevoked(t *testing.T) {
	h := newTestServer(t, Config{Language: words.En})
	h.server.newScreen = func(s tui.Session) tea.Model { return probe{session: s} }
	first, second, boss := newKey(t), newKey(t), newKey(t)
	h.user("alice", "correct horse", first)
	h.vouch("boss", boss)
	h.user("boss", "", boss)
	actor := func(name string, with ...gossh.AuthMethod) store.Actor {
		a, err := h.actor(name, with...)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	me := actor("alice", keysOf(first)...)
	if _, err := h.shop.AddKey(t.Context(), me, keyLine(second)); err != nil {
		t.Fatal(err)
	}
	t.Run("Key", func(t *testing.T) {
		gone, stays := open(t, h.in("alice", keysOf(second)...)), open(t, h.in("alice", keysOf(first)...))
		eventually(t, 5*time.Second, "both are present", func() bool { return h.shop.present() == 2 })
		if err := h.shop.RemoveKey(t.Context(), me, fingerprint(second)); err != nil {
			t.Fatal(err)
		}
		if exit, said := gone.ends(t, 5*time.Second); exit != 1 || said == "" {
			t.Errorf("exit %d, %q", exit, said)
		}
		if _, err := h.dial("alice", keysOf(second)...); err == nil {
			t.Error("the removed key came in")
		}
		stays.press("q")
		if exit, _ := stays.ends(t, 5*time.Second); exit != 0 {
			t.Errorf("the session of the other key: exit %d", exit)
		}
	})
	t.Run("Password", func(t *testing.T) {
		gone := open(t, h.in("alice", gossh.Password("correct horse")))
		eventually(t, 5*time.Second, "it is present", func() bool { return h.shop.present() == 1 })
		if _, err := h.shop.ChangePassword(t.Context(), me, "battery staple"); err != nil {
			t.Fatal(err)
		}
		if exit, said := gone.ends(t, 5*time.Second); exit != 1 || said == "" {
			t.Errorf("exit %d, %q", exit, said)
		}
	})
	t.Run("AdminKey", func(t *testing.T) {
		gone := open(t, h.in("boss", keysOf(boss)...))
		eventually(t, 5*time.Second, "it is present", func() bool { return h.shop.present() == 1 })
		c := h.in("boss", keysOf(boss)...)
		h.unvouch(boss)
		h.shop.EndKey(fingerprint(boss))
		if _, err := runLine(c, "whoami"); exitOf(err) != 1 {
			t.Errorf("a connection that was an admin's: %v", err)
		}
		if exit, _ := gone.ends(t, 5*time.Second); exit != 1 {
			t.Errorf("exit %d", exit)
		}
		if a := actor("boss", keysOf(boss)...); a.Role != store.RoleUser {
			t.Errorf("afterwards the key, which is the account's own, is %+v", a)
		}
	})
}
