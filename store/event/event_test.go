package event

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"
)

// filled is an event with a value of its own in every field.
func filled(t *testing.T) (e Event) {
	v := reflect.ValueOf(&e).Elem()
	for i := range v.NumField() {
		switch f := v.Field(i); f.Kind() {
		case reflect.String:
			f.SetString("值 \"" + v.Type().Field(i).Name + "\"\x00")
		case reflect.Int64:
			f.SetInt(int64(-1 - i))
		case reflect.Uint32:
			f.SetUint(uint64(1)<<31 + uint64(i))
		default:
			t.Fatalf("the test knows no value for the field %s", v.Type().Field(i).Name)
		}
	}
	return e
}

func TestEvent_RoundTrips(t *testing.T) {
	for _, want := range []Event{filled(t), {}, ForAll(3)} {
		row, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		var got Event
		if err := json.Unmarshal(row, &got); err != nil || got != want {
			t.Errorf("%s became %+v, %v; want %+v", row, got, err, want)
		}
	}
}

func TestGathered(t *testing.T) {
	end, cut := Event{Kind: EndKey, Key: "k"}, Event{Kind: CutMovie, Movie: 7}
	var many []Event
	for i := range int64(mostAccounts + 1) {
		many = append(many, ForAccount(i+1, 4))
	}
	for _, c := range []struct {
		name     string
		in, want []Event
	}{
		{"none", nil, nil},
		{"one twice", []Event{end, cut, end}, []Event{end, cut}},
		{"ends come first", []Event{ForAll(1), cut}, []Event{cut, ForAll(1)}},
		{"an account's topics are one", []Event{ForAccount(1, 1), ForAccount(2, 1), ForAccount(1, 2)}, []Event{ForAccount(1, 3), ForAccount(2, 1)}},
		{"receivers stay apart", []Event{ForAll(1), ForAdmins(1), ForAccount(1, 1)}, []Event{ForAll(1), ForAdmins(1), ForAccount(1, 1)}},
		{"as many accounts as are named", many[1:], many[1:]},
		{"more than that are all", slices.Concat(many, []Event{cut, ForAdmins(8), ForAll(16)}), []Event{cut, ForAdmins(8), ForAll(4 | 16)}},
	} {
		if got := Fewer(Gathered(c.in)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}
