package sshserver

import (
	"net/netip"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/ssh"

	"youku.example/tui"
	"youku.example/tui/words"
)

func TestRoom(t *testing.T) {
	there := sourceOf(netip.MustParseAddr("192.0.2.8"))
	small, big := ssh.Window{Width: 80, Height: 25}, ssh.Window{Width: 100, Height: 100}
	r := newScreenBudget(3*(aScreen+2000), 2*(aScreen+2000))
	one, two := r.take(here, small), r.take(here, small)
	if one == nil || two == nil {
		t.Fatal("there is room for two")
	}
	if r.take(here, small) != nil {
		t.Error("a source took more than its part")
	}
	if r.take(there, small) == nil {
		t.Error("there is no room for another source")
	}
	if r.take(there, small) != nil {
		t.Error("more was taken than there is")
	}
	if one.grow(big) || !one.grow(small) {
		t.Error("a screen grew into nothing")
	}
	two.leave()
	two.leave()
	one.leave()
	if r.taken != aScreen+2000 || len(r.by) != 1 {
		t.Errorf("%d cells are taken by %d sources", r.taken, len(r.by))
	}
}

// TestScreens_Crowded: one client can't open screens until the memory is gone.
func TestScreens_Crowded(t *testing.T) {
	h := newTestServer(t, Config{Language: words.En, Limits: Limits{CellsOfSource: 2 * (aScreen + 80*24)}})
	sizes := make(chan tea.WindowSizeMsg, 100)
	h.server.screens = func(s tui.Session) tea.Model { return probe{session: s, sizes: sizes} }
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
