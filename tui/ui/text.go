package ui

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"youku.example/tui/term/cells"
	"youku.example/tui/words"
)

func Width(s string) int { return cells.Width(s) }

// Clip cuts a text, styled or not, to w cells, never inside a character; what
// was cut shows by tail. Styles that end behind the cut still end.
func Clip(s string, w int, tail string) string {
	if w <= 0 {
		return ""
	}
	if Width(s) <= w {
		return s
	}
	if Width(tail) > w {
		tail = ""
	}
	for room := w - Width(tail); ; room-- { // parts may be wider together than apart
		if t := cutAt(s, room, tail); room <= 0 || Width(t) <= w {
			return t
		}
	}
}

// cutAt keeps the characters of a text that fit into room, and all its styles.
func cutAt(s string, room int, tail string) string {
	var b strings.Builder
	var state byte
	byCharacter, byRune, full := 0, 0, false
	for rest := s; rest != ""; {
		part, n, size, next := ansi.DecodeSequence(rest, state, nil)
		rest, state = rest[size:], next
		switch {
		case n == 0 && strings.HasPrefix(part, "\x1b"):
			b.WriteString(part)
			continue
		case full:
			continue
		}
		byCharacter, byRune = byCharacter+n, byRune+ansi.StringWidthWc(part)
		if max(byCharacter, byRune) > room {
			full = true
			b.WriteString(tail)
			continue
		}
		b.WriteString(part)
	}
	return b.String()
}

// Pad fills a text with spaces to w cells.
func Pad(s string, w int) string {
	if n := w - Width(s); n > 0 {
		return s + strings.Repeat(" ", n)
	}
	return s
}

// PadLeft is pad with the spaces before.
func PadLeft(s string, w int) string {
	if n := w - Width(s); n > 0 {
		return strings.Repeat(" ", n) + s
	}
	return s
}

// Center puts a text in the middle of w cells.
func Center(s string, w int) string {
	return strings.Repeat(" ", max(0, (w-Width(s))/2)) + s
}

// Ends puts one text at the left and one at the right of a line; the right one
// goes first when there is no room for both.
func Ends(left, right string, w int, tail string) string {
	n := w - Width(left) - Width(right)
	if n < 1 {
		return Clip(left, w, tail)
	}
	return left + strings.Repeat(" ", n) + right
}

func Wrap(s string, w int) []string { return cells.Wrap(s, w) }

// Joined sets parts beside each other, with as many lines as they need; a line
// never ends with what joins them.
func Joined(parts []string, by string, w int) []string {
	var ls []string
	line := ""
	for _, p := range parts {
		switch {
		case line == "":
			line = p
		case Width(line+by+p) <= w:
			line += by + p
		default:
			ls, line = append(ls, line), p
		}
	}
	if line != "" {
		ls = append(ls, line)
	}
	return ls
}

// Lines cuts a text into its lines.
func Lines(s string) []string { return strings.Split(s, "\n") }

// Fit makes exactly h lines of at most w cells.
func Fit(s string, w, h int, tail string) []string {
	ls := Lines(s)
	if len(ls) > h {
		ls = ls[:h]
	}
	for i, l := range ls {
		ls[i] = Clip(l, w, tail)
	}
	for len(ls) < h {
		ls = append(ls, "")
	}
	return ls
}

// Squeeze takes empty lines out, the lowest first, until the rest fits.
func Squeeze(ls []string, h int) []string {
	ls = slices.Clone(ls)
	for i := len(ls) - 1; i >= 0 && len(ls) > h; i-- {
		if ls[i] == "" {
			ls = slices.Delete(ls, i, i+1)
		}
	}
	return ls
}

// Middle sets lines in the middle of the space, a little above its half.
func Middle(ls []string, w, h int) string {
	widest := 0
	for _, l := range ls {
		widest = max(widest, Width(l))
	}
	left := strings.Repeat(" ", max(0, (w-widest)/2))
	out := make([]string, 0, h)
	for range max(0, (h-len(ls))*2/5) {
		out = append(out, "")
	}
	for _, l := range ls {
		out = append(out, left+l)
	}
	return strings.Join(out, "\n")
}

// ValueLines is a value in as many lines as it takes; a checksum that is longer
// than a line in equal parts.
func ValueLines(value string, w int) []string {
	if len(value) != 64 || Width(value) <= w || strings.ContainsAny(value, " \x1b") {
		return cells.WrapStyled(value, w)
	}
	return SumLines(value, w)
}

// SumLines is a checksum in one line, in two halves, or in quarters and so on.
func SumLines(sum string, w int) []string {
	n := len(sum)
	for n > w && n > 8 {
		n /= 2
	}
	var ls []string
	for ; len(sum) > n; sum = sum[n:] {
		ls = append(ls, sum[:n])
	}
	return append(ls, sum)
}

// Clean is a text of the database made fit for a screen.
func Clean(s string) string { return words.Clean(s) }
