package paint

import (
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// The sequences with which a program begins and ends. A kitty keyboard's flags
// belong to a screen, so they are set after it and reset before it. There are
// terminals that take CSI > 4 ; 2 m for underlining: a reset of the style comes
// behind. The window's title is kept on the terminal's own stack; a terminal
// without one is left with an empty title.
const (
	enterModes = pushTitle + ansi.SetModeAltScreenSaveCursor + ansi.ResetModeTextCursorEnable +
		ansi.SetModeBracketedPaste + ansi.SetModeUnicodeCore +
		ansi.SetModifyOtherKeys2 + ansi.ResetStyle + pushKeyboard
	leaveModes = ansi.ResetModifyOtherKeys + ansi.ResetStyle + popKeyboard +
		ansi.ResetModeUnicodeCore + ansi.ResetModeBracketedPaste +
		ansi.ResetModeAltScreenSaveCursor + ansi.SetModeTextCursorEnable + popTitle

	pushKeyboard = "\x1b[>1u" // tells keys apart
	popKeyboard  = "\x1b[<1u"

	pushTitle = "\x1b[22;0t" // of the icon and the window
	popTitle  = "\x1b[23;0t"
)

// modes is what a view sets of a terminal besides its cells. What else a tea.View
// can set, such as reports of the focus, no screen here uses.
type modes struct {
	title    string
	mouse    tea.MouseMode
	progress tea.ProgressBar
	cursor   int // its shape, as DECSCUSR counts
}

func modesOf(v tea.View) modes {
	m := modes{title: v.WindowTitle, mouse: v.MouseMode}
	if v.ProgressBar != nil {
		m.progress = *v.ProgressBar
	}
	if c := v.Cursor; c != nil {
		m.cursor = int(c.Shape)*2 + 2
		if c.Blink {
			m.cursor--
		}
	}
	return m
}

// change appends what leads from one state to another.
func (m *modes) change(out []byte, to modes) []byte {
	if m.mouse != to.mouse {
		if m.mouse != tea.MouseModeNone {
			out = append(out, ansi.ResetModeMouseButtonEvent+ansi.ResetModeMouseAnyEvent+ansi.ResetModeMouseExtSgr...)
		}
		switch to.mouse {
		case tea.MouseModeCellMotion:
			out = append(out, ansi.SetModeMouseButtonEvent+ansi.SetModeMouseExtSgr...)
		case tea.MouseModeAllMotion:
			out = append(out, ansi.SetModeMouseAnyEvent+ansi.SetModeMouseExtSgr...)
		}
	}
	if m.title != to.title {
		out = append(out, ansi.SetWindowTitle(to.title)...)
	}
	if m.progress != to.progress {
		out = append(out, progress(to.progress)...)
	}
	if m.cursor != to.cursor {
		out = append(out, ansi.SetCursorStyle(to.cursor)...)
	}
	*m = to
	return out
}

func progress(p tea.ProgressBar) string {
	switch p.State {
	case tea.ProgressBarDefault:
		return ansi.SetProgressBar(p.Value)
	case tea.ProgressBarError:
		return ansi.SetErrorProgressBar(p.Value)
	case tea.ProgressBarIndeterminate:
		return ansi.SetIndeterminateProgressBar
	case tea.ProgressBarWarning:
		return ansi.SetWarningProgressBar(p.Value)
	}
	return ansi.ResetProgressBar
}
