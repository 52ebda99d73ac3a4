package store

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// How a movie is found by its title.
//
// Grams(title) are the words under which a title stands in the index, and
// Search.Terms are what a query asks of it: every term must be among the
// title's grams, as a whole word or, with Prefix, as the beginning of one.
//
// For an FTS5 table: tokenize='ascii', detail=none, prefix='1 2 3'; the column
// holds strings.Join(Grams(title), " "); a query is its terms' Match joined by
// " AND ". The ascii tokenizer leaves everything beyond ASCII alone, so that no
// character set version stands between index and query. For a table gram(g, id):
// g = term, or g >= term AND g < term || U+10FFFF with bytewise comparison.
// A gram consists of letters, digits and marks alone and is at most 24 bytes;
// a word with any other non-ASCII character, as "·free", never is one and may
// be put beside them.
//
// The index may say yes too often (the pairs of a long word stand apart, or a
// very long beginning is cut); Search.Matches is the exact answer.
const (
	maxGram     = 24 // bytes of a spelled gram
	maxSpelling = 12 // ways to spell one beginning, where characters have several readings
	maxTerms    = 32
	maxQuery    = 200 // characters of a query that count
)

// Grams are the words under which a title stands in the index, sorted:
//   - every Han (kana, Hangul) character and every pair of neighbours;
//   - from every character and word on, the title as it is spoken, in pinyin
//     and without spaces: 速度与激情 gives suduyujiqing, duyujiqing, …;
//   - from every Han character on, the initials: sdyjq, dyjq, …
//
// A beginning of a spelled gram finds the movie; that is why no shorter pieces
// stand in the index.
func Grams(title string) []string {
	units := spell(title)
	set := map[string]bool{}
	for i, u := range units {
		if u.char {
			set[u.text] = true
			if i+1 < len(units) && units[i+1].char {
				set[u.text+units[i+1].text] = true
			}
		}
		for _, g := range spellings(units[i:], unit.sounds) {
			set[g] = true
		}
		if u.readings != nil {
			for _, g := range spellings(units[i:], unit.initials) {
				set[g] = true
			}
		}
	}
	grams := make([]string, 0, len(set))
	for g := range set {
		grams = append(grams, g)
	}
	slices.Sort(grams)
	return grams
}

// spellings is the ways to spell the units one after another, cut to maxGram.
// Characters with several readings multiply; once that passes maxSpelling, the
// rest of the title counts with its usual readings.
func spellings(units []unit, ways func(unit) []string) []string {
	all := []string{""}
	for _, u := range units {
		w := ways(u)
		if len(all)*len(w) > maxSpelling {
			w = w[:1]
		}
		var longer []string
		full := true
		for _, s := range all {
			if len(s) >= maxGram {
				longer = append(longer, s)
				continue
			}
			full = false
			for _, x := range w {
				longer = append(longer, s+x)
			}
		}
		if full {
			break
		}
		all = longer
	}
	for i, s := range all {
		all[i] = cut(s, maxGram)
	}
	return all
}

// cut shortens s to at most n bytes at a character.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// Term is one word that the grams of a title must hold.
type Term struct {
	Gram   string
	Prefix bool // the beginning of a gram is enough
}

// String is the gram, with a * behind it when it is a beginning.
func (t Term) String() string {
	if t.Prefix {
		return t.Gram + "*"
	}
	return t.Gram
}

// Match is the term as an FTS5 string.
func (t Term) Match() string {
	if t.Prefix {
		return `"` + t.Gram + `"*`
	}
	return `"` + t.Gram + `"`
}

// Search is a query understood.
type Search struct {
	blank bool
	runs  []run
}

// run is a part of the query that must be found in one piece: neighbouring
// characters, or the beginning of a spelling.
type run struct {
	text  string
	chars int // 0: a spelling
}

// NewSearch reads what a person typed into the search box. Any text is fine.
func NewSearch(query string) Search {
	query = strings.TrimSpace(query)
	s := Search{blank: query == ""}
	if short := []rune(query); len(short) > maxQuery {
		query = string(short[:maxQuery])
	}
	var chars run
	for _, u := range spell(query) {
		if !u.char || u.apart {
			s.add(chars)
			chars = run{}
		}
		if u.char {
			chars.text += u.text
			chars.chars++
		} else {
			s.add(run{text: u.text})
		}
	}
	s.add(chars)
	return s
}

func (s *Search) add(r run) {
	if r.text != "" && !slices.Contains(s.runs, r) {
		s.runs = append(s.runs, r)
	}
}

// Blank tells that nothing was asked, which every movie answers. A query that
// is not blank and has no Terms (":-)") finds nothing.
func (s Search) Blank() bool { return s.blank }

// Terms is what the index is asked; all must hold.
func (s Search) Terms() []Term {
	var terms []Term
	add := func(t Term) {
		if len(terms) < maxTerms && !slices.Contains(terms, t) {
			terms = append(terms, t)
		}
	}
	for _, r := range s.runs {
		if r.chars == 0 {
			add(Term{Gram: cut(r.text, maxGram), Prefix: true})
			continue
		}
		c := []rune(r.text)
		if len(c) == 1 {
			add(Term{Gram: r.text})
		}
		for i := 1; i < len(c); i++ {
			add(Term{Gram: string(c[i-1 : i+1])})
		}
	}
	return terms
}

// Matches tells exactly whether the title answers the query.
func (s Search) Matches(title string) bool {
	if s.blank || len(s.runs) == 0 {
		return s.blank
	}
	units := spell(title)
	for _, r := range s.runs {
		if r.chars > 0 && !holdsChars(units, r) ||
			r.chars == 0 && !begins(units, r.text, unit.sounds, false) && !begins(units, r.text, unit.initials, true) {
			return false
		}
	}
	return true
}

// Matches is NewSearch(query).Matches(title).
func Matches(title, query string) bool { return NewSearch(query).Matches(title) }

// holdsChars finds neighbouring characters; what stood between them in the
// title (流浪·地球) does not count.
func holdsChars(units []unit, r run) bool {
	for i := 0; i+r.chars <= len(units); i++ {
		rest := r.text
		for _, u := range units[i : i+r.chars] {
			if !u.char || !strings.HasPrefix(rest, u.text) {
				break
			}
			rest = rest[len(u.text):]
		}
		if rest == "" {
			return true
		}
	}
	return false
}

// begins tells whether q is the beginning of the units' spelling from any of
// them on. It follows all readings at once: at holds how much of q the units
// so far can have spelled.
func begins(units []unit, q string, ways func(unit) []string, hanOnly bool) bool {
	for i := range units {
		if hanOnly && units[i].readings == nil {
			continue
		}
		at := []int{0}
		for _, u := range units[i:] {
			var next []int
			for _, n := range at {
				for _, w := range ways(u) {
					switch {
					case strings.HasPrefix(w, q[n:]):
						return true
					case strings.HasPrefix(q[n:], w) && !slices.Contains(next, n+len(w)):
						next = append(next, n+len(w))
					}
				}
			}
			if at = next; len(at) == 0 {
				break
			}
		}
	}
	return false
}
