package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// cursorHere marks, in a drawn line, the cell where the terminal's own cursor
// stands: an input method opens its window there. The root takes it out again.
// No text from outside can hold it, for Clean takes escapes away.
const cursorHere = "\x1b[77;7z"

// findCursor takes the mark out of a frame and returns where it stood.
func findCursor(frame string) (string, *tea.Cursor) {
	i := strings.Index(frame, cursorHere)
	if i < 0 {
		return frame, nil
	}
	before := frame[:i]
	y := strings.Count(before, "\n")
	x := width(before[strings.LastIndexByte(before, '\n')+1:])
	c := tea.NewCursor(x, y)
	c.Shape, c.Blink = tea.CursorBar, true
	return strings.ReplaceAll(frame, cursorHere, ""), c
}
