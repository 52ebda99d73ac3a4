package scp_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"youku.example/sshserver/sftp/sftptest"
)

func bytesOf(n int) []byte {
	r := rand.NewChaCha8([32]byte{byte(n)})
	b := make([]byte, n)
	_, _ = r.Read(b)
	return b
}

func newServer(t *testing.T) (*sftptest.Server, *sftptest.Memory, []byte) {
	t.Helper()
	m := sftptest.NewMemory("/downloads", "/incoming")
	data := bytesOf(2<<20 + 17)
	m.Put("/downloads/0007-城南旧事.mp4", data)
	m.Put("/downloads/0008-b.mp4", []byte("bb"))
	m.Put("/downloads/0009-empty.mp4", nil)
	m.Put("/downloads/0010-wait.mp4", []byte("not yet"))
	m.Put("/downloads/-rf", []byte("dash"))
	m.Refuse = func(path string) error {
		if strings.HasSuffix(path, "wait.mp4") {
			return notReady{}
		}
		return nil
	}
	return sftptest.Start(t, m), m, data
}

type notReady struct{}

func (notReady) Error() string      { return "refused: not_ready" }
func (notReady) ClientText() string { return "Ready in 23 seconds · 还要等 23 秒" }

func same(t *testing.T, what string, got, want []byte) {
	t.Helper()
	if !bytes.Equal(got, want) {
		t.Errorf("%s: %d bytes arrived, which are not the %d that were sent", what, len(got), len(want))
	}
}

func TestOpenSSH_Get(t *testing.T) {
	s, _, data := newServer(t)
	if r := s.SCP(t, "-O", "-p", ":/downloads/0007-城南旧事.mp4", "a.mp4"); r.Exit != 0 {
		t.Fatal("scp -O failed")
	}
	same(t, "scp -O", s.Read(t, "a.mp4"), data)
	if st, err := os.Stat(s.File("a.mp4")); err != nil || st.ModTime().Unix() != 1_700_000_000 {
		t.Errorf("scp -O -p: %v %v", st.ModTime(), err)
	}
}

func TestOpenSSH_GetMany(t *testing.T) {
	s, _, data := newServer(t)
	if r := s.SCP(t, "-O", ":/downloads/0007-城南旧事.mp4", ":/downloads/0008-b.mp4", ":downloads/0009-empty.mp4", "."); r.Exit != 0 {
		t.Fatal("three files failed")
	}
	same(t, "the first", s.Read(t, "0007-城南旧事.mp4"), data)
	same(t, "the second", s.Read(t, "0008-b.mp4"), []byte("bb"))
	if _, err := os.Stat(s.File("0009-empty.mp4")); err != nil {
		t.Error(err)
	}
}

func TestOpenSSH_GetPattern(t *testing.T) {
	s, _, data := newServer(t)
	if r := s.SCP(t, "-O", ":/downloads/000[78]-*.mp4", "."); r.Exit != 0 {
		t.Fatal("a pattern failed")
	}
	same(t, "the first", s.Read(t, "0007-城南旧事.mp4"), data)
	same(t, "the second", s.Read(t, "0008-b.mp4"), []byte("bb"))
	if r := s.SCP(t, "-O", ":/downloads/-rf", "dash"); r.Exit != 0 || string(s.Read(t, "dash")) != "dash" {
		t.Error("a name with a leading dash")
	}
	if r := s.SCP(t, "-O", ":/downloads/nothing*", "."); r.Exit == 0 || !strings.Contains(r.Stderr, "No such file") {
		t.Error("a pattern that matches nothing")
	}
}

// What can't be had is one complaint; the others arrive.
func TestOpenSSH_GetDirectory(t *testing.T) {
	s, m, data := newServer(t)
	m.Put("/incoming/x.mp4", []byte("x"))
	r := s.SCP(t, "-O", "-r", ":/downloads", ":/incoming", ".")
	if r.Exit != 1 || !strings.Contains(r.Stderr, "还要等 23 秒") {
		t.Errorf("exit %d: %s", r.Exit, r.Stderr)
	}
	same(t, "the first", s.Read(t, "downloads/0007-城南旧事.mp4"), data)
	same(t, "after the refusal", s.Read(t, "incoming/x.mp4"), []byte("x"))
	if s.Read(t, "downloads/0010-wait.mp4") != nil {
		t.Error("the one that waits arrived")
	}
	if r := s.SCP(t, "-O", ":/downloads", "."); r.Exit == 0 || !strings.Contains(r.Stderr, "not a regular file") {
		t.Error("a directory without -r")
	}
}

