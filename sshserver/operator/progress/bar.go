package progress

import (
	"io"
	"os"
	"strings"

	"github.com/charmbracelet/x/term"
)

// OnTerminal returns a writer if it is a terminal, else nil.
func OnTerminal(w io.Writer) io.Writer {
	if out, is := w.(*os.File); is && term.IsTerminal(out.Fd()) {
		return w
	}
	return nil
}

// Bar is a line of a terminal that is drawn over itself. Without a
// terminal it draws nothing.
type Bar struct {
	W     io.Writer
	drawn string
}

// Show draws the line; the same text again draws nothing.
func (b *Bar) Show(line string) {
	if b.W == nil || line == b.drawn {
		return
	}
	b.drawn = line
	_, _ = io.WriteString(b.W, "\r\x1b[K"+line)
}

// Clear makes room for another line.
func (b *Bar) Clear() {
	if b.drawn != "" {
		b.drawn = ""
		_, _ = io.WriteString(b.W, "\r\x1b[K")
	}
}

// Cells is a bar of some cells.
func Cells(done, whole int64) string {
	const wide = 24
	n := wide
	if whole > 0 {
		n = int(min(max(done, 0), whole) * wide / whole)
	}
	return strings.Repeat("━", n) + strings.Repeat("─", wide-n)
}
