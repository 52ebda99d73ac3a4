package paint

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// screen is what a terminal shows after all that was written to it.
type screen struct {
	w, h       int
	profile    colorprofile.Profile
	begun      bool
	linesKnown bool     // lines is what its cells show
	lines      []string // h of them
	modes      modes
	cursor     bool // it is visible
	at         tea.Position
}

func (s *screen) resize(w, h int) { s.w, s.h, s.linesKnown = w, h, false }

func (s *screen) colour(c colorprofile.Profile) {
	if c != s.profile {
		s.profile, s.linesKnown = c, false
	}
}

// Around the lines of a frame and its cursor: the terminal shows them at once
// (mode 2026), if it can.
const (
	beginSync = ansi.SetModeSynchronizedOutput
	endSync   = ansi.ResetModeSynchronizedOutput
)

// frame appends, to the sequences that go before it, what makes the terminal
// show v; nothing where the terminal shows it already. The alternate screen of
// the first frame comes before all: there are terminals that print a question,
// which then is painted over.
func (s *screen) frame(pending []byte, v tea.View) []byte {
	out := pending
	if !s.begun {
		s.begun = true
		out = append([]byte(enterModes), pending...)
	}
	out = s.modes.change(out, modesOf(v))
	painted := s.paint(s.linesOf(v.Content))
	if len(painted) == 0 {
		return s.placeCursor(out, v.Cursor, false)
	}
	out = s.showCursor(append(out, beginSync...), false)
	out = s.placeCursor(append(out, painted...), v.Cursor, true)
	return append(out, endSync...)
}

// linesOf returns a frame's lines, as many as there are on the screen.
func (s *screen) linesOf(content string) []string {
	lines := strings.Split(content, "\n")
	lines = lines[:min(len(lines), s.h)]
	for len(lines) < s.h {
		lines = append(lines, "")
	}
	return lines
}

// paint returns what turns the lines that are on the screen into others.
func (s *screen) paint(lines []string) []byte {
	e := encoder{w: s.w, h: s.h, profile: s.profile}
	for y, line := range lines {
		switch {
		case !s.linesKnown || len(s.lines) != s.h:
			e.rewrite(y, line)
		case s.lines[y] != line:
			e.update(y, s.lines[y], line)
		}
	}
	s.lines, s.linesKnown = lines, true
	return e.finish()
}

// placeCursor shows the cursor where c is, or nowhere; moved: painting took it
// elsewhere.
func (s *screen) placeCursor(out []byte, c *tea.Cursor, moved bool) []byte {
	if c == nil {
		return s.showCursor(out, false)
	}
	if moved || !s.cursor || c.Position != s.at {
		s.at = c.Position
		out = append(out, ansi.CursorPosition(c.X+1, c.Y+1)...)
	}
	return s.showCursor(out, true)
}

func (s *screen) showCursor(out []byte, seen bool) []byte {
	if seen == s.cursor {
		return out
	}
	s.cursor = seen
	if seen {
		return append(out, ansi.SetModeTextCursorEnable...)
	}
	return append(out, ansi.ResetModeTextCursorEnable...)
}

// leave appends what puts the terminal back as it was. Where nothing was
// shown, nothing is asked either: there would be no reader of the answer.
func (s *screen) leave(out []byte) []byte {
	if !s.begun {
		return nil
	}
	s.begun = false
	out = s.modes.change(out, modes{})
	return append(s.wipe(out), leaveModes...)
}

// wipe appends what blanks every line. Some terminals have no second screen to
// leave (GNU screen, as it comes), and the last frame would stay with the
// person's own lines. Erased as a whole, it would go into the scrollback of
// some others. The last move is to the upper left, where a prompt then stands.
func (s *screen) wipe(out []byte) []byte {
	out = append(out, ansi.ResetStyle...)
	for y := s.h; y > 0; y-- {
		out = append(append(out, ansi.CursorPosition(1, y)...), ansi.EraseEntireLine...)
	}
	return out
}
