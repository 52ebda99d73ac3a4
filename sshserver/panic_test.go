package sshserver

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	pkgsftp "github.com/pkg/sftp"
	gossh "golang.org/x/crypto/ssh"

	"youku.example/tui/words"
)

// TestPanic: a panic ends the login, command or transfer that it happens in,
// and nothing else, and the log tells where it was.
func TestPanic(t *testing.T) {
	h := newTestServer(t, Config{Language: words.En})
	alice, boss := newKey(t), newKey(t)
	h.user("alice", "correct horse", alice)
	chief := h.admin("boss", boss)
	in, admin := h.in("alice", keysOf(alice)...), h.in("boss", keysOf(boss)...)
	clip, err := os.ReadFile("../media/demo/brocade.mp4")
	if err != nil {
		t.Fatal(err)
	}
	movie := publishOver(t, admin, clip)
	if _, err := h.shop.Credit(t.Context(), chief, "alice", 1500, ""); err != nil {
		t.Fatal(err)
	}
	var ready struct{ Path string } // where alice finds it
	for _, line := range []string{"vip month --json", fmt.Sprint("request ", movie, " --json")} {
		out, err := runLine(in, line)
		if err != nil || json.Unmarshal([]byte(out), &ready) != nil {
			t.Fatalf("%s: %q, %v", line, out, err)
		}
	}
	for _, c := range []struct {
		name  string
		falls *atomic.Bool
		run   func(t *testing.T)
	}{
		{"LoginByPassword", &h.shop.falls, func(t *testing.T) {
			if _, err := h.dial("alice", gossh.Password("correct horse")); err == nil {
				t.Error("came in")
			}
		}},
		{"LoginByPrompt", &h.shop.falls, func(t *testing.T) {
			if _, err := h.dial("alice", answer("correct horse", nil)); err == nil {
				t.Error("came in")
			}
		}},
		{"LoginByKey", &h.shop.falls, func(t *testing.T) {
			if _, err := h.dial("alice", keysOf(alice)...); err == nil {
				t.Error("came in")
			}
		}},
		{"Command", &h.shop.falls, func(t *testing.T) {
			out, err := runLine(in, "movies")
			fellOver(t, out, err)
		}},
		{"Get", &h.movies.falls, func(t *testing.T) {
			out, err := runLine(in, fmt.Sprint("get ", movie))
			fellOver(t, out, err)
		}},
		{"SFTP", &h.shop.falls, func(t *testing.T) {
			s := request(t, in, "sftp")
			_, _ = io.WriteString(s, sftpHello+string(msg(0, string(msg(11, 1, "/downloads")))[1:]))
			if exit := <-s.exit; exit != 1 || strings.Contains(s.out.String()+s.said.String(), "fell over") {
				t.Errorf("exit %d, %q", exit, s.said.String())
			}
		}},
		{"SFTPGet", &h.movies.falls, func(t *testing.T) {
			client := sftpOver(t, in)
			f, err := client.Open(ready.Path)
			if err != nil {
				t.Fatal(err)
			}
			if got, err := io.ReadAll(f); err == nil || len(got) > 0 {
				t.Errorf("%d bytes, %v", len(got), err)
			}
			ends(t, client)
		}},
		{"SFTPPut", &h.movies.falls, func(t *testing.T) {
			client := sftpOver(t, admin)
			f, err := client.Create("/incoming/put.mp4")
			if err != nil {
				t.Fatal(err)
			}
			if _, err := f.Write(clip); err == nil {
				t.Error("it took what it could not keep")
			}
			ends(t, client)
		}},
		{"SCPGet", &h.movies.falls, func(t *testing.T) {
			out, err := runWith(in, "scp -f "+ready.Path, "\x00\x00")
			if !strings.HasPrefix(out, "C0") {
				t.Errorf("it did not begin: %q", out)
			}
			fellOver(t, out, err)
		}},
		{"SCPPut", &h.movies.falls, func(t *testing.T) {
			out, err := runWith(admin, "scp -t /incoming/scp.mp4", fmt.Sprintf("C0644 %d scp.mp4\n%s\x00", len(clip), clip))
			if !strings.HasPrefix(out, "\x00\x00") {
				t.Errorf("it did not begin: %q", out)
			}
			fellOver(t, out, err)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			logged := len(h.log.text())
			c.falls.Store(true)
			c.run(t)
			c.falls.Store(false)
			if log := h.log.text()[logged:]; !strings.Contains(log, " fell over") || !strings.Contains(log, "shop_test.go") {
				t.Errorf("the log does not tell what fell over where: %s", log)
			}
			if out, err := runLine(in, "movies --json"); err != nil {
				t.Errorf("the connection afterwards: %q, %v", out, err)
			}
		})
	}

	// Nothing is held by what fell: the transfers are over, what was being
	// uploaded is partial and goes on, and the movie is fetched.
	if moving, err := h.shop.Transfers(t.Context(), chief); err != nil || len(moving) > 0 {
		t.Errorf("transfers go on: %+v, %v", moving, err)
	}
	client := sftpOver(t, admin)
	for _, name := range []string{"put.mp4", "scp.mp4"} {
		if state := incomingOver(t, admin, name); state != "partial" {
			t.Errorf("%s is %q, want partial", name, state)
		}
		f, err := client.OpenFile("/incoming/"+name, os.O_WRONLY)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(append(clip, 0, 0, 0, 9, 'f', 'r', 'e', 'e', name[0])); err != nil {
			t.Error(err)
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}
		eventually(t, 5*time.Second, name+" is ready", func() bool { return incomingOver(t, admin, name) == "ready" })
	}
	if out, err := runLine(in, fmt.Sprint("get ", movie)); err != nil || out != string(clip) {
		t.Errorf("%d bytes, %v", len(out), err)
	}
}

