package sshserver

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"youku.example/tui"
)

// TestScreens_FewGlyphs: a terminal whose font lacks the frames gets them in
// ASCII, whatever the operator set.
func TestScreens_FewGlyphs(t *testing.T) {
	h := newHouse(t, Config{})
	ascii := make(chan bool, 1)
	h.server.screens = func(s tui.Session) tea.Model {
		ascii <- s.ASCII
		return probe{session: s}
	}
	c := h.in("guest")
	for term, want := range map[string]bool{"xterm-256color": false, "": true, "tmux": false, "linux": true, "vt100": true, "dumb": true} {
		s, err := c.NewSession()
		if err != nil {
			t.Fatal(err)
		}
		if err := s.RequestPty(term, 24, 80, nil); err != nil {
			t.Fatal(err)
		}
		if err := s.Shell(); err != nil {
			t.Fatal(err)
		}
		select {
		case got := <-ascii:
			if got != want {
				t.Errorf("TERM=%s: ASCII %v, want %v", term, got, want)
			}
		case <-time.After(5 * time.Second):
			t.Fatalf("TERM=%s: no screen", term)
		}
		_ = s.Close()
	}
}

// TestScreens_NoColour: NO_COLOR reaches the screens.
func TestScreens_NoColour(t *testing.T) {
	h := newHouse(t, Config{})
	none := make(chan bool, 1)
	h.server.screens = func(s tui.Session) tea.Model {
		none <- s.NoColour
		return probe{session: s}
	}
	c := h.in("guest")
	for value, want := range map[string]bool{"": false, "1": true, "0": false} {
		s, err := c.NewSession()
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Setenv("NO_COLOR", value); err != nil {
			t.Fatal(err)
		}
		if err := s.RequestPty("xterm-256color", 24, 80, nil); err != nil {
			t.Fatal(err)
		}
		if err := s.Shell(); err != nil {
			t.Fatal(err)
		}
		select {
		case got := <-none:
			if got != want {
				t.Errorf("NO_COLOR=%s: %v, want %v", value, got, want)
			}
		case <-time.After(5 * time.Second):
			t.Fatalf("NO_COLOR=%s: no screen", value)
		}
		_ = s.Close()
	}
}
