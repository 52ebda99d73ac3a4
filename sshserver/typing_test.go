package sshserver

import (
	"runtime"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"youku.example/sshserver/keyboard"
	"youku.example/tui"
	"youku.example/tui/words"
)

// TestScreens_KeysBehindQuit: what a client sends behind its q leaves nothing
// behind.
func TestScreens_KeysBehindQuit(t *testing.T) {
	h := newTestServer(t, Config{Language: words.En})
	h.server.newScreen = func(s tui.Session) tea.Model { return probe{session: s} }
	c := h.in("guest")
	before := runtime.NumGoroutine()
	for range 20 {
		s := open(t, c)
		eventually(t, 5*time.Second, "the screen is drawn", func() bool { return strings.Contains(s.shows(), "hello") })
		s.press("q" + strings.Repeat("x", 1000))
		if exit, _ := s.ends(t, 5*time.Second); exit != 0 {
			t.Errorf("exit %d", exit)
		}
	}
	eventually(t, 5*time.Second, "nothing runs on", func() bool { return runtime.NumGoroutine() < before+10 })
}

// TestScreens_Flood: a paste without end costs its session and nothing else.
func TestScreens_Flood(t *testing.T) {
	h := newTestServer(t, Config{Language: words.En})
	h.server.newScreen = func(s tui.Session) tea.Model { return probe{session: s} }
	s := open(t, h.in("guest"))
	eventually(t, 5*time.Second, "the screen is drawn", func() bool { return strings.Contains(s.shows(), "hello") })
	s.press("\x1b[200~" + strings.Repeat("x", keyboard.LongestPaste/2) + "\x1b[201~")
	go s.press("\x1b[200~" + strings.Repeat("x", 4<<20))
	if exit, said := s.ends(t, 20*time.Second); exit != 1 || !strings.Contains(said, "Too much") {
		t.Errorf("exit %d, %q", exit, said)
	}
}
