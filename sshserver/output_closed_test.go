package sshserver

import (
	"bytes"
	"context"
	"encoding/binary"
	"io"
	"net"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/media/demo"
	"youku.example/store"
	"youku.example/tui/words"
)

// bigHead is the beginning of a movie of that size; zeros follow.
func bigHead(size int64) []byte {
	clip := demo.Clips()[0].Open()
	return append(clip, binary.BigEndian.AppendUint64([]byte("\x00\x00\x00\x01free"), uint64(size-int64(len(clip))))...)
}

// bigMovie publishes a free movie of a size that plays: a sample clip, and
// behind it a box that players skip.
func (h *testServer) bigMovie(boss store.Actor, size int64) store.Movie {
	h.t.Helper()
	must := func(err error) {
		h.t.Helper()
		if err != nil {
			h.t.Fatal(err)
		}
	}
	const name = "big.mp4"
	up, err := h.intake.Create(h.t.Context(), boss, name)
	must(err)
	empty := make([]byte, 1<<20)
	for at, p := int64(0), bigHead(size); at < size; p = empty[:min(int64(len(empty)), size-at)] {
		n, err := up.WriteAt(p, at)
		must(err)
		at += int64(n)
	}
	must(up.Close(true))
	eventually(h.t, 30*time.Second, "the movie is looked at", func() bool {
		row, err := h.intake.Stat(h.t.Context(), boss, name)
		must(err)
		return row.State == store.Arrived
	})
	m, err := h.intake.Publish(h.t.Context(), boss, name, store.Publication{Title: "Big", Free: true}, nil)
	must(err)
	return m
}

// ready gives somebody a movie to fetch at once, and says under which path.
func (h *testServer) ready(name string, key gossh.Signer, boss store.Actor, movie int64) (path string) {
	h.t.Helper()
	a := store.Actor{Account: h.user(name, "", key).ID, Name: name, Role: store.RoleUser, Key: fingerprint(key)}
	_, err := h.shop.Credit(h.t.Context(), boss, name, 100_00, "")
	if err == nil {
		_, err = h.shop.BuyVIP(h.t.Context(), a, "month")
	}
	if err != nil {
		h.t.Fatal(err)
	}
	d, err := h.shop.Request(h.t.Context(), a, movie)
	if err != nil {
		h.t.Fatal(err)
	}
	return d.Path()
}

// TestOutputClosed: a client that says that it takes no more output (OpenSSH
// does when its stdout breaks) is not sent to any longer, in every protocol:
// its channel ends with 1, what it held is free, and the rest of its connection
// goes on. None of these clients reads a byte, so that the server waits in a
// write of the long ones.
func TestOutputClosed(t *testing.T) {
	h := newTestServer(t, Config{Language: words.En})
	bossKey, aliceKey := newKey(t), newKey(t)
	boss := h.admin("boss", bossKey)
	movie := h.bigMovie(boss, 16<<20)
	path := h.ready("alice", aliceKey, boss, movie.ID)
	c := h.in("alice", keysOf(aliceKey)...)

	packet := func(kind byte, parts ...[]byte) string {
		body := append([]byte{kind}, bytes.Join(parts, nil)...)
		return string(append(u32(uint32(len(body))), body...))
	}
	reads := packet(1, u32(3)) + packet(3, u32(1), str(path), u32(1), u32(0))
	for i := range uint32(64) {
		reads += packet(5, u32(i+2), str(string(u32(1))), u64(uint64(i)*256<<10), u32(256<<10))
	}
	for _, d := range []struct {
		name, request, line, input string
		moves                      bool // it has a transfer that runs
	}{
		{"Get", "exec", "get 1", "", true},
		{"SCP", "exec", "scp -f " + path, "\x00\x00\x00", true},
		{"SFTP", "subsystem", "sftp", reads, true},
		{"SFTPAtRest", "subsystem", "sftp", packet(1, u32(3)), false},
		{"Sum", "exec", "md5sum", "not all", false},
		{"Screen", "shell", "", "", false},
	} {
		t.Run(d.name, func(t *testing.T) {
			ch, reqs, err := c.OpenChannel("session", nil)
			if err != nil {
				t.Fatal(err)
			}
			defer ch.Close()
			payload := gossh.Marshal(struct{ V string }{d.line})
			if d.request == "shell" {
				payload = nil
				pty := gossh.Marshal(ptyRequest{Term: "xterm", Columns: 80, Rows: 24})
				if ok, err := ch.SendRequest("pty-req", true, pty); !ok || err != nil {
					t.Fatal(ok, err)
				}
			}
			if ok, err := ch.SendRequest(d.request, true, payload); !ok || err != nil {
				t.Fatal(ok, err)
			}
			go func() { _, _ = io.WriteString(ch, d.input) }()
			eventually(t, 10*time.Second, "it has begun", func() bool {
				moving, err := h.shop.Transfers(t.Context(), boss)
				if err != nil {
					t.Fatal(err)
				}
				return h.shop.present() == 1 && (!d.moves || len(moving) == 1 && moving[0].Sent > 0)
			})
			if _, err := ch.SendRequest("eow@openssh.com", false, nil); err != nil {
				t.Fatal(err)
			}
			if exit := exitStatus(t, reqs); exit != 1 {
				t.Errorf("exit %d, want 1", exit)
			}
			eventually(t, 10*time.Second, "what it held is free", func() bool { return len(sessionsOf(h)) == 0 })
		})
	}
	if out, err := runLine(c, "whoami"); err != nil || !strings.Contains(out, "alice") {
		t.Errorf("the connection's next command: %q, %v", out, err)
	}
}

// exitStatus waits for a channel's end and answers the status it told; -1
// when it told none.
func exitStatus(t *testing.T, reqs <-chan *gossh.Request) int {
	t.Helper()
	exit, late := -1, time.After(20*time.Second)
	for {
		select {
		case r, more := <-reqs:
			if !more {
				return exit
			}
			if r.Type == "exit-status" && len(r.Payload) == 4 {
				exit = int(binary.BigEndian.Uint32(r.Payload))
			}
		case <-late:
			t.Fatal("the channel stays open")
		}
	}
}

// TestOpenSSH_OutputClosed: the stock client tells of its broken stdout, which
// it does not to every server, in the middle of a movie that is larger than all
// that can be under way.
func TestOpenSSH_OutputClosed(t *testing.T) {
	h := newTestServer(t, Config{Language: words.En})
	o := newOpenSSH(t, h, "")
	aliceKey := o.addKey(t, true)
	boss := h.admin("boss", newKey(t))
	h.ready("alice", aliceKey, boss, h.bigMovie(boss, 128<<20).ID)
	host, port, _ := net.SplitHostPort(h.addr)
	get := "ssh -F none -p " + port + " -i " + o.keys[0] + " -o IdentitiesOnly=yes -o StrictHostKeyChecking=no" +
		" -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR alice@" + host + " get 1"
	for _, line := range []string{
		get + " >/dev/full; echo $?",
		"exec 3>&1; { " + get + "; echo $? >&3; } | head -c 5000000 >/dev/null",
	} {
		in, typing, err := os.Pipe() // stays open, as a terminal does
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
		cmd := exec.CommandContext(ctx, "sh", "-c", line)
		cmd.Stdin, cmd.WaitDelay = in, time.Second
		if out, err := cmd.Output(); err != nil || string(out) != "1\n" {
			t.Errorf("%s: exit %q, %v; want 1", line, out, err)
		}
		cancel()
		_, _ = in.Close(), typing.Close()
	}
	eventually(t, 10*time.Second, "nothing is sent any more", func() bool { return len(sessionsOf(h)) == 0 })
}
