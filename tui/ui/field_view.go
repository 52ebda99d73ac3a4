package ui

import (
	"strings"

	"youku.example/tui/term"
)

// shownChar is a typed character as it is drawn.
func (f *Field) shownChar(l Theme, c string) string {
	if f.Kind == Secret {
		return l.secret
	}
	return Clean(c)
}

// Draw gives the field's lines, each w cells wide. on: it has the focus.
func (f *Field) Draw(h *Display, w int, on bool) []string {
	switch f.Kind {
	case Choice:
		return []string{f.drawChoice(h, w, on)}
	case Given:
		return []string{h.Styles.Strong.Render(Clip(Clean(f.Value()), w, h.Styles.More))}
	case ManyLines:
		return f.drawMany(h, w, on)
	}
	from, used := f.pos, 0
	for from > 0 && used+f.span(h.Styles, from-1, from) < w {
		from--
		used += f.span(h.Styles, from, from+1)
	}
	to := f.pos
	for to < len(f.chars) && used+f.span(h.Styles, to, to+1) <= w {
		used += f.span(h.Styles, to, to+1)
		to++
	}
	f.seen = [][2]int{{from, to}}
	return []string{f.drawLine(h, from, to, w, on)}
}

// span is the width of some characters.
func (f *Field) span(l Theme, from, to int) int {
	n := 0
	for _, c := range f.chars[from:to] {
		n += Width(f.shownChar(l, c))
	}
	return n
}

func (f *Field) drawLine(h *Display, from, to, w int, on bool) string {
	var b, marked strings.Builder
	for i := from; i < to; i++ {
		if on && i == f.pos {
			marked.WriteString(h.Styles.field.Render(b.String()) + term.CursorMark)
			b.Reset()
		}
		b.WriteString(f.shownChar(h.Styles, f.chars[i]))
	}
	if on && f.pos == to && (to == len(f.chars) || f.chars[to] == "\n") {
		marked.WriteString(h.Styles.field.Render(b.String()) + term.CursorMark)
		b.Reset()
	}
	b.WriteString(strings.Repeat(h.Styles.blank(), max(0, w-f.span(h.Styles, from, to))))
	return marked.String() + h.Styles.field.Render(b.String())
}

func (f *Field) drawChoice(h *Display, w int, on bool) string {
	var b strings.Builder
	for i, o := range f.Options {
		if i > 0 {
			b.WriteString("  ")
		}
		says := h.Say(o.Says)
		switch {
		case i == f.pick && on:
			b.WriteString(h.Styles.Badge.Render("[" + says + "]"))
		case i == f.pick:
			b.WriteString(h.Styles.Strong.Render("[" + says + "]"))
		default:
			b.WriteString(h.Styles.Mute.Render(" " + says + " "))
		}
	}
	return Clip(b.String(), w, h.Styles.More)
}

// point sets the cursor where a drawn line was clicked, or picks the option there.
func (f *Field) point(h *Display, line, dx int) {
	if f.Kind == Choice {
		x := 0
		for i, o := range f.Options {
			if x += Width(h.Say(o.Says)) + 4; dx < x-2 {
				f.pick, f.touched, f.wrong = i, true, nil
				return
			}
		}
		return
	}
	if line >= len(f.seen) {
		f.pos = len(f.chars)
		return
	}
	f.pos = f.seen[line][0]
	for x := 0; f.pos < min(f.seen[line][1], len(f.chars)); f.pos++ {
		if x += f.span(h.Styles, f.pos, f.pos+1); dx < x {
			return
		}
	}
}

// layout breaks many lines into what is seen: each row from where to where.
func (f *Field) layout(l Theme, w int) [][2]int {
	var rows [][2]int
	from, used := 0, 0
	for i, c := range f.chars {
		if c == "\n" {
			rows = append(rows, [2]int{from, i})
			from, used = i+1, 0
			continue
		}
		n := Width(f.shownChar(l, c))
		if used+n > w-1 {
			rows = append(rows, [2]int{from, i})
			from, used = i, 0
		}
		used += n
	}
	return append(rows, [2]int{from, len(f.chars)})
}

// row is the seen row that the cursor stands in.
func (f *Field) row(rows [][2]int) int {
	for i := len(rows) - 1; i > 0; i-- {
		if f.pos >= rows[i][0] {
			return i
		}
	}
	return 0
}

func (f *Field) height() int {
	if f.Kind != ManyLines {
		return 1
	}
	if f.Rows == 0 {
		return 4
	}
	return f.Rows
}

func (f *Field) drawMany(h *Display, w int, on bool) []string {
	f.goal = w
	rows := f.layout(h.Styles, w)
	first := max(0, f.row(rows)-f.height()+1)
	f.seen = rows[first:]
	var out []string
	for i := first; i < first+f.height(); i++ {
		if i >= len(rows) {
			out = append(out, h.Styles.field.Render(strings.Repeat(h.Styles.blank(), w)))
			continue
		}
		out = append(out, f.drawLine(h, rows[i][0], rows[i][1], w, on && i == f.row(rows)))
	}
	return out
}

// climb moves the cursor a seen row up or down, as near as it goes to its column.
func (f *Field) climb(on string) {
	if f.Kind != ManyLines || f.goal == 0 {
		return
	}
	rows := f.layout(Theme{Glyphs: fancy}, f.goal)
	at := f.row(rows)
	to := at - 1
	if on == "down" {
		to = at + 1
	}
	if to < 0 || to >= len(rows) {
		return
	}
	column := f.pos - rows[at][0]
	f.pos = min(rows[to][0]+column, rows[to][1])
}
