package imports

import (
	"io"
	"strings"
)

// progressBar is a line of a terminal that is drawn over itself. Without a
// terminal it draws nothing.
type progressBar struct {
	w     io.Writer
	drawn string
}

// show draws the line; the same text again draws nothing.
func (b *progressBar) show(line string) {
	if b.w == nil || line == b.drawn {
		return
	}
	b.drawn = line
	_, _ = io.WriteString(b.w, "\r\x1b[K"+line)
}

// clear makes room for another line.
func (b *progressBar) clear() {
	if b.drawn != "" {
		b.drawn = ""
		_, _ = io.WriteString(b.w, "\r\x1b[K")
	}
}

// cells is a bar of some cells.
func cells(done, whole int64) string {
	const wide = 24
	n := wide
	if whole > 0 {
		n = int(min(max(done, 0), whole) * wide / whole)
	}
	return strings.Repeat("━", n) + strings.Repeat("─", wide-n)
}
