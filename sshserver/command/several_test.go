package command

import (
	"encoding/json"
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"youku.example/store"
)

// A line that names several does what it can: each gets a line, or a value of an
// array, and one that was refused is named with its reason. A line that names one
// answers with an object, as it always did.
func TestSeveral(t *testing.T) {
	withServer(t, func(h *testServer) {
		for _, name := range []string{"ann", "bert", "cid"} {
			h.person(name)
		}
		for _, title := range []string{"One", "Two", "Three"} {
			h.movie(title, 0)
			if got := h.askWith(call{who: "boss", line: "post " + title, stdin: "text"}); got.exit != 0 {
				t.Fatalf("%+v", got)
			}
		}
		ban := func(sources ...string) {
			h.bans.list = nil
			for _, s := range sources {
				h.bans.list = append(h.bans.list, store.Ban{Source: netip.MustParsePrefix(s), Until: time.Now().Add(time.Minute)})
			}
		}
		for _, c := range []struct{ line, refused, key, code, one string }{
			{"lock ann nobody bert", "nobody", "name", "no_user", "lock ann"},
			{"unlock ann nobody bert", "nobody", "name", "no_user", "unlock ann"},
			{"kick ann nobody bert", "nobody", "name", "no_user", "kick ann"},
			{"takedown 1 99 2", "movie 99", "id", "no_movie", "takedown 3"},
			{"purge 1 99 2", "movie 99", "id", "no_movie", "purge 3"},
			{"withdraw 1 99 2", "notice 99", "id", "no_notice", "withdraw 3"},
			{"bans lift 203.0.113.9 192.0.2.1 198.51.100.0/24", "192.0.2.1", "source", "no_ban", "bans lift 203.0.113.9"},
		} {
			ban("203.0.113.9/32", "198.51.100.0/24")
			got := h.ask("boss", c.line+" --json")
			var list []map[string]any
			if err := json.Unmarshal([]byte(got.out), &list); err != nil || len(list) != 3 || got.exit != 1 {
				t.Fatalf("%s: %v: %+v", c.line, err, got)
			}
			if list[1]["code"] != c.code || list[1][c.key] == nil || list[1]["msg"] == "" || list[0]["code"] != nil || list[2]["code"] != nil {
				t.Errorf("%s: %v", c.line, list)
			}
			got = h.ask("boss", c.line) // once more: what it says to people
			if lines := strings.Split(strings.TrimSpace(got.out), "\n"); len(lines) != 3 || !strings.HasPrefix(lines[1], "✗ "+c.refused+": ") || got.exit != 1 {
				t.Errorf("%s: %+v", c.line, got)
			}
			ban("203.0.113.9/32")
			if got := h.ask("boss", c.one+" --json"); got.exit != 0 || !strings.HasPrefix(got.out, "{") {
				t.Errorf("%s: %+v", c.one, got)
			}
		}
		// Nothing is done by a line that can't be read whole.
		ban("203.0.113.9/32")
		if got := h.ask("boss", "bans lift 203.0.113.9 nonsense"); got.exit != 2 || len(h.bans.list) != 1 {
			t.Errorf("%+v", got)
		}
	})
}

// A series, or a season of it, is deleted and restored by one line. What was taken
// down stays so.
func TestSeveral_Series(t *testing.T) {
	withServer(t, func(h *testServer) {
		ids := map[string]int64{}
		for _, e := range []store.Episode{{Season: 1, Number: 2}, {Season: 1, Number: 1}, {Season: 1, Number: 3}, {Season: 2, Number: 1}} {
			e.Series = "Tides"
			ids[e.Code()] = h.episode("Tides "+e.Code(), 0, e).ID
		}
		h.movie("Alone", 0)
		if got := h.ask("boss", fmt.Sprint("takedown ", ids["S01E03"])); got.exit != 0 {
			t.Fatalf("%+v", got)
		}
		for _, c := range []struct {
			line  string
			exit  int
			moved []string
		}{
			{"delete --series 1 --season 1", 0, []string{"S01E01", "S01E02"}},
			{"delete --series 1", 0, []string{"S02E01"}},
			{"delete --series 1", 0, nil},
			{"restore --series 1 --season 2", 0, []string{"S02E01"}},
			{"restore --series 1", 0, []string{"S01E01", "S01E02"}},
			{"delete --series 9", 1, nil},
			{"delete 1 --series 1", 2, nil},
			{"restore", 2, nil},
			{"restore 1 --season 1", 2, nil},
		} {
			got := h.ask("boss", c.line+" --json")
			if got.exit != c.exit {
				t.Fatalf("%s: %+v", c.line, got)
			}
			if c.exit != 0 {
				continue
			}
			var list []struct{ ID int64 }
			if err := json.Unmarshal([]byte(got.out), &list); err != nil {
				t.Fatalf("%s: %v: %+v", c.line, err, got)
			}
			var moved, want []int64
			for _, l := range list {
				moved = append(moved, l.ID)
			}
			for _, code := range c.moved {
				want = append(want, ids[code])
			}
			if !slices.Equal(moved, want) {
				t.Errorf("%s moved %v, want %v", c.line, moved, want)
			}
		}
	})
}

// What is in memory is searched, sorted and cut as the screens do it.
func TestPart(t *testing.T) {
	withServer(t, func(h *testServer) {
		for i, s := range []string{"203.0.113.9/32", "192.0.2.1/32", "198.51.100.0/24"} {
			h.bans.list = append(h.bans.list, store.Ban{Source: netip.MustParsePrefix(s), Until: time.Now().Add(time.Duration(9-i) * time.Minute), Times: i})
		}
		for _, name := range []string{"ann", "bert", "cid"} {
			h.person(name)
			defer h.shop.Enter(h.people[name], store.Visit{ID: name, Protocol: store.ProtocolTUI, Since: time.Now()}, nil)()
		}
		for line, want := range map[string]string{
			"bans":                             "203.0.113.9/32 192.0.2.1/32 198.51.100.0/24",
			"bans --sort source":               "192.0.2.1/32 198.51.100.0/24 203.0.113.9/32",
			"bans --sort times --limit 1":      "198.51.100.0/24",
			"bans --search 19 --sort source":   "192.0.2.1/32 198.51.100.0/24",
			"sessions --sort name":             "ann bert cid",
			"sessions --sort name --reverse":   "cid bert ann",
			"sessions --search BERT":           "bert",
			"transfers --sort speed --reverse": "",
		} {
			var list []struct{ Source, Name string }
			got := h.ask("boss", line+" --json")
			if err := json.Unmarshal([]byte(got.out), &list); err != nil || got.exit != 0 {
				t.Fatalf("%s: %v: %+v", line, err, got)
			}
			var names []string
			for _, l := range list {
				names = append(names, l.Source+l.Name)
			}
			if s := strings.Join(names, " "); s != want {
				t.Errorf("%s: %s, want %s", line, s, want)
			}
		}
	})
}
