package cells

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

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

// Pad fills a text with spaces to w
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

// Center puts a text in the middle of w
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
