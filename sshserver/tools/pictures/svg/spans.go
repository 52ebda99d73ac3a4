package svg

import (
	"fmt"
	"html"
	"strings"
	"unicode/utf8"
)

// span is a piece of a line that is set at once: letters one after the other
// from the first cell on, or signs each in the middle of its own cell.
type span struct {
	kind  kind
	fg    string
	bold  bool
	cells []int // where each sign stands
	text  []string
}

type kind int

const (
	nothing kind = iota // a blank, or what is drawn as rectangles
	letters
	signs // one cell wide, of a font that may not be the letters'
	han   // two cells wide
)

func kindOf(c Cell) kind {
	if _, block := blocksOf(c.Text); c.blank() || block || corners[c.Text] != "" {
		return nothing
	}
	r, n := utf8.DecodeRuneInString(c.Text)
	switch {
	case c.Wide:
		return han
	case r < 0x2000 && n == len(c.Text):
		return letters
	}
	return signs
}

// spansOf cuts a line where the kind, the colour or the weight changes, and
// where there is more than one blank.
func spansOf(row []Cell) (out []span) {
	last := -1 // the cell behind the last span, -1 when nothing may go on
	for x, c := range row {
		k := kindOf(c)
		if k == nothing {
			continue
		}
		next := span{kind: k, fg: c.fg, bold: c.bold, cells: []int{x}, text: []string{c.Text}}
		if n := len(out) - 1; n >= 0 && out[n].goesOn(next, x-last) {
			if x > last && k == letters {
				out[n].cells, out[n].text = append(out[n].cells, last), append(out[n].text, " ")
			}
			out[n].cells, out[n].text = append(out[n].cells, x), append(out[n].text, c.Text)
		} else {
			out = append(out, next)
		}
		last = x + 1
		if c.Wide {
			last++
		}
	}
	return out
}

// goesOn reports whether the next cell belongs to the span, with so many blanks
// between. Signs of several code points stand alone: each code point would
// take a place of its own.
func (r span) goesOn(next span, blanks int) bool {
	if r.kind != next.kind || r.fg != next.fg || r.bold != next.bold {
		return false
	}
	if r.kind == letters {
		return blanks <= 1
	}
	return utf8.RuneCountInString(r.text[len(r.text)-1]) == 1 && utf8.RuneCountInString(next.text[0]) == 1
}

func (r span) write(b *strings.Builder, line int) {
	var class []string
	if r.bold {
		class = append(class, "b")
	}
	var at, size string
	switch r.kind {
	case letters:
		at = num(cellW * float64(r.cells[0]))
		size = fmt.Sprintf(` textLength="%s"`, num(cellW*float64(len(r.cells))))
	case signs, han:
		half, name := cellW/2, "c"
		if r.kind == han {
			half, name = cellW, "w"
		}
		class = append(class, name)
		for i, x := range r.cells {
			if i > 0 {
				at += " "
			}
			at += num(cellW*float64(x) + half)
		}
	}
	fmt.Fprintf(b, `<text x="%s" y="%s"`, at, num(cellH*float64(line)+baseline))
	if len(class) > 0 {
		fmt.Fprintf(b, ` class="%s"`, strings.Join(class, " "))
	}
	if r.fg != "" {
		fmt.Fprintf(b, ` fill="%s"`, r.fg)
	}
	fmt.Fprintf(b, "%s>%s</text>\n", size, html.EscapeString(strings.Join(r.text, "")))
}
