package cells

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// WrapStyled is Wrap for a text with styles in it. Each line begins with the
// styles that it is in and ends them, so that it can stand anywhere.
func WrapStyled(s string, w int) []string {
	plain, seqs := takeSequences(s)
	var lines []string
	style := "" // what was set since the last reset
	for _, r := range wrapRanges(plain, w) {
		for len(seqs) > 0 && seqs[0].at <= r.from {
			style, seqs = styleAfter(style, seqs[0].seq), seqs[1:]
		}
		var b strings.Builder
		b.WriteString(style)
		at := r.from
		for len(seqs) > 0 && seqs[0].at < r.to {
			b.WriteString(plain[at:seqs[0].at] + seqs[0].seq)
			at = seqs[0].at
			style, seqs = styleAfter(style, seqs[0].seq), seqs[1:]
		}
		b.WriteString(plain[at:r.to])
		if style != "" {
			b.WriteString(ansi.ResetStyle)
		}
		lines = append(lines, b.String())
	}
	return lines
}

// sequence is an escape sequence, and where it stands in the plain text.
type sequence struct {
	at  int
	seq string
}

// takeSequences takes the escape sequences out of a text.
func takeSequences(s string) (plain string, seqs []sequence) {
	var b strings.Builder
	var state byte
	for s != "" {
		part, _, n, next := ansi.DecodeSequence(s, state, nil)
		state, s = next, s[n:]
		if strings.HasPrefix(part, "\x1b") {
			seqs = append(seqs, sequence{b.Len(), part})
			continue
		}
		b.WriteString(part)
	}
	return b.String(), seqs
}

// styleAfter is what is set when a sequence came after a style.
func styleAfter(style, seq string) string {
	switch {
	case seq == ansi.ResetStyle, seq == "\x1b[0m":
		return ""
	case strings.HasPrefix(seq, "\x1b[") && strings.HasSuffix(seq, "m"):
		return style + seq
	}
	return style
}