func TestOpenSSH_Put(t *testing.T) {
	s, m, data := newServer(t)
	s.Write(t, "up.mp4", data)
	s.Write(t, "-dash.mp4", []byte("dash"))
	s.Write(t, "空.mp4", nil)
	if r := s.SCP(t, "-O", "-p", "up.mp4", "./-dash.mp4", "空.mp4", ":/incoming"); r.Exit != 0 {
		t.Fatal("three files failed")
	}
	same(t, "up.mp4", m.Data("/incoming/up.mp4"), data)
	same(t, "-dash.mp4", m.Data("/incoming/-dash.mp4"), []byte("dash"))
	if m.Data("/incoming/空.mp4") == nil && !strings.Contains(fmt.Sprint(m.Log()), "close /incoming/空.mp4") {
		t.Error("an empty file did not arrive")
	}
	if r := s.SCP(t, "-O", "up.mp4", ":/incoming/other.mp4"); r.Exit != 0 {
		t.Fatal("scp -O to a name failed")
	}
	same(t, "other.mp4", m.Data("/incoming/other.mp4"), data)
}

func TestOpenSSH_PutRefused(t *testing.T) {
	s, m, _ := newServer(t)
	s.Write(t, "up.mp4", []byte("up"))
	s.Write(t, "sub/x", nil)
	for _, args := range [][]string{
		{"up.mp4", ":/none/up.mp4"}, {"up.mp4", "sub", ":/none"}, {"-r", "sub", ":/incoming"}, {"up.mp4", ":/incoming/none/"},
	} {
		r := s.SCP(t, append([]string{"-O"}, args...)...)
		if r.Exit == 0 || r.Stderr == "" {
			t.Errorf("%v: %+v", args, r)
		}
	}
	if r := s.SCP(t, "-O", "-r", "sub", "up.mp4", ":/incoming"); r.Exit == 0 || string(m.Data("/incoming/up.mp4")) != "up" {
		t.Errorf("the file after a refused directory: %+v", r)
	}
}

func TestPuTTY(t *testing.T) {
	s, m, data := newServer(t)
	at := sftptest.User + "@" + s.Host + ":"
	if r := s.PuTTY(t, "", "pscp", "-scp", at+"/downloads/0007-城南旧事.mp4", "a.mp4"); r.Exit != 0 {
		t.Fatal("pscp -scp failed")
	}
	same(t, "pscp", s.Read(t, "a.mp4"), data)
	if r := s.PuTTY(t, "", "pscp", "-scp", "-p", "a.mp4", at+"/incoming/"); r.Exit != 0 {
		t.Fatal("pscp -scp up failed")
	}
	same(t, "pscp up", m.Data("/incoming/a.mp4"), data)
	if r := s.PuTTY(t, "", "pscp", "-scp", "-unsafe", at+"/downloads/000*", "."); r.Exit != 0 {
		t.Fatal("pscp of a pattern failed")
	}
	same(t, "pscp of a pattern", s.Read(t, "0008-b.mp4"), []byte("bb"))
}

// A client that goes away in mid-file leaves it unclean.
func TestCut(t *testing.T) {
	s, m, data := newServer(t)
	sftptest.Need(t, "scp")
	s.Write(t, "up.mp4", data)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	args := append(s.OpenSSH(), "-O", "-l", "2000", "up.mp4", sftptest.User+"@"+s.Host+":/incoming/cut.mp4") // kbit/s
	cmd := s.Command(ctx, "scp", args...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	awaits(t, "the upload to begin", func() bool { return len(m.Data("/incoming/cut.mp4")) > 0 })
	cancel()
	if _, ok := cmd.Wait().(*exec.ExitError); !ok {
		t.Error("scp says that all is well")
	}
	awaits(t, "the file to be given up", func() bool { return strings.Contains(fmt.Sprint(m.Log()), "lost /incoming/cut.mp4") })
}

func awaits(t *testing.T, what string, yes func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !yes(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain for %s", what)
		}
	}
}
