package cli

import (
	"bytes"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"youku.example/store"
	"youku.example/tui/words"
)

// Page is an answer for people.
type Page struct {
	b    bytes.Buffer
	lang words.Lang
}

// Say writes a sentence; texts among the values are cleaned.
func (p *Page) Say(says words.T, args ...any) {
	p.Line(Fill(says, args...).In(p.lang))
}

// Line writes a line as it is.
func (p *Page) Line(s string) { p.b.WriteString(s + "\n") }

// Text writes lines that a person wrote, cleaned and indented.
func (p *Page) Text(s, indent string) {
	for l := range strings.SplitSeq(store.CleanText(s), "\n") {
		p.Line(strings.TrimRight(indent+l, " "))
	}
}

// Column is one of a table.
type Column struct {
	head  words.T
	right bool
}

// Left is a column of texts.
func Left(zh, en string) Column { return Column{words.Say(zh, en), false} }

// Right is a column of numbers.
func Right(zh, en string) Column { return Column{words.Say(zh, en), true} }

// Table writes aligned columns under their heads. What is of any length stands
// last, since the last column is not filled up. A column without a head is left out when it is empty in every row.
func (p *Page) Table(cols []Column, rows [][]string) {
	cols, rows = filled(cols, rows, p.lang)
	lines := make([][]string, 0, len(rows)+1)
	head := make([]string, len(cols))
	for i, c := range cols {
		head[i] = c.head.In(p.lang)
	}
	lines = append(lines, head)
	for _, r := range rows {
		clean := make([]string, len(r))
		for i, cell := range r {
			clean[i] = store.Clean(cell)
		}
		lines = append(lines, clean)
	}
	width := make([]int, len(cols))
	for _, l := range lines {
		for i, cell := range l {
			width[i] = max(width[i], ansi.StringWidth(cell))
		}
	}
	for _, l := range lines {
		var b strings.Builder
		for i, cell := range l {
			gap := strings.Repeat(" ", width[i]-ansi.StringWidth(cell))
			switch {
			case cols[i].right:
				b.WriteString(gap + cell)
			case i == len(l)-1:
				b.WriteString(cell)
			default:
				b.WriteString(cell + gap)
			}
			if i < len(l)-1 {
				b.WriteString("  ")
			}
		}
		p.Line(strings.TrimRight(b.String(), " "))
	}
}

// List writes a table, or a sentence when it has no rows, and reports whether it
// has some.
func (p *Page) List(empty words.T, cols []Column, rows [][]string) bool {
	if len(rows) == 0 {
		p.Say(empty)
		return false
	}
	p.Table(cols, rows)
	return true
}

// filled leaves out the columns without a head that are empty.
func filled(cols []Column, rows [][]string, l words.Lang) (keptCols []Column, keptRows [][]string) {
	keptRows = make([][]string, len(rows))
	for i, c := range cols {
		if c.head.In(l) == "" && !slices.ContainsFunc(rows, func(r []string) bool { return r[i] != "" }) {
			continue
		}
		keptCols = append(keptCols, c)
		for j, r := range rows {
			keptRows[j] = append(keptRows[j], r[i])
		}
	}
	return keptCols, keptRows
}

// Facts writes names and values, one pair a line; empty values are left out.
func (p *Page) Facts(facts ...Fact) {
	wide := 0
	for _, f := range facts {
		if f.value != "" {
			wide = max(wide, ansi.StringWidth(f.name.In(p.lang)))
		}
	}
	for _, f := range facts {
		if f.value != "" {
			name := f.name.In(p.lang)
			p.Line("  " + name + strings.Repeat(" ", wide-ansi.StringWidth(name)) + "  " + store.Clean(f.value))
		}
	}
}

// Fact is a name and its value.
type Fact struct {
	name  words.T
	value string
}

// NewFact makes one.
func NewFact(name words.T, value string) Fact { return Fact{name, value} }

// Pairs writes a heading, and names beside what they mean. Names too long for
// their column get a line of their own.
func (p *Page) Pairs(head words.T, rows [][]string) {
	const wide = 34
	p.Line(head.In(p.lang))
	for _, r := range rows {
		if ansi.StringWidth(r[0]) > wide {
			p.Line(r[0])
			r[0] = ""
		}
		p.Line(r[0] + strings.Repeat(" ", wide-ansi.StringWidth(r[0])) + "  " + r[1])
	}
	p.Line("")
}
