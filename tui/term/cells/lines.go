package cells

import (
	"slices"
	"strings"
)

// Lines cuts a text into its lines.
func Lines(s string) []string { return strings.Split(s, "\n") }

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

// Fit makes exactly h lines of at most w
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

// Beside sets two panes next to each other with a faint line between.
func Beside(a, b []string, left int, line string, h int) string {
	out := make([]string, h)
	for i := range out {
		x, y := "", ""
		if i < len(a) {
			x = a[i]
		}
		if i < len(b) {
			y = b[i]
		}
		out[i] = Pad(x, left) + "  " + line + "  " + y
	}
	return strings.Join(out, "\n")
}

// ValueLines is a value in as many lines as it takes; a checksum that is longer
// than a line in equal parts.
func ValueLines(value string, w int) []string {
	if len(value) != 64 || Width(value) <= w || strings.ContainsAny(value, " \x1b") {
		return WrapStyled(value, w)
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
