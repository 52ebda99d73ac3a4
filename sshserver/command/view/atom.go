package view

import (
	"crypto/sha1"
	"encoding/hex"
	"encoding/xml"
	"fmt"
	"strings"
	"time"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

// The feed of what is new, as RFC 4287 has it.

type atomFeed struct {
	XMLName   xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang      string      `xml:"xml:lang,attr"`
	ID        string      `xml:"id"`
	Title     string      `xml:"title"`
	Updated   string      `xml:"updated"`
	Author    atomPerson  `xml:"author"`
	Link      *atomLink   `xml:"link"`
	Generator string      `xml:"generator"`
	Entries   []atomEntry `xml:"entry"`
}

type atomPerson struct {
	Name string `xml:"name"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID         string         `xml:"id"`
	Title      string         `xml:"title"`
	Published  string         `xml:"published"`
	Updated    string         `xml:"updated"`
	Categories []atomCategory `xml:"category"`
	Content    atomText       `xml:"content"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

// Atom is news as a feed. What names the feed and its entries depends on the library
// and the movies alone, so that a reader takes each once, whatever the host is called.
func Atom(call *cli.Call, n store.News) ([]byte, error) {
	feed := atomFeed{
		Lang: string(call.Lang), ID: atomID(n.Library, "news"), Title: words.ProductName, Updated: atomTime(n.Since),
		Author: atomPerson{words.ProductName}, Generator: "youku",
	}
	if call.Host != "" {
		feed.Title += " " + store.Clean(call.Host)
		feed.Link = &atomLink{"alternate", atomAddress(call)}
	}
	for i, l := range n.Movies {
		if i == 0 {
			feed.Updated = atomTime(l.CreatedAt)
		}
		feed.Entries = append(feed.Entries, entryOf(call, n.Library, l))
	}
	b, err := xml.MarshalIndent(feed, "", "  ")
	return append([]byte(xml.Header), append(b, '\n')...), err
}

func entryOf(call *cli.Call, library string, l store.Listing) atomEntry {
	e := atomEntry{
		ID: atomID(library, fmt.Sprint("movie ", l.ID)), Title: store.Clean(TitleInSeries(l.Movie)),
		Published: atomTime(l.CreatedAt), Updated: atomTime(l.CreatedAt),
	}
	for _, t := range l.Tags {
		e.Categories = append(e.Categories, atomCategory{store.Clean(t)})
	}
	facts := []string{words.Size(l.Size), Price(call, l)}
	if l.Duration > 0 {
		facts = append([]string{words.Duration(l.Duration, call.Lang)}, facts...)
	}
	e.Content = atomText{"text", strings.Join(facts, " · ") + "\n" + call.SSH(fmt.Sprint("movie ", l.ID))}
	return e
}

// atomTime is a time to the second, as few readers expect more.
func atomTime(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// atomAddress is where the feed comes from.
func atomAddress(call *cli.Call) string {
	host := store.Clean(call.Host)
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	if call.Port == 0 || call.Port == 22 {
		return "ssh://" + host
	}
	return fmt.Sprintf("ssh://%s:%d", host, call.Port)
}

// atomID is a name that is always the same for one thing of one library: a UUID of
// version 5 (RFC 9562), in the library's own name space.
func atomID(library, name string) string {
	space, err := hex.DecodeString(library)
	if err != nil {
		space = []byte(library)
	}
	sum := sha1.Sum(append(space, name...))
	u := sum[:16]
	u[6], u[8] = u[6]&0x0f|0x50, u[8]&0x3f|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}
