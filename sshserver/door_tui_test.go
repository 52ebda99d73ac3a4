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
