package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/charmbracelet/x/vt"
)

// glass is a session on a pty, with a virtual terminal that keeps what is on it.
type glass struct {
	keys    io.Writer
	mu      sync.Mutex // of term
	term    *vt.Emulator
	changed chan struct{} // something was drawn
	ended   chan struct{}
	said    strings.Builder // beside the screen; read once it has ended
}

// sit opens the screens.
func (v *visitor) sit() (*glass, error) {
	if err := v.connect(); err != nil {
		return nil, err
	}
	s, err := v.client.NewSession()
	if err != nil {
		return nil, err
	}
	g := &glass{term: vt.NewEmulator(columns, lines), changed: make(chan struct{}, 1), ended: make(chan struct{})}
	if g.keys, err = s.StdinPipe(); err != nil {
		return nil, err
	}
	s.Stdout, s.Stderr = g, &g.said
	if err := s.Setenv("LANG", "en_US.UTF-8"); err != nil {
		return nil, err
	}
	if err := s.RequestPty("xterm-256color", lines, columns, nil); err != nil {
		return nil, err
	}
	if err := s.Shell(); err != nil {
		return nil, err
	}
	go g.answer()
	go func() {
		_ = s.Wait()
		if w, ok := g.term.InputPipe().(io.Closer); ok {
			_ = w.Close() // answer ends
		}
		close(g.ended)
	}()
	return g, nil
}

// Write draws what the program sends.
func (g *glass) Write(p []byte) (int, error) {
	g.mu.Lock()
	n, err := g.term.Write(p)
	g.mu.Unlock()
	select {
	case g.changed <- struct{}{}:
	default:
	}
	return n, err
}

// answer brings what the terminal is asked back to the program.
func (g *glass) answer() { _, _ = io.Copy(g.keys, g.term) }

// text is what is seen.
func (g *glass) text() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.term.String()
}

// press types keys one after the other; Esc stands alone.
func (g *glass) press(ctx context.Context, keys ...string) {
	for _, k := range keys {
		_, _ = io.WriteString(g.keys, k)
		_ = pause(ctx, 60*time.Millisecond)
	}
}

// until waits until the screen is as it should, and says what is on it where it never is.
func (g *glass) until(what string, yes func(text string) bool) error {
	late := time.After(longestAnswer)
	for {
		text := g.text()
		if yes(text) {
			return nil
		}
		select {
		case <-g.changed:
		case <-g.ended:
			if yes(text) {
				return nil
			}
			return fmt.Errorf("waited for %s: the session ended: %s", what, strings.TrimSpace(g.said.String()))
		case <-late:
			return fmt.Errorf("waited for %s:\n%s", what, text)
		}
	}
}

func (g *glass) shows(words ...string) error {
	return g.until("a screen with "+strings.Join(words, ", "), func(text string) bool {
		for _, w := range words {
			if !strings.Contains(text, w) {
				return false
			}
		}
		return true
	})
}

// watch is a person before the screens, until the end: who looks around, searches, buys,
// waits, and fetches by a second connection while the bar moves.
func (v *visitor) watch(ctx context.Context) error {
	began := time.Now()
	g, err := v.sit()
	if err != nil {
		return err
	}
	if err := g.shows("newest", "Reel"); err != nil {
		return err
	}
	v.p.did("first screen", time.Since(began))
	for ctx.Err() == nil {
		v.think(ctx)
		if err := v.turn(ctx, g); err != nil {
			return err
		}
	}
	g.press(context.Background(), "q")
	select {
	case <-g.ended:
	case <-time.After(longestAnswer):
		return fmt.Errorf("q did not end the session:\n%s", g.text())
	}
	return nil
}

// turn is one thing that is done before the screens.
func (v *visitor) turn(ctx context.Context, g *glass) error {
	if v.rand.IntN(3) > 0 {
		began := time.Now()
		g.press(ctx, "?")
		if err := g.shows("Everywhere"); err != nil {
			return err
		}
		v.p.did("key to screen", time.Since(began)-60*time.Millisecond)
		g.press(ctx, "\x1b", "j", "j", "k", "G", "g")
		return g.shows("newest", "Reel")
	}
	m := v.oneOf(v.rand.IntN(4) == 0)
	g.press(ctx, "/", m.title)
	if err := g.until("the search for "+m.title, func(text string) bool {
		return strings.Contains(text, m.title) && strings.Count(text, "Reel")+strings.Count(text, "Fresh") <= 4
	}); err != nil {
		return err
	}
	g.press(ctx, "\r", "d")
	if m.price > 0 && !v.bought[m.id] {
		if err := g.shows("Buy this movie?"); err != nil {
			return err
		}
		began := time.Now()
		g.press(ctx, "y")
		if err := g.until("the end of the purchase", func(text string) bool { return !strings.Contains(text, "Buy this movie?") }); err != nil {
			return err
		}
		v.p.did("buy on a screen", time.Since(began))
		v.bought[m.id] = true
		v.paid += m.price
	}
	if err := g.shows("sftp -a"); err != nil { // after the countdown
		return err
	}
	path, err := v.await(ctx, m)
	if err == nil && path != "" {
		err = v.get(path, m)
	}
	if err != nil || path == "" {
		return err
	}
	if err := g.shows("100"); err != nil {
		return err
	}
	g.press(ctx, "\x1b", "\x1b", "1", "\x1b")
	return g.shows("newest", "Reel")
}
