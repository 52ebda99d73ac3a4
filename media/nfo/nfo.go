package nfo

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// MaxSize is how many bytes a file may have.
const MaxSize = 1 << 20

const (
	maxDepth = 64
	maxItems = 32       // episodes that stand in one file
	maxText  = 64 << 10 // bytes of one text
	maxTags  = 64
)

// ErrNotNFO says that a file is no NFO that is read here; what it wraps says why.
var ErrNotNFO = errors.New("not an nfo")

// Kind is what a file speaks of.
type Kind string

const (
	Movie   Kind = "movie"
	Episode Kind = "episode"
	Show    Kind = "show"
)

// NFO is what a file says. What it does not say is empty.
type NFO struct {
	Kind      Kind
	Title     string
	ShowTitle string

	Season, Number, End   int // End: the last number of several
	HasSeason, HasEpisode bool

	Year  int
	About string
	Tags  []string
}

// Parse reads a file. Several episodes in one, as Kodi keeps them of a double
// episode, are one from the first number to the last. What follows the XML, such
// as the address of a page, is left out.
func Parse(data []byte) (NFO, error) {
	if len(data) > MaxSize {
		return NFO{}, fmt.Errorf("%w: %d bytes", ErrNotNFO, len(data))
	}
	d := xml.NewDecoder(bytes.NewReader(utf8Of(data)))
	d.Strict = false // a lone & is common; an entity that XML has not stays as it is written
	d.CharsetReader = charset
	var items []NFO
	for len(items) < maxItems {
		root, err := nextRoot(d)
		if err != nil && len(items) > 0 && !errors.Is(err, errDirective) {
			break // whatever follows
		}
		if err != nil {
			return NFO{}, fmt.Errorf("%w: %w", ErrNotNFO, err)
		}
		kind, known := kinds[strings.ToLower(root.Name.Local)]
		if !known {
			if len(items) > 0 {
				break
			}
			return NFO{}, fmt.Errorf("%w: it begins with <%.40q>", ErrNotNFO, root.Name.Local)
		}
		n, err := readItem(d, kind)
		if err != nil {
			return NFO{}, fmt.Errorf("%w: %w", ErrNotNFO, err)
		}
		items = append(items, n)
	}
	return merged(items), nil
}

var kinds = map[string]Kind{"movie": Movie, "episodedetails": Episode, "tvshow": Show}

var (
	errDirective = errors.New("it has a document type")
	errDepth     = errors.New("it is too deep")
)

func nextRoot(d *xml.Decoder) (xml.StartElement, error) {
	for {
		tok, err := d.Token()
		if err != nil {
			return xml.StartElement{}, err
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			return tok, nil
		case xml.Directive:
			return xml.StartElement{}, errDirective
		}
	}
}

// readItem reads the children of a root. Only their own text counts, so that the
// name in an <actor> is no title.
func readItem(d *xml.Decoder, kind Kind) (NFO, error) {
	n := NFO{Kind: kind}
	f := fields{}
	var name string
	var text strings.Builder
	for depth := 1; depth > 0; {
		tok, err := d.Token()
		if err != nil {
			return n, err
		}
		switch tok := tok.(type) {
		case xml.Directive:
			return n, errDirective
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return n, errDepth
			}
			if depth == 2 {
				name = strings.ToLower(tok.Name.Local)
				text.Reset()
			}
		case xml.CharData:
			if depth == 2 && text.Len()+len(tok) <= maxText {
				text.Write(tok)
			}
		case xml.EndElement:
			if depth == 2 {
				f.add(name, strings.TrimSpace(text.String()))
			}
			depth--
		}
	}
	f.into(&n)
	return n, nil
}

// fields is the first text of each name, and of those that may stand more than
// once all of them.
type fields struct {
	first  map[string]string
	genres []string
	tags   []string
}

func (f *fields) add(name, text string) {
	if text == "" {
		return
	}
	switch {
	case name == "genre" && len(f.genres) < maxTags:
		f.genres = append(f.genres, splitGenres(text)...)
	case name == "tag" && len(f.tags) < maxTags:
		f.tags = append(f.tags, text)
	case f.first[name] == "" && wanted[name]:
		if f.first == nil {
			f.first = map[string]string{}
		}
		f.first[name] = text
	}
}

var wanted = map[string]bool{
	"title": true, "showtitle": true, "season": true, "episode": true, "episodenumberend": true,
	"displayepisode": true, "displayseason": true,
	"year": true, "premiered": true, "aired": true, "releasedate": true, "plot": true, "outline": true,
}

// splitGenres takes apart several genres in one element: Drama / Crime.
func splitGenres(s string) (out []string) {
	for _, g := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("/|,;，、；／", r) }) {
		if g = strings.TrimSpace(g); g != "" && len(out) < maxTags {
			out = append(out, g)
		}
	}
	return out
}

func (f fields) into(n *NFO) {
	n.Title, n.ShowTitle = f.first["title"], f.first["showtitle"]
	for _, name := range []string{"year", "premiered", "releasedate", "aired"} {
		if n.Year == 0 {
			n.Year = yearOf(f.first[name])
		}
	}
	if n.About = f.first["plot"]; n.About == "" {
		n.About = f.first["outline"]
	}
	n.Tags = append(f.genres, f.tags...)
	n.Tags = n.Tags[:min(len(n.Tags), maxTags)]
	if n.Kind != Episode {
		return
	}
	if n.Season, n.HasSeason = number(f.first["season"]); !n.HasSeason {
		n.Season, n.HasSeason = number(f.first["displayseason"])
	}
	if n.Number, n.HasEpisode = number(f.first["episode"]); !n.HasEpisode {
		n.Number, n.HasEpisode = number(f.first["displayepisode"])
	}
	if end, is := number(f.first["episodenumberend"]); is && end > n.Number {
		n.End = end
	}
}

// number reads a count; -1, as tools write what they do not know, is none.
func number(s string) (int, bool) {
	n, err := strconv.ParseUint(s, 10, 16)
	return int(n), err == nil
}

// yearOf is the year that a date begins with.
func yearOf(s string) int {
	if len(s) < 4 || len(s) > 4 && s[4] >= '0' && s[4] <= '9' {
		return 0
	}
	n, err := strconv.ParseUint(s[:4], 10, 16)
	if err != nil {
		return 0
	}
	return int(n)
}

// merged makes one of several episodes.
func merged(items []NFO) NFO {
	n := items[0]
	if n.Kind != Episode {
		return n
	}
	for _, next := range items[1:] {
		last := max(n.Number, n.End)
		if next.Kind != Episode || !next.HasEpisode || !n.HasEpisode || next.Season != n.Season || next.Number <= last {
			continue
		}
		n.End = max(next.Number, next.End)
		n.Title = joined(n.Title, " / ", next.Title)
		n.About = joined(n.About, "\n\n", next.About)
	}
	return n
}

func joined(a, between, b string) string {
	switch {
	case a == "":
		return b
	case b == "" || a == b || len(a)+len(b) > maxText:
		return a
	}
	return a + between + b
}
