package cells

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/rivo/uniseg"
)

// Width is how many cells a text takes. Terminals count either by character or
// by rune, and differ for some emoji and Indic scripts: the greater counts, so
// that nothing ever leaves its place to the right.
func Width(s string) int { return max(ansi.StringWidth(s), ansi.StringWidthWc(s)) }

// Wrap breaks a plain text into lines of at most w cells where UAX 14 allows
// it, so that none begins with a closing mark or ends with an opening one. What
// is longer than a line is broken between any two characters; a character that
// is wider than a line is left out. Line feeds begin a line.
func Wrap(s string, w int) []string {
	var lines []string
	for _, r := range wrapRanges(s, w) {
		lines = append(lines, s[r.from:r.to])
	}
	return lines
}

// span is a line's place in the text that it is of.
type span struct{ from, to int }

func wrapRanges(s string, w int) []span {
	if w <= 0 {
		return nil
	}
	var lines []span
	at := 0
	for _, para := range strings.Split(s, "\n") {
		for _, r := range wrapLine(para, w) {
			lines = append(lines, span{at + r.from, at + r.to})
		}
		at += len(para) + 1
	}
	return lines
}

func wrapLine(s string, w int) []span {
	var lines []span
	begin, at := 0, 0 // of the line that is being filled, and what is not in it yet
	var used widths   // how wide it is
	state := -1
	end := func(from, to int) span { return span{from, from + len(strings.TrimRight(s[from:to], " "))} }
	for rest := s; rest != ""; {
		var part string
		part, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
		if used.with(strings.TrimRight(part, " ")) > w {
			if begin < at {
				lines = append(lines, end(begin, at))
			}
			heads, left := split(part, w)
			for _, h := range heads {
				lines = append(lines, span{at + h.from, at + h.to})
			}
			at += len(part) - len(left)
			begin, part, used = at, left, widths{}
		}
		used.add(part)
		at += len(part)
	}
	return append(lines, end(begin, len(s)))
}

// split cuts full lines off a text until what is left fits into w cells, but
// for blanks at its end.
func split(s string, w int) (lines []span, left string) {
	for at := 0; ; {
		head, size := within(s[at:], w)
		if strings.TrimRight(s[at+len(head):], " ") == "" {
			return lines, s[at:]
		}
		if head != "" {
			lines = append(lines, span{at, at + len(head)})
		}
		at += size
	}
}

// widths counts a text's width in both ways while it grows.
type widths struct{ byCharacter, byRune int }

func (c *widths) add(s string) {
	c.byCharacter, c.byRune = c.byCharacter+ansi.StringWidth(s), c.byRune+ansi.StringWidthWc(s)
}

// with is how wide it would be with more behind.
func (c widths) with(s string) int {
	c.add(s)
	return max(c.byCharacter, c.byRune)
}

// within is the beginning of a plain text that fits into w cells, and how many
// bytes it takes; those of the first character where even that does not fit.
func within(s string, w int) (head string, size int) {
	var used widths
	for g := uniseg.NewGraphemes(s); g.Next(); {
		used.add(g.Str())
		if from, to := g.Positions(); max(used.byCharacter, used.byRune) > w {
			if from == 0 {
				return "", to
			}
			return s[:from], from
		}
	}
	return s, len(s)
}
