package view

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/store/storetest"
	"youku.example/tui/words"
)

func TestPrice(t *testing.T) {
	x := &cli.Call{Lang: words.En}
	for want, l := range map[string]store.Listing{
		"free":            {Movie: store.Movie{Free: true}},
		"¥20.00":          {Movie: store.Movie{Price: 2000}, YourPrice: 2000},
		"¥10.00 (¥20.00)": {Movie: store.Movie{Price: 2000}, YourPrice: 1000},
	} {
		if got := Price(x, l); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// inNeither are the fields of a movie that neither the JSON nor the page of
// `movie` gives by themselves, and why.
var inNeither = map[string]string{
	"Slug": "a part of the name of its download",
	"Ext":  "a part of the name of its download",
	"File": "the library's own",
	"Link": "compared with the file where it is opened",

	"Episode":    "shown with the series it is in",
	"SeriesSlug": "a part of the path of its download",
}

// onPageAlone are those that are for people, not for scripts.
var onPageAlone = map[string]bool{"SampledMD5": true, "VideoCodec": true, "AudioCodec": true}

// onJSONAlone are those that a person reads by what follows from them.
var onJSONAlone = map[string]bool{"Free": true}

// Each field of a movie is in its JSON and on its page, or is listed above.
func TestMovie_EveryField(t *testing.T) {
	call := &cli.Call{Lang: words.En, Actor: store.Actor{Role: store.RoleAdmin}}
	shown := func(m store.Movie) (object, page string) {
		l := store.Listing{Movie: m, YourPrice: 5}
		b, err := json.Marshal(WholeMovie(call, l))
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		c := *call
		c.Stdout = &out
		if err := c.Answer(nil, func(p *cli.Page) { MovieFacts(call, p, l) }); err != nil {
			t.Fatal(err)
		}
		return string(b), out.String()
	}
	other := storetest.Filled(t, 1, func(m *store.Movie) { m.Streams, m.Shelf = store.StreamsNo, store.TakenDown })
	for i := range reflect.TypeFor[store.Movie]().NumField() {
		name := reflect.TypeFor[store.Movie]().Field(i).Name
		m := store.Movie{Width: 1, Shelf: store.OnShelf}
		object, page := shown(m)
		reflect.ValueOf(&m).Elem().Field(i).Set(reflect.ValueOf(other).Field(i))
		object2, page2 := shown(m)
		want := inNeither[name] == ""
		if is := object != object2; is != (want && !onPageAlone[name]) {
			t.Errorf("%s changes the JSON of a movie: %v", name, is)
		}
		if is := page != page2; is != (want && !onJSONAlone[name]) {
			t.Errorf("%s changes the page of a movie: %v", name, is)
		}
	}
}
