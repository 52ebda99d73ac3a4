package command

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"youku.example/store"
	"youku.example/tui/words"
)

// answer prints what a command found out: v with --json, else what human
// draws. It goes out in one write, or not at all.
func (t *turn) answer(v any, human func(*page)) error {
	if t.json {
		return writeJSON(t.Stdout, v)
	}
	p := &page{lang: t.Lang}
	human(p)
	if _, err := t.Stdout.Write(p.b.Bytes()); err != nil {
		return errHungUp
	}
	return nil
}

// writeJSON prints one value in one line, its texts cleaned.
func writeJSON(w io.Writer, v any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(cleaned(reflect.ValueOf(v)).Interface()); err != nil {
		return fmt.Errorf("encode the answer: %w", err)
	}
	if _, err := w.Write(b.Bytes()); err != nil {
		return errHungUp
	}
	return nil
}

// lastTime is the latest time that JSON can hold (RFC 3339 has years of four
// digits). Rows of older versions may hold later ones.
var lastTime = time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC)

// cleaned is a copy of v that can be encoded, whatever stands in the rows: every
// text is fit to be shown, and no time is beyond lastTime. What is answered here
// was done before; it must not end in a failure. A list is never null.
func cleaned(v reflect.Value) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	out.Set(v)
	if at, is := v.Interface().(time.Time); is {
		if at.After(lastTime) {
			out.Set(reflect.ValueOf(lastTime))
		}
		return out
	}
	switch v.Kind() {
	case reflect.String:
		out.SetString(store.CleanText(v.String()))
	case reflect.Struct:
		cleanFields(out, v)
	case reflect.Slice:
		out.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		for i := range v.Len() {
			out.Index(i).Set(cleaned(v.Index(i)))
		}
	case reflect.Pointer:
		if !v.IsNil() {
			out.Set(reflect.New(v.Type().Elem()))
			out.Elem().Set(cleaned(v.Elem()))
		}
	}
	return out
}

// cleanFields cleans those of a struct, and of the structs embedded in it.
func cleanFields(out, v reflect.Value) {
	for i := range v.NumField() {
		switch f := v.Type().Field(i); {
		case out.Field(i).CanSet():
			out.Field(i).Set(cleaned(v.Field(i)))
		case f.Anonymous && f.Type.Kind() == reflect.Struct:
			cleanFields(out.Field(i), v.Field(i))
		}
	}
}

// when is a time as JSON has it; the zero time is null.
func when(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC()
	return &t
}

// orNull is null for what is not there.
func orNull[T comparable](v T) *T {
	var none T
	if v == none {
		return nil
	}
	return &v
}

// page is an answer for people.
type page struct {
	b    bytes.Buffer
	lang words.Lang
}

// say writes a sentence; texts among the values are cleaned.
func (p *page) say(says words.T, args ...any) {
	p.line(fill(says, args...).In(p.lang))
}

func (p *page) line(s string) { p.b.WriteString(s + "\n") }

// text writes somebody's lines.
func (p *page) text(s, indent string) {
	for l := range strings.SplitSeq(store.CleanText(s), "\n") {
		p.line(strings.TrimRight(indent+l, " "))
	}
}

// column is one of a table; numbers stand right.
type column struct {
	head  words.T
	right bool
}

func left(zh, en string) column  { return column{words.Say(zh, en), false} }
func right(zh, en string) column { return column{words.Say(zh, en), true} }

// table writes aligned columns under their heads. What is of any length stands
// last, since the last column is not filled up.
// A column without a head is left out when nothing stands in it.
func (p *page) table(cols []column, rows [][]string) {
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
		p.line(strings.TrimRight(b.String(), " "))
	}
}

// filled leaves out the columns that say nothing.
func filled(cols []column, rows [][]string, l words.Lang) (keptCols []column, keptRows [][]string) {
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

// facts writes names and values, one pair a line; empty values are left out.
func (p *page) facts(facts ...fact) {
	wide := 0
	for _, f := range facts {
		if f.value != "" {
			wide = max(wide, ansi.StringWidth(f.name.In(p.lang)))
		}
	}
	for _, f := range facts {
		if f.value != "" {
			name := f.name.In(p.lang)
			p.line("  " + name + strings.Repeat(" ", wide-ansi.StringWidth(name)) + "  " + store.Clean(f.value))
		}
	}
}

type fact struct {
	name  words.T
	value string
}
