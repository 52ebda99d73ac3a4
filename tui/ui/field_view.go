package ui

import (
	"strings"

	"youku.example/tui/term"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui/theme"
)

// shownChar is a typed character as it is drawn.
func (f *Field) shownChar(l theme.Theme, c string) string {
	if f.Kind == Secret {
		return l.Secret
	}
	return Clean(c)
}

// Draw gives a field that stands alone: one line, w cells wide. on: it has the
// focus.
func (f *Field) Draw(d *Display, w int, on bool) string { return f.draw(d, w, 1, on)[0] }

// draw gives the field's lines, each w cells wide, of many lines so many.
func (f *Field) draw(d *Display, w, lines int, on bool) []string {
	switch f.Kind {
	case Choice:
		return []string{f.drawChoice(d, w, on)}
	case Given:
		return []string{d.Styles.Strong.Render(cells.Clip(Clean(f.Value()), w, d.Styles.More))}
	case ManyLines:
		return f.drawMany(d, w, lines, on)
	}
	from, used := f.pos, 0
	for from > 0 && used+f.span(d.Styles, from-1, from) < w {
		from--
		used += f.span(d.Styles, from, from+1)
	}
	to := f.pos
	for to < len(f.chars) && used+f.span(d.Styles, to, to+1) <= w {
		used += f.span(d.Styles, to, to+1)
		to++
	}
	f.seen = [][2]int{{from, to}}
	return []string{f.drawLine(d, from, to, w, on)}
}

// span is the width of some characters.
func (f *Field) span(l theme.Theme, from, to int) int {
	n := 0
	for _, c := range f.chars[from:to] {
		n += cells.Width(f.shownChar(l, c))
	}
	return n
}

func (f *Field) drawLine(d *Display, from, to, w int, on bool) string {
	var b, marked strings.Builder
	for i := from; i < to; i++ {
		if on && i == f.pos {
			marked.WriteString(d.Styles.Field.Render(b.String()) + term.CursorMark)
			b.Reset()
		}
		b.WriteString(f.shownChar(d.Styles, f.chars[i]))
	}
	if on && f.pos == to && (to == len(f.chars) || f.chars[to] == "\n") {
		marked.WriteString(d.Styles.Field.Render(b.String()) + term.CursorMark)
		b.Reset()
	}
	room := w - f.span(d.Styles, from, to)
	if on && f.pos == to {
		for _, c := range f.rest() {
			if c = f.shownChar(d.Styles, c); cells.Width(c) > room {
				break
			}
			marked.WriteString(d.Styles.Offered.Render(c))
			room -= cells.Width(c)
		}
	}
	b.WriteString(strings.Repeat(d.Styles.Blank(), max(0, room)))
	return marked.String() + d.Styles.Field.Render(b.String())
}

func (f *Field) drawChoice(d *Display, w int, on bool) string {
	var b strings.Builder
	f.first = f.firstSeen(d, w)
	for i, o := range f.Options {
		if i < f.first {
			continue
		}
		if i > f.first {
			b.WriteString("  ")
		}
		says := d.Say(o.Says)
		switch {
		case i == f.pick && on:
			b.WriteString(d.Styles.Badge.Render("[" + says + "]"))
		case i == f.pick:
			b.WriteString(d.Styles.Strong.Render("[" + says + "]"))
		default:
			b.WriteString(d.Styles.Mute.Render(" " + says + " "))
		}
	}
	return cells.Clip(b.String(), w, d.Styles.More)
}

// firstSeen is the option that the line begins with, so that the chosen one stands in it.
func (f *Field) firstSeen(d *Display, w int) int {
	for first := range f.pick {
		room := w
		if f.pick < len(f.Options)-1 {
			room -= 2 // for what says that there is more
		}
		for _, o := range f.Options[first : f.pick+1] {
			room -= cells.Width(d.Say(o.Says)) + 4
		}
		if room >= -2 { // no gap stands behind the last
			return first
		}
	}
	return f.pick
}

// point sets the cursor where a drawn line was clicked, or picks the option there.
func (f *Field) point(d *Display, line, dx int) {
	if f.Kind == Choice {
		x := 0
		for i, o := range f.Options {
			if i < f.first {
				continue
			}
			if x += cells.Width(d.Say(o.Says)) + 4; dx < x-2 {
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
		if x += f.span(d.Styles, f.pos, f.pos+1); dx < x {
			return
		}
	}
}

// layout breaks many lines into what is seen: each row from where to where.
func (f *Field) layout(l theme.Theme, w int) [][2]int {
	var rows [][2]int
	from, used := 0, 0
	for i, c := range f.chars {
		if c == "\n" {
			rows = append(rows, [2]int{from, i})
			from, used = i+1, 0
			continue
		}
		n := cells.Width(f.shownChar(l, c))
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

// height is how many lines the field takes on a page of h.
func (f *Field) height(h int) int {
	n := f.Rows
	switch {
	case f.Kind != ManyLines:
		return 1
	case n == 0:
		n = 4
	}
	if f.Shrinks {
		return max(1, min(n, h-5))
	}
	return n
}

func (f *Field) drawMany(d *Display, w, lines int, on bool) []string {
	f.goal = w
	rows := f.layout(d.Styles, w)
	first := max(0, f.row(rows)-lines+1)
	f.seen = rows[first:]
	var out []string
	for i := first; i < first+lines; i++ {
		if i >= len(rows) {
			out = append(out, d.Styles.Field.Render(strings.Repeat(d.Styles.Blank(), w)))
			continue
		}
		out = append(out, f.drawLine(d, rows[i][0], rows[i][1], w, on && i == f.row(rows)))
	}
	return out
}

// climb moves the cursor a seen row up or down, as near as it goes to its column.
func (f *Field) climb(on string) {
	if f.Kind != ManyLines || f.goal == 0 {
		return
	}
	rows := f.layout(theme.Theme{Glyphs: theme.Fancy}, f.goal)
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
