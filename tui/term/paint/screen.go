package paint

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// screen is what a terminal shows, as far as it was told.
type screen struct {
	w, h    int
	profile colorprofile.Profile
	begun   bool
	whole   bool     // what is in its cells is known to be lines
	lines   []string // h of them
	modes   modes
	cursor  bool // it is seen
	at      tea.Position
}

func (s *screen) resize(w, h int) { s.w, s.h, s.whole = w, h, false }

func (s *screen) colour(c colorprofile.Profile) {
	if c != s.profile {
		s.profile, s.whole = c, false
	}
}

// Around the lines of a frame and its cursor: the terminal shows them at once
// (mode 2026), if it can.
const (
	together = ansi.SetModeSynchronizedOutput
	shown    = ansi.ResetModeSynchronizedOutput
)

// frame appends what makes the terminal show v to what it is told before. It
// appends nothing when the terminal shows it already. The first frame's own
// screen comes before all: there are terminals that print a question, which
// then is painted over.
func (s *screen) frame(said []byte, v tea.View) []byte {
	out := said
	if !s.begun {
		s.begun = true
		out = append([]byte(enter), said...)
	}
	out = s.modes.change(out, modesOf(v))
	painted := s.paint(s.linesOf(v.Content))
	if len(painted) == 0 {
		return s.placeCursor(out, v.Cursor, false)
	}
	out = s.seeCursor(append(out, together...), false)
	out = s.placeCursor(append(out, painted...), v.Cursor, true)
	return append(out, shown...)
}

// linesOf is a frame's lines, as many as there are on the screen.
func (s *screen) linesOf(content string) []string {
	lines := strings.Split(content, "\n")
	lines = lines[:min(len(lines), s.h)]
	for len(lines) < s.h {
		lines = append(lines, "")
	}
	return lines
}

// paint is what turns the lines that are on the screen into others.
func (s *screen) paint(lines []string) []byte {
	e := encoder{w: s.w, h: s.h, profile: s.profile}
	for y, line := range lines {
		switch {
		case !s.whole || len(s.lines) != s.h:
			e.rewrite(y, line)
		case s.lines[y] != line:
			e.update(y, s.lines[y], line)
		}
	}
	s.lines, s.whole = lines, true
	return e.finish()
}

// placeCursor shows the cursor where c is, or nowhere; moved: painting took it
// elsewhere.
func (s *screen) placeCursor(out []byte, c *tea.Cursor, moved bool) []byte {
	if c == nil {
		return s.seeCursor(out, false)
	}
	if moved || !s.cursor || c.Position != s.at {
		s.at = c.Position
		out = append(out, ansi.CursorPosition(c.X+1, c.Y+1)...)
	}
	return s.seeCursor(out, true)
}

func (s *screen) seeCursor(out []byte, seen bool) []byte {
	if seen == s.cursor {
		return out
	}
	s.cursor = seen
	if seen {
		return append(out, ansi.SetModeTextCursorEnable...)
	}
	return append(out, ansi.ResetModeTextCursorEnable...)
}

// leave appends what gives the terminal back as it was. Where nothing was
// shown, nothing is asked either: there would be no reader of the answer.
func (s *screen) leave(out []byte) []byte {
	if !s.begun {
		return nil
	}
	s.begun = false
	out = s.modes.change(out, modes{})
	return append(s.wipe(out), leave...)
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
