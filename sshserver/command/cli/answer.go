package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"time"

	"youku.example/store"
	"youku.example/tui/words"
)

// Answer prints what a command found out: v with --json, else what human
// draws. It goes out in one write, or not at all.
func (call *Call) Answer(v any, human func(*Page)) error {
	if call.JSON {
		return WriteJSON(call.Stdout, v)
	}
	p := &Page{lang: call.Lang}
	human(p)
	if _, err := call.Stdout.Write(p.b.Bytes()); err != nil {
		return ErrHungUp
	}
	return nil
}

// Done answers with one sentence, and with v for --json.
func (call *Call) Done(v any, says words.T, args ...any) error {
	return call.Answer(v, func(p *Page) { p.Say(says, args...) })
}

// WriteJSON prints one value in one line, its texts cleaned.
func WriteJSON(w io.Writer, v any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(cleaned(reflect.ValueOf(v)).Interface()); err != nil {
		return fmt.Errorf("encode the answer: %w", err)
	}
	if _, err := w.Write(b.Bytes()); err != nil {
		return ErrHungUp
	}
	return nil
}

// lastTime is the latest time that JSON can hold (RFC 3339 has years of four
// digits). Rows of older versions may hold later ones.
var lastTime = time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC)

// cleaned is a copy of v that can be encoded, whatever the rows hold: every
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
	case reflect.Interface:
		if !v.IsNil() {
			out.Set(cleaned(v.Elem()))
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

// Time is a time as JSON has it; the zero time is null.
func Time(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC()
	return &t
}

// OrNull is null for what is not there.
func OrNull[T comparable](v T) *T {
	var none T
	if v == none {
		return nil
	}
	return &v
}
