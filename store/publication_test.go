package store_test

import (
	"reflect"
	"testing"

	"youku.example/store"
	"youku.example/store/storetest"
)

// A form shows everything of a movie that a publication says, and changes what
// was changed in it, whatever that is.
func TestEditOf(t *testing.T) {
	m := storetest.Filled(t, 1, func(m *store.Movie) { m.Free, m.VIPFree = false, false })
	shown := m.Publication()
	storetest.Shared(t, "a movie in a form", shown, m, "Shown", "OfSeries", "Beside")
	if e := store.EditOf(m, shown); !e.IsZero() {
		t.Errorf("nothing was changed, and the edit is %+v", e)
	}
	other := reflect.ValueOf(storetest.Filled[store.Publication](t, 2, nil))
	for i := range reflect.TypeFor[store.Edit]().NumField() {
		name := reflect.TypeFor[store.Edit]().Field(i).Name
		changed := shown
		reflect.ValueOf(&changed).Elem().FieldByName(name).Set(other.FieldByName(name))
		e := reflect.ValueOf(store.EditOf(m, changed))
		for j := range e.NumField() {
			if set := !e.Field(j).IsNil(); set != (i == j) {
				t.Errorf("%s was changed; the edit of %s is set: %v", name, e.Type().Field(j).Name, set)
			}
		}
	}
}
