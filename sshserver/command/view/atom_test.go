package view

import (
	"encoding/xml"
	"io"
	"net/url"
	"strings"
	"testing"
	"time"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

// elements is a document as a reader of feeds takes it: each element's texts and
// attributes, by the path of its name.
func elements(t *testing.T, doc []byte) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	var path []string
	d := xml.NewDecoder(strings.NewReader(string(doc)))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatalf("it is no XML: %v\n%s", err, doc)
		}
		switch e := token.(type) {
		case xml.StartElement:
			if e.Name.Space != "http://www.w3.org/2005/Atom" {
				t.Errorf("<%s> is of %q", e.Name.Local, e.Name.Space)
			}
			path = append(path, e.Name.Local)
			at := strings.Join(path, "/")
			all[at] = append(all[at], "")
			for _, a := range e.Attr {
				all[at+"@"+a.Name.Local] = append(all[at+"@"+a.Name.Local], a.Value)
			}
		case xml.CharData:
			if at := strings.Join(path, "/"); at != "" {
				all[at][len(all[at])-1] += string(e)
			}
		case xml.EndElement:
			path = path[:len(path)-1]
		}
	}
}

// TestAtom holds a feed against the rules of RFC 4287: what there must be, once, and what
// it may look like.
func TestAtom(t *testing.T) {
	at := time.Date(2026, 1, 31, 20, 0, 0, 123456000, time.FixedZone("", 8*3600))
	hostile := "<script>&amp; ]]> \"x\" \x1b[31m\u202e"
	n := store.News{Since: at.AddDate(0, 0, -1), Library: strings.Repeat("0a", 16), Movies: []store.Listing{
		{Movie: store.Movie{ID: 42, Title: hostile, Tags: []string{"a&b", "科幻"}, CreatedAt: at, Size: 1e9, Free: true, Duration: time.Hour}},
		{Movie: store.Movie{ID: 7, Title: "启程", SeriesID: 1, Episode: store.Episode{Series: "流浪记", Season: 1, Number: 2}, CreatedAt: at.Add(-time.Hour), Price: 300}, YourPrice: 300},
	}}
	for _, lang := range []words.Lang{words.Zh, words.En} {
		call := &cli.Call{Lang: lang, Host: "youku.example", Port: 2222, Actor: store.Actor{Name: "alice", Account: 1}}
		doc, err := Atom(call, n)
		if err != nil {
			t.Fatal(err)
		}
		got := elements(t, doc)
		for name, times := range map[string]int{
			"feed/id": 1, "feed/title": 1, "feed/updated": 1, "feed/author": 1, "feed/author/name": 1, "feed/generator": 1,
			"feed/entry": 2, "feed/entry/id": 2, "feed/entry/title": 2, "feed/entry/updated": 2, "feed/entry/published": 2, "feed/entry/content": 2,
		} {
			if len(got[name]) != times {
				t.Errorf("%s: <%s> is there %d times, want %d", lang, name, len(got[name]), times)
			}
			for _, text := range got[name] {
				if !strings.Contains(name, "entry") && name != "feed/author" && strings.TrimSpace(text) == "" {
					t.Errorf("<%s> is empty", name)
				}
			}
		}
		ids := append(got["feed/id"], got["feed/entry/id"]...)
		seen := map[string]bool{}
		for _, id := range ids {
			if u, err := url.Parse(id); err != nil || !u.IsAbs() || seen[id] || !strings.HasPrefix(id, "urn:uuid:") || len(id) != len("urn:uuid:")+36 || id[23] != '5' {
				t.Errorf("the id %q is no name of its own", id)
			}
			seen[id] = true
		}
		for _, name := range []string{"feed/updated", "feed/entry/updated", "feed/entry/published"} {
			for _, text := range got[name] {
				if _, err := time.Parse(time.RFC3339, text); err != nil || !strings.HasSuffix(text, "Z") {
					t.Errorf("<%s> is %q", name, text)
				}
			}
		}
		if got["feed/updated"][0] != "2026-01-31T12:00:00Z" || got["feed/link@href"][0] != "ssh://youku.example:2222" || got["feed@lang"][0] != string(lang) {
			t.Errorf("the feed is of %v, %v, %v", got["feed/updated"], got["feed/link@href"], got["feed@lang"])
		}
		if title := got["feed/entry/title"]; title[0] != store.Clean(hostile) || title[1] != "流浪记 S01E02 启程" {
			t.Errorf("titles: %q", title)
		}
		if c := got["feed/entry/category@term"]; len(c) != 2 || c[0] != "a&b" {
			t.Errorf("categories: %q", c)
		}
		if strings.ContainsAny(string(doc), "\x1b\u202e") {
			t.Error("signs for the terminal came through")
		}
		// The same movies have the same names from another host, and others in another library.
		call.Host = "elsewhere"
		again, err := Atom(call, n)
		if err != nil {
			t.Fatal(err)
		}
		other := n
		other.Library = strings.Repeat("0b", 16)
		foreign, err := Atom(call, other)
		if err != nil {
			t.Fatal(err)
		}
		for i, id := range append(elements(t, again)["feed/id"], elements(t, again)["feed/entry/id"]...) {
			if id != ids[i] {
				t.Errorf("%s became %s", ids[i], id)
			}
		}
		for _, id := range append(elements(t, foreign)["feed/id"], elements(t, foreign)["feed/entry/id"]...) {
			if seen[id] {
				t.Errorf("two libraries have %s", id)
			}
		}
	}
}

// TestAtom_Empty holds that a feed without entries is one.
func TestAtom_Empty(t *testing.T) {
	at := time.Date(2026, 1, 31, 20, 0, 0, 0, time.UTC)
	doc, err := Atom(&cli.Call{Lang: words.En}, store.News{Since: at, Library: "x"})
	if err != nil {
		t.Fatal(err)
	}
	got := elements(t, doc)
	if len(got["feed/id"]) != 1 || len(got["feed/entry"]) != 0 || got["feed/updated"][0] != "2026-01-31T20:00:00Z" || len(got["feed/link"]) != 0 {
		t.Errorf("%v", got)
	}
}
