package storetest

import (
	"fmt"
	"reflect"
	"testing"
	"time"
)

// Filled is a T of which every field has a value of its own, none of them the
// zero value, and then what set gives it: what must be one of a few words, or
// the number of a row that is there. A field of a new kind fails the test until
// fill knows it.
func Filled[T any](t testing.TB, seed int, set func(*T)) T {
	t.Helper()
	var v T
	n := seed * 1000
	fill(t, reflect.ValueOf(&v).Elem(), reflect.TypeFor[T]().Name(), &n)
	if set != nil {
		set(&v)
	}
	return v
}

func fill(t testing.TB, v reflect.Value, name string, n *int) {
	t.Helper()
	*n++
	switch v.Interface().(type) {
	case time.Time:
		v.Set(reflect.ValueOf(time.Unix(int64(*n)*1000, 7000).UTC()))
		return
	case time.Duration:
		v.SetInt(int64(*n) * int64(time.Second))
		return
	case []byte:
		v.SetBytes(fmt.Append(nil, *n))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprint(name, *n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(*n))
	case reflect.Float64:
		v.SetFloat(float64(*n) + 0.5)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(t, v.Elem(), name, n)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(t, v.Index(0), name, n)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(t, v.Field(i), v.Type().Field(i).Name, n)
		}
	default:
		t.Fatalf("%s is a %s, which this test can't fill", name, v.Type())
	}
}

// Shared compares each field of got with that of the same name in want, and
// fails for those of got that want does not have, but for the ones named: they
// come from somewhere else.
func Shared(t testing.TB, what string, got, want any, but ...string) {
	t.Helper()
	g, w := reflect.ValueOf(got), reflect.ValueOf(want)
	named := map[string]bool{}
	for _, name := range but {
		named[name] = true
	}
	for i := range g.NumField() {
		name := g.Type().Field(i).Name
		from := w.FieldByName(name)
		switch {
		case named[name]:
			delete(named, name)
			continue
		case !from.IsValid():
			t.Errorf("%s: %s has no field %s", what, w.Type(), name)
			continue
		case from.Kind() == reflect.Pointer:
			from = from.Elem()
		}
		if !reflect.DeepEqual(g.Field(i).Interface(), from.Interface()) {
			t.Errorf("%s: %s is %v, want %v", what, name, g.Field(i), from)
		}
	}
	for name := range named {
		t.Errorf("%s: %s has no field %s to leave out", what, g.Type(), name)
	}
}
