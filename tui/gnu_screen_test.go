package tui

import (
	"strings"
	"testing"

	"youku.example/tui/term"
	"youku.example/tui/words"
)

// GNU screen prints what it is asked about colours, and keeps one byte of each
// letter of a title: it is asked and told what it can bear, and so is a tmux
// that bears its name. That one says so when it is asked, and has all colours.
func TestScreens_GNUScreen(t *testing.T) {
	for _, c := range []struct {
		name, term string
		answers    map[string]string
		hues       string
	}{
		{"screen", "screen.xterm-256color", nil, "48;5;188"},
		{"tmux", "screen-256color", map[string]string{askVersion: "\x1bP>|tmux 3.3a\x1b\\"}, "48;2;21"},
	} {
		t.Run(c.name, func(t *testing.T) {
			atTerminal(t, c.term, c.answers, func(x *terminal) {
				x.await("a picture in its colours", func() bool { return strings.Contains(x.since(0), c.hues) })
				x.mu.Lock()
				defer x.mu.Unlock()
				if strings.Contains(x.since(0), "\x1bP") {
					t.Errorf("it is asked %q", x.since(0))
				}
			})
		})
	}
	play(t, alice, func(s *stage) {
		s.model.Lang = words.Zh
		if title := s.model.View().WindowTitle; title != "优酷 片库" {
			t.Errorf("elsewhere the title is %q", title)
		}
		s.model.capabilities = term.NewCapabilities(term.Options{Name: "screen"})
		if title := s.model.View().WindowTitle; title != "Youku Library" {
			t.Errorf("in screen the title is %q", title)
		}
	})
}
