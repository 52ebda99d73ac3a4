package sshserver

import (
	"bytes"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"youku.example/tui"
)

// TestScreens_FewGlyphs: a terminal whose font lacks the frames gets them in
// ASCII, whatever the operator set.
func TestScreens_FewGlyphs(t *testing.T) {
	h := newTestServer(t, Config{})
	ascii := make(chan bool, 1)
	h.server.newScreen = func(s tui.Session) tea.Model {
		ascii <- s.ASCII
		return probe{session: s}
	}
	c := h.in("guest")
	for term, want := range map[string]bool{"xterm-256color": false, "": true, "tmux": false, "linux": true, "vt100": true} {
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

// TestScreens_Dumb: a terminal that can't show a screen gets the help, as a
// session without one does, and a sentence that says why; a command runs on it.
func TestScreens_Dumb(t *testing.T) {
	h := newTestServer(t, Config{})
	c := h.in("guest")
	for _, lang := range []struct{ locale, says string }{{"en_US.UTF-8", "can't show the screens"}, {"yue_HK.UTF-8", "画不了界面"}} {
		for _, term := range []string{"dumb", "unknown"} {
			gs, err := c.NewSession()
			if err != nil {
				t.Fatal(err)
			}
			_ = gs.Setenv("LANG", lang.locale)
			if err := gs.RequestPty(term, 24, 80, nil); err != nil {
				t.Fatal(err)
			}
			var out, said bytes.Buffer
			gs.Stdout, gs.Stderr = &out, &said
			if err := gs.Shell(); err != nil {
				t.Fatal(err)
			}
			if err := gs.Wait(); exitOf(err) != 2 || !strings.Contains(out.String()+said.String(), "whoami") || strings.Contains(out.String(), "\x1b") || !strings.Contains(said.String(), lang.says) {
				t.Errorf("TERM=%s: %v, %q, %q", term, err, out.String(), said.String())
			}
		}
	}
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.RequestPty("dumb", 24, 80, nil); err != nil {
		t.Fatal(err)
	}
	if out, err := s.CombinedOutput("whoami"); err != nil || strings.Contains(string(out), "screens") {
		t.Errorf("a command: %q, %v", out, err)
	}
}

// TestScreens_NoColour: NO_COLOR reaches the screens.
func TestScreens_NoColour(t *testing.T) {
	h := newTestServer(t, Config{})
	none := make(chan bool, 1)
	h.server.newScreen = func(s tui.Session) tea.Model {
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
