package sshserver

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"

	"youku.example/store"
	"youku.example/tui"
	"youku.example/tui/term/canvas"
	"youku.example/tui/words"
)

// everything is a screen that asks of a terminal all that a screen can.
type everything struct{ probe }

func (e everything) Init() tea.Cmd {
	e.session.ImageLayer.Send(canvas.FirstID, "\x1b_Ga=T,i=16;AAAA\x1b\\")
	e.session.OnCopy("a line to take along")
	return nil
}

func (e everything) Update(m tea.Msg) (tea.Model, tea.Cmd) {
	next, cmd := e.probe.Update(m)
	return everything{next.(probe)}, cmd
}

func (e everything) View() tea.View {
	v := e.probe.View()
	v.AltScreen, v.WindowTitle, v.MouseMode = true, "the program's", tea.MouseModeCellMotion
	v.ProgressBar = tea.NewProgressBar(tea.ProgressBarDefault, 50)
	return v
}

// TestEndings holds for every end of a session that the terminal is as it was:
// its modes, its title, its lines, no picture kept, and below the last words.
func TestEndings(t *testing.T) {
	for name, end := range map[string]func(*testing.T, *testServer, *screen){
		"Quit":         func(_ *testing.T, _ *testServer, s *screen) { s.press("q") },
		"PanicUpdate":  func(_ *testing.T, _ *testServer, s *screen) { s.press("p") },
		"PanicCommand": func(_ *testing.T, _ *testServer, s *screen) { s.press("P") },
		"PanicView":    func(_ *testing.T, _ *testServer, s *screen) { s.press("v") },
		"Kick":         func(t *testing.T, h *testServer, _ *screen) { endOf(t, h, errors.New("kicked")) },
		"Lock": func(t *testing.T, h *testServer, _ *screen) {
			if err := h.shop.Lock(t.Context(), store.Operator(), "alice"); err != nil {
				t.Error(err)
			}
		},
		"Idle": func(t *testing.T, h *testServer, _ *screen) { endOf(t, h, errIdle) },
		"Shutdown": func(t *testing.T, h *testServer, _ *screen) {
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
			go func() { defer cancel(); _ = h.server.Shutdown(ctx) }()
		},
		"ShutdownAtOnce": func(_ *testing.T, h *testServer, _ *screen) { go func() { _ = h.server.Shutdown(canceled()) }() },
		"Hurry": func(_ *testing.T, h *testServer, _ *screen) {
			h.server.Hurry()
			go func() { _ = h.server.Shutdown(context.Background()) }()
		},
	} {
		t.Run(name, func(t *testing.T) {
			h := newTestServer(t, Config{Language: words.En})
			h.server.newScreen = func(s tui.Session) tea.Model { return everything{probe{session: s}} }
			key := newKey(t)
			h.user("alice", "", key)
			s := open(t, h.in("alice", keysOf(key)...))
			eventually(t, 10*time.Second, "a frame", func() bool {
				return strings.Contains(s.shows(), "hello") && strings.Contains(s.shows(), ansi.SetProgressBar(50))
			})
			end(t, h, s)
			s.ends(t, 20*time.Second)
			whole(t, s.shows())
		})
	}
}

// endOf ends the session that runs, as a kick and the like do.
func endOf(t *testing.T, h *testServer, cause error) {
	t.Helper()
	for _, c := range h.server.connections.All() {
		for _, v := range c.running() {
			v.end(cause)
		}
	}
}

var (
	modes    = regexp.MustCompile(`\x1b\[\?([\d;]+)([hl])`)
	pictures = regexp.MustCompile(`\x1b_G([^;\x1b]*)`)
)

// whole looks at all that was sent to a terminal, and at one that got it.
func whole(t *testing.T, sent string) {
	t.Helper()
	on := map[string]bool{"25": true, "7": true} // the cursor is seen, lines wrap
	for _, m := range modes.FindAllStringSubmatch(sent, -1) {
		on[m[1]] = m[2] == "h"
	}
	for mode, set := range on {
		if set != (mode == "25" || mode == "7") {
			t.Errorf("mode %s is left %v", mode, set)
		}
	}
	for _, pair := range [][2]string{{"\x1b[22;0t", "\x1b[23;0t"}, {"\x1b[>1u", "\x1b[<1u"}, {ansi.SetModifyOtherKeys2, ansi.ResetModifyOtherKeys}} {
		if a, b := strings.Count(sent, pair[0]), strings.Count(sent, pair[1]); a != 1 || b != 1 {
			t.Errorf("%q came %d times, %q %d times", pair[0], a, pair[1], b)
		}
	}
	if strings.LastIndex(sent, ansi.ResetProgressBar) < strings.LastIndex(sent, ansi.SetProgressBar(50)) {
		t.Error("the progress stays")
	}
	if i := strings.LastIndex(sent, "\x1b_G"); i < 0 || !strings.Contains(sent[i:], "a=d") {
		t.Errorf("the picture stays: %q", pictures.FindAllString(sent, -1))
	}
	for _, alternate := range []bool{true, false} { // GNU screen has no second screen, as it comes
		terminal := vt.NewEmulator(80, 24)
		fmt.Fprint(terminal, "before\r\n")
		seen := sent
		if !alternate {
			seen = strings.NewReplacer(ansi.SetModeAltScreenSaveCursor, "", ansi.ResetModeAltScreenSaveCursor, "").Replace(sent)
		}
		fmt.Fprint(terminal, seen)
		want := "a line to take along"
		if alternate {
			want = "before\n" + want
		}
		if got := strings.TrimSpace(terminal.String()); got != want {
			t.Errorf("alternate screen %v: the terminal shows %q", alternate, got)
		}
	}
}
