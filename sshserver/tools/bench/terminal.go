package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/crypto/ssh"

	"youku.example/sshserver/tools/program"
)

// The size of every terminal here.
const columns, lines = 120, 36

// terminal is a session with a screen: it counts what it is sent, and
// may wait for a word of it. 1,000 processes of ssh would measure themselves.
type terminal struct {
	client *ssh.Client
	keys   io.Writer
	count  atomic.Int64

	mu      sync.Mutex
	seen    []byte        // since the last look; nil: nothing looks
	changed chan struct{} // something came
	ended   error
}

// openTerminal logs in by a key, or as a guest without one, and opens the screens. Each number comes from an address
// of its own, for there are limits by source.
func openTerminal(s *server, key ssh.Signer, number int) (_ *terminal, err error) {
	client, err := dial(s, key, number)
	if err != nil {
		return nil, err
	}
	g := &terminal{client: client, seen: []byte{}, changed: make(chan struct{}, 1)}
	defer func() {
		if err != nil {
			g.close()
		}
	}()
	session, err := g.client.NewSession()
	if err != nil {
		return nil, err
	}
	if g.keys, err = session.StdinPipe(); err != nil {
		return nil, err
	}
	var said strings.Builder // read once the session has ended
	session.Stdout, session.Stderr = g, &said
	if err := session.RequestPty("xterm-256color", lines, columns, nil); err != nil {
		return nil, err
	}
	if err := session.Shell(); err != nil {
		return nil, err
	}
	go func() {
		err := session.Wait()
		g.mu.Lock()
		g.ended = fmt.Errorf("the session ended: %w: %s", err, said.String())
		g.mu.Unlock()
		g.wake()
	}()
	return g, nil
}

// dial logs in as openTerminal does.
func dial(s *server, key ssh.Signer, number int) (*ssh.Client, error) {
	from := net.TCPAddr{IP: net.IPv4(127, 0, byte(1+number/250), byte(1+number%250))}
	nc, err := (&net.Dialer{LocalAddr: &from, Timeout: program.Patience}).Dial("tcp", s.addr)
	if err != nil {
		return nil, err
	}
	config := &ssh.ClientConfig{
		User:              "guest",
		HostKeyAlgorithms: []string{ssh.KeyAlgoED25519}, // what OpenSSH asks for first
		HostKeyCallback:   ssh.InsecureIgnoreHostKey(),  // our own, on the loopback
	}
	if key != nil {
		config.User, config.Auth = s.user, []ssh.AuthMethod{ssh.PublicKeys(key)}
	}
	cc, chans, reqs, err := ssh.NewClientConn(nc, s.addr, config)
	if err != nil {
		nc.Close()
		return nil, err
	}
	return ssh.NewClient(cc, chans, reqs), nil
}

func (g *terminal) close() { g.client.Close() }

func (g *terminal) wake() {
	select {
	case g.changed <- struct{}{}:
	default:
	}
}

func (g *terminal) Write(p []byte) (int, error) {
	g.count.Add(int64(len(p)))
	g.mu.Lock()
	if g.seen != nil {
		g.seen = append(g.seen, p...)
	}
	g.mu.Unlock()
	g.wake()
	return len(p), nil
}

// until waits for what was sent since the last look to be enough, and forgets
// it.
func (g *terminal) until(ctx context.Context, what string, enough func(seen []byte) bool) error {
	ctx, cancel := context.WithTimeout(ctx, program.Patience)
	defer cancel()
	for {
		g.mu.Lock()
		done, ended := enough(g.seen), g.ended
		if done {
			g.seen = nil
		}
		g.mu.Unlock()
		switch {
		case done:
			return nil
		case ended != nil:
			return fmt.Errorf("%s: %w", what, ended)
		}
		select {
		case <-g.changed:
		case <-ctx.Done():
			g.mu.Lock()
			defer g.mu.Unlock()
			return fmt.Errorf("waited for %s: %w; last came %q", what, ctx.Err(), g.seen[max(0, len(g.seen)-2000):])
		}
	}
}

// shows waits for a word on the screen.
func (g *terminal) shows(ctx context.Context, word string) error {
	return g.until(ctx, "a screen with "+word, func(seen []byte) bool { return bytes.Contains(seen, []byte(word)) })
}

// press sends keys; from now on it is looked at what comes.
func (g *terminal) press(keys string) error {
	g.mu.Lock()
	g.seen = []byte{}
	g.mu.Unlock()
	_, err := io.WriteString(g.keys, keys)
	return err
}

// signer is the key of every account.
func (b *bench) signer() (ssh.Signer, error) {
	data, err := os.ReadFile(b.key)
	if err != nil {
		return nil, err
	}
	return ssh.ParsePrivateKey(data)
}

// openTerminals opens n screens, a few at a time, each of which shows the library
// in the end. Those without a key are guests, who are asked first what they
// want.
func openTerminals(ctx context.Context, s *server, key ssh.Signer, n int) ([]*terminal, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	all := make([]*terminal, n)
	var wait sync.WaitGroup
	few := make(chan struct{}, 8)
	for i := range n {
		wait.Go(func() {
			few <- struct{}{}
			defer func() { <-few }()
			if ctx.Err() != nil {
				return
			}
			g, err := openTerminal(s, key, i)
			if all[i] = g; err == nil {
				err = g.enter(ctx, key == nil)
			}
			if err != nil {
				cancel(fmt.Errorf("screen %d: %w", i, err))
			}
		})
	}
	wait.Wait()
	if err := context.Cause(ctx); err != nil {
		closeAll(all)
		return nil, err
	}
	return all, nil
}

// enter waits for the library; a guest chooses it.
func (g *terminal) enter(ctx context.Context, guest bool) error {
	if guest {
		if err := g.shows(ctx, "Look around"); err != nil {
			return err
		}
		if err := g.press("b"); err != nil {
			return err
		}
	}
	return g.shows(ctx, title)
}

func closeAll(all []*terminal) {
	for _, g := range all {
		if g != nil {
			g.close()
		}
	}
}

// sent is all that the screens were sent so far.
func sent(all []*terminal) (n int64) {
	for _, g := range all {
		n += g.count.Load()
	}
	return n
}

// pause waits, for the whole of it.
func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
