package term

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/tui/term/cells"
)

// CursorMark marks, in a drawn line, the cell where the terminal's own cursor
// stands: an input method opens its window there. FindCursor takes it out again.
// It is an escape sequence, which store.Clean takes out of every text from
// outside.
const CursorMark = "\x1b[77;7z"

// FindCursor takes the mark out of a frame and returns where it stood.
func FindCursor(frame string) (string, *tea.Cursor) {
	i := strings.Index(frame, CursorMark)
	if i < 0 {
		return frame, nil
	}
	before := frame[:i]
	y := strings.Count(before, "\n")
	x := cells.Width(before[strings.LastIndexByte(before, '\n')+1:])
	c := tea.NewCursor(x, y)
	c.Shape, c.Blink = tea.CursorBar, true
	return strings.ReplaceAll(frame, CursorMark, ""), c
}
