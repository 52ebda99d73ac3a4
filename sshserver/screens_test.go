package sshserver

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"youku.example/sshserver/limit"
	"youku.example/tui"
	"youku.example/tui/words"
)

// TestScreens_Crowded: one client can't open screens until the memory is gone.
func TestScreens_Crowded(t *testing.T) {
	h := newTestServer(t, Config{Language: words.En, Limits: limit.Limits{CellsOfSource: 2 * (limit.PerScreen + 80*24)}})
	sizes := make(chan tea.WindowSizeMsg, 100)
	h.server.newScreen = func(s tui.Session) tea.Model { return probe{session: s, sizes: sizes} }
	c := h.in("guest")
	first, second := open(t, c), open(t, c)
	for _, s := range []*screen{first, second} {
		eventually(t, 5*time.Second, "both are drawn", func() bool { return strings.Contains(s.shows(), "hello") })
	}
	exit, said := open(t, c).ends(t, 5*time.Second)
	if exit != 1 || !strings.Contains(said, "Too many screens") {
		t.Errorf("the third: exit %d, %q", exit, said)
	}
	if _, err := runLine(c, "whoami"); err != nil {
		t.Errorf("a command meanwhile: %v", err)
	}
	_ = first.WindowChange(256, 512)
	// A terminal may also type how large it is; no one asked it.
	first.press("\x1b[8;1000;1000t\x1b[48;1000;1000;9;9t")
	first.press("q")
	first.ends(t, 5*time.Second)
	for len(sizes) > 0 {
		if s := <-sizes; s.Width != 80 || s.Height != 24 {
			t.Errorf("a screen of %v×%v", s.Width, s.Height)
		}
	}
	third := open(t, c)
	eventually(t, 5*time.Second, "the next is drawn", func() bool { return strings.Contains(third.shows(), "hello") })
}
