package admin

import (
	"reflect"
	"testing"

	"youku.example/sshserver/command/cli"
)

// With every flag given, each field of a publication and of an edit is set: a
// field without a flag, or a flag that is not passed on, is found here.
func TestMovieFlags_EveryField(t *testing.T) {
	flags := cli.NewFlags("edit")
	m := newMovieFlags(flags)
	for _, f := range flags.List() {
		if f.Name != "free" { // it excludes a price
			if err := flags.Set.Set(f.Name, "1"); err != nil {
				t.Fatal(err)
			}
		}
	}
	p, err := m.publication()
	if err != nil {
		t.Fatal(err)
	}
	e, err := m.edit()
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []any{p, e} {
		for i := range reflect.TypeOf(v).NumField() {
			name := reflect.TypeOf(v).Field(i).Name
			if name != "Free" && name != "Shown" && reflect.ValueOf(v).Field(i).IsZero() {
				t.Errorf("every flag was given, and %T has no %s", v, name)
			}
		}
	}
}
