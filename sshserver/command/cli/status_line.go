package cli

import (
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// StatusLine is a line on stderr that is drawn over itself as it changes.
type StatusLine struct {
	W     io.Writer
	drawn string
}

// Show draws the line; the same text again draws nothing.
func (s *StatusLine) Show(line string) {
	if line == s.drawn {
		return
	}
	over := max(ansi.StringWidth(s.drawn)-ansi.StringWidth(line), 0)
	s.drawn = line
	_, _ = io.WriteString(s.W, "\r"+line+strings.Repeat(" ", over))
}

// End begins a new line if one was drawn.
func (s *StatusLine) End() {
	if s.drawn != "" {
		_, _ = io.WriteString(s.W, "\n")
	}
}
