package admin

import (
	"reflect"
	"strings"
	"testing"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
)

// With every flag given, each field of a publication and of an edit is set: a
// field without a flag, or a flag that is not passed on, is found here.
func TestMovieFlags_EveryField(t *testing.T) {
	flags := cli.NewFlags("edit")
	m := newMovieFlags(flags)
	for _, f := range flags.List() {
		if f.Name != "free" { // it excludes a price
			value := "1"
			switch f.Name {
			case "episode":
				value = "1x01"
			case "about-stdin":
				value = "true"
			case "vip-free":
				value = "yes"
			}
			if err := flags.Set.Set(f.Name, value); err != nil {
				t.Fatal(err)
			}
		}
	}
	about, err := m.readAbout(t.Context(), &cli.Call{Stdin: strings.NewReader("about")})
	if err != nil {
		t.Fatal(err)
	}
	p, err := m.over(store.Publication{}, about)
	if err != nil {
		t.Fatal(err)
	}
	e, err := m.edit(store.Movie{}, about)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []any{p, e} {
		for i := range reflect.TypeOf(v).NumField() {
			name := reflect.TypeOf(v).Field(i).Name
			if name != "Free" && name != "Shown" && name != "OfSeries" && name != "Beside" && reflect.ValueOf(v).Field(i).IsZero() {
				t.Errorf("every flag was given, and %T has no %s", v, name)
			}
		}
	}
}

// Another number leaves an episode in its series, and another series leaves it
// its number.
func TestMovieFlags_Place(t *testing.T) {
	now := store.Episode{Series: "Tides", Season: 1, Number: 1}
	for _, c := range []struct {
		name, value string
		want        store.Episode
	}{
		{"episode", "2x03", store.Episode{Series: "Tides", Season: 2, Number: 3}},
		{"series", "Waves", store.Episode{Series: "Waves", Season: 1, Number: 1}},
		{"series", "none", store.Episode{}},
	} {
		flags := cli.NewFlags("edit")
		m := newMovieFlags(flags)
		if err := flags.Set.Set(c.name, c.value); err != nil {
			t.Fatal(err)
		}
		e, err := m.edit(store.Movie{Episode: now}, nil)
		if err != nil || *e.Episode != c.want {
			t.Errorf("--%s %s: %+v, %v", c.name, c.value, e.Episode, err)
		}
		p, err := m.over(store.Publication{Episode: now}, nil)
		if err != nil || p.Episode != c.want {
			t.Errorf("publish --%s %s: %+v, %v", c.name, c.value, p.Episode, err)
		}
	}
}
