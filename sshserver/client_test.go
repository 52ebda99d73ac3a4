package sshserver

import (
	"bytes"
	"errors"
	"io"
	"sync"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// runLine runs one command and answers its stdout, or its stderr in the error.
func runLine(c *gossh.Client, line string) (string, error) {
	s, err := c.NewSession()
	if err != nil {
		return "", err
	}
	defer s.Close()
	var out, said bytes.Buffer
	s.Stdout, s.Stderr = &out, &said
	if err := s.Run(line); err != nil {
		return out.String(), &failedRun{err, said.String()}
	}
	return out.String(), nil
}

type failedRun struct {
	error
	said string
}

func (f *failedRun) Error() string { return f.error.Error() + ": " + f.said }

func (f *failedRun) Unwrap() error { return f.error }

// exitOf is the exit status in an error of runLine.
func exitOf(err error) int {
	var exit *gossh.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return exit.ExitStatus()
	}
	return -1
}

// screen is a client's terminal: what it shows, and how it ends.
type screen struct {
	*gossh.Session
	keys io.Writer
	mu   sync.Mutex
	seen bytes.Buffer
	said bytes.Buffer
	end  chan error
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.seen.Write(p)
}

func (s *screen) shows() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.seen.String()
}

func open(t testing.TB, c *gossh.Client, env ...string) *screen {
	t.Helper()
	gs, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	s := &screen{Session: gs, end: make(chan error, 1)}
	gs.Stdout, gs.Stderr = s, &s.said
	s.keys, _ = gs.StdinPipe()
	for i := 0; i+1 < len(env); i += 2 {
		_ = gs.Setenv(env[i], env[i+1])
	}
	if err := gs.RequestPty("xterm-256color", 24, 80, nil); err != nil {
		t.Fatal(err)
	}
	if err := gs.Shell(); err != nil {
		t.Fatal(err)
	}
	go func() { s.end <- gs.Wait() }()
	return s
}

func (s *screen) press(keys string) { _, _ = io.WriteString(s.keys, keys) }

// ends waits for the session's end and answers its exit status and last words.
func (s *screen) ends(t *testing.T, within time.Duration) (int, string) {
	t.Helper()
	select {
	case err := <-s.end:
		return exitOf(err), s.said.String()
	case <-time.After(within):
		t.Fatalf("the session did not end within %v; it shows %q", within, s.shows())
		return 0, ""
	}
}

// subsystem is one that runs, and what it said.
type subsystem struct {
	gossh.Channel
	out, said bytes.Buffer
	exit      chan int // -1: none was told
}

// request starts a subsystem; x/crypto's Session starts none whose end it
// hears.
func request(t *testing.T, c *gossh.Client, name string) *subsystem {
	t.Helper()
	ch, reqs, err := c.OpenChannel("session", nil)
	if err != nil {
		t.Fatal(err)
	}
	if ok, err := ch.SendRequest("subsystem", true, gossh.Marshal(struct{ V string }{name})); !ok || err != nil {
		t.Fatalf("subsystem %s: %v, %v", name, ok, err)
	}
	s := &subsystem{Channel: ch, exit: make(chan int, 1)}
	var copied sync.WaitGroup
	copied.Go(func() { _, _ = io.Copy(&s.out, ch) })
	copied.Go(func() { _, _ = io.Copy(&s.said, ch.Stderr()) })
	go func() {
		exit := -1
		for r := range reqs {
			if r.Type == "exit-status" && len(r.Payload) == 4 {
				exit = int(r.Payload[3])
			}
		}
		copied.Wait()
		s.exit <- exit
	}()
	return s
}