// fellOver holds what a client sees of a panic: a fixed sentence and exit 1.
func fellOver(t *testing.T, out string, err error) {
	t.Helper()
	if exitOf(err) != 1 || !strings.Contains(err.Error(), "wrong inside") || strings.Contains(out+err.Error(), "fell over") {
		t.Errorf("%.200q, %v", out, err)
	}
}

// runWith runs a line with something to say to it.
func runWith(c *gossh.Client, line, stdin string) (string, error) {
	s, err := c.NewSession()
	if err != nil {
		return "", err
	}
	defer s.Close()
	var out, said bytes.Buffer
	s.Stdin, s.Stdout, s.Stderr = strings.NewReader(stdin), &out, &said
	if err := s.Run(line); err != nil {
		return out.String(), &failedRun{err, said.String()}
	}
	return out.String(), nil
}

func sftpOver(t *testing.T, c *gossh.Client) *pkgsftp.Client {
	t.Helper()
	client, err := pkgsftp.NewClient(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = client.Close() })
	return client
}

// ends waits for an SFTP session to be over.
func ends(t *testing.T, c *pkgsftp.Client) {
	t.Helper()
	over := make(chan error, 1)
	go func() { over <- c.Wait() }()
	select {
	case <-over:
	case <-time.After(5 * time.Second):
		t.Error("the session goes on")
	}
}

// incomingOver is the state of an upload.
func incomingOver(t *testing.T, c *gossh.Client, name string) string {
	t.Helper()
	out, err := runLine(c, "incoming --json")
	var list []struct{ Name, State string }
	if err != nil || json.Unmarshal([]byte(out), &list) != nil {
		t.Fatalf("%q, %v", out, err)
	}
	for _, in := range list {
		if in.Name == name {
			return in.State
		}
	}
	return ""
}

// publishOver uploads a movie and publishes it for nothing.
func publishOver(t *testing.T, admin *gossh.Client, clip []byte) (id int64) {
	t.Helper()
	f, err := sftpOver(t, admin).Create("/incoming/clip.mp4")
	if err == nil {
		_, err = f.Write(clip)
	}
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	eventually(t, 5*time.Second, "it is ready", func() bool { return incomingOver(t, admin, "clip.mp4") == "ready" })
	out, err := runLine(admin, "publish clip.mp4 --title Clip --free --json")
	var m struct{ ID int64 }
	if err != nil || json.Unmarshal([]byte(out), &m) != nil {
		t.Fatalf("%q, %v", out, err)
	}
	return m.ID
}

// TestPanic_InARequest: what falls over at a request ends its connection.
func TestPanic_InARequest(t *testing.T) {
	h := newTestServer(t, Config{})
	other, c := h.in("guest"), h.in("guest")
	if _, err := c.NewSession(); err != nil {
		t.Fatal(err)
	}
	in, out := make(chan *gossh.Request, 1), make(chan *gossh.Request)
	in <- &gossh.Request{Type: "subsystem", Payload: gossh.Marshal(struct{ V string }{"sftp"})}
	f := &filteredChannel{channel: sessionsOf(h)[0], log: h.server.log, knows: func(string) bool { panic("it fell over") }}
	f.filter(in, out)
	if _, more := <-out; more || !strings.Contains(h.log.text(), "it fell over") || !strings.Contains(h.log.text(), "panic_test.go") {
		t.Errorf("more: %v, and the log tells %s", more, h.log.text())
	}
	_ = c.Wait()
	if _, err := runLine(other, "movies"); err != nil {
		t.Errorf("the other connection: %v", err)
	}
}
