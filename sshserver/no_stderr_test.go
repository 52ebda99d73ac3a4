package sshserver

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"io"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/tui/words"
)

// TestSFTP_NoStderr: a client of libssh spins for ever over a word on stderr,
// so it gets none there, and reads why in the status of its request: a guest,
// an account that was locked meanwhile, a movie that is not ready, a session
// that is ended before its first request or between two.
func TestSFTP_NoStderr(t *testing.T) {
	h := newTestServer(t, Config{Language: words.En})
	aliceKey, bossKey := newKey(t), newKey(t)
	boss := h.admin("boss", bossKey)
	h.user("alice", "", aliceKey)
	h.bigMovie(boss, 1<<20)
	alice := keysOf(aliceKey)
	out, err := runLine(h.in("alice", alice...), "request 1 --json")
	if err != nil {
		t.Fatal(err)
	}
	var grant struct{ Path string }
	if err := json.Unmarshal([]byte(out), &grant); err != nil {
		t.Fatal(err)
	}
	admin := h.in("boss", keysOf(bossKey)...)
	kick := func() {
		if _, err := runLine(admin, "kick alice"); err != nil {
			t.Error(err)
		}
	}
	for _, c := range []struct {
		name, who   string
		with        []gossh.AuthMethod
		before, mid func() // the greeting, the request
		says        string
		ends        bool
	}{
		{name: "Guest", who: "guest", says: "Guests", ends: true},
		{name: "NotReady", who: "alice", with: alice, says: "Not ready"},
		{name: "Kicked", who: "alice", with: alice, mid: kick, says: "admin", ends: true},
		{name: "KickedAtOnce", who: "alice", with: alice, before: kick, says: "admin", ends: true},
		{name: "Closing", who: "alice", with: alice, mid: func() {
			go func() { _ = h.server.Shutdown(canceled()) }()
			eventually(t, 5*time.Second, "it is told to end", func() bool {
				for _, s := range sessionsOf(h) {
					if s.ended() == nil {
						return false
					}
				}
				return true
			})
		}, says: "closing", ends: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			as := h.client(c.who, c.with...)
			as.ClientVersion = "SSH-2.0-libssh_0.10.6"
			client, err := gossh.Dial("tcp", h.addr, as)
			if err != nil {
				t.Fatal(err)
			}
			defer client.Close()
			ch, reqs, err := client.OpenChannel("session", nil)
			if err != nil {
				t.Fatal(err)
			}
			if ok, err := ch.SendRequest("subsystem", true, gossh.Marshal(struct{ V string }{"sftp"})); !ok || err != nil {
				t.Fatal(ok, err)
			}
			said := make(chan string, 1)
			go func() { all, _ := io.ReadAll(ch.Stderr()); said <- string(all) }()
			ask := func(kind byte, parts ...[]byte) []byte {
				body := append([]byte{kind}, bytes.Join(parts, nil)...)
				if _, err := ch.Write(append(u32(uint32(len(body))), body...)); err != nil {
					t.Fatal(err)
				}
				head := make([]byte, 4)
				if _, err := io.ReadFull(ch, head); err != nil {
					t.Fatal(err)
				}
				reply := make([]byte, binary.BigEndian.Uint32(head))
				if _, err := io.ReadFull(ch, reply); err != nil {
					t.Fatal(err)
				}
				return reply
			}
			if c.before != nil {
				eventually(t, 5*time.Second, "it is present", func() bool { return h.shop.present() > 0 })
				c.before()
			}
			if hello := ask(1, u32(3)); hello[0] != 2 {
				t.Fatalf("the greeting: %x", hello)
			}
			if c.mid != nil {
				c.mid()
			}
			if reply := ask(3, u32(1), str(grant.Path), u32(1), u32(0)); reply[0] != 101 || !strings.Contains(string(reply[9:]), c.says) {
				t.Errorf("open was answered by %q, want a status with %q", reply, c.says)
			}
			if !c.ends {
				_ = ch.CloseWrite()
			}
			if exit := exitStatus(t, reqs); (exit == 1) != c.ends {
				t.Errorf("exit %d", exit)
			}
			if s := <-said; s != "" {
				t.Errorf("stderr has %q", s)
			}
		})
	}
}
