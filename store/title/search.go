package title

import (
	"slices"
	"strings"
)

const (
	maxTerms = 32
	maxQuery = 200 // characters of a query that count
)

// Term is one word that must stand among the terms of a title.
type Term struct {
	Text   string
	Prefix bool // the beginning of a term is enough
}

// String is the text, with a * behind it when it is a beginning.
func (t Term) String() string {
	if t.Prefix {
		return t.Text + "*"
	}
	return t.Text
}

// Search is a query understood; the zero one asks nothing.
type Search struct {
	asked bool
	runs  []run
	signs []string // what is looked for where nothing else was typed (symbols)
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
	s := Search{asked: query != ""}
	if short := []rune(query); len(short) > maxQuery {
		query = string(short[:maxQuery])
	}
	var chars run
	for _, t := range tokenize(query) {
		if !t.char || t.apart {
			s.add(chars)
			chars = run{}
		}
		if t.char {
			chars.text += t.text
			chars.chars++
		} else {
			s.add(run{text: t.text})
		}
	}
	s.add(chars)
	if len(s.runs) == 0 {
		s.signs = symbols(query)
	}
	return s
}

func (s *Search) add(r run) {
	if r.text != "" && !slices.Contains(s.runs, r) {
		s.runs = append(s.runs, r)
	}
}

// Blank reports whether nothing was asked, which every movie answers. A query that
// is not blank and has no Terms (a lone accent) finds nothing.
func (s Search) Blank() bool { return !s.asked }

// Terms is what the index is asked; all must hold.
func (s Search) Terms() []Term {
	var terms []Term
	add := func(t Term) {
		if len(terms) < maxTerms && !slices.Contains(terms, t) {
			terms = append(terms, t)
		}
	}
	for _, sign := range s.signs {
		add(Term{Text: sign})
	}
	for _, r := range s.runs {
		if r.chars == 0 {
			add(Term{Text: cut(r.text, maxTerm), Prefix: true})
			continue
		}
		c := []rune(r.text)
		if len(c) == 1 {
			add(Term{Text: r.text})
		}
		for i := 1; i < len(c); i++ {
			add(Term{Text: string(c[i-1 : i+1])})
		}
	}
	return terms
}

// Exact reports whether every title that holds all Terms answers the query, so
// that Matches need not be asked. Three characters in a row are looked for as
// two pairs, which may stand apart, and a long spelling by its beginning.
func (s Search) Exact() bool {
	for _, r := range s.runs {
		if r.chars > 2 || r.chars == 0 && len(r.text) > maxTerm {
			return false
		}
	}
	return len(s.Terms()) < maxTerms
}

// Matches reports exactly whether the title answers the query. Its work is
// bounded by the product of their lengths, whatever they are made of.
func (s Search) Matches(title string) bool {
	switch {
	case !s.asked:
		return true
	case len(s.signs) > 0:
		return holdsAll(symbols(title), s.signs)
	case len(s.runs) == 0:
		return false
	}
	tokens := tokenize(title)
	for _, r := range s.runs {
		if r.chars > 0 && !holdsChars(tokens, r) ||
			r.chars == 0 && !begins(tokens, r.text, token.sounds, false) && !begins(tokens, r.text, token.initials, true) {
			return false
		}
	}
	return true
}

// Matches is NewSearch(query).Matches(title).
func Matches(title, query string) bool { return NewSearch(query).Matches(title) }

// holdsChars finds neighbouring characters; what stood between them in the
// title (流浪·地球) does not count.
func holdsChars(tokens []token, r run) bool {
	for i := 0; i+r.chars <= len(tokens); i++ {
		rest := r.text
		for _, t := range tokens[i : i+r.chars] {
			if !t.char || !strings.HasPrefix(rest, t.text) {
				break
			}
			rest = rest[len(t.text):]
		}
		if rest == "" {
			return true
		}
	}
	return false
}

func holdsAll(list, wanted []string) bool {
	return !slices.ContainsFunc(wanted, func(w string) bool { return !slices.Contains(list, w) })
}

// begins reports whether q is the beginning of the tokens' spelling from any of
// them on; with hanOnly set, from a Han character on. It walks the tokens once
// and follows all beginnings and all readings together, by how much of q the
// tokens so far can have spelled: a search through them one by one would double
// its work with each character of several readings.
func begins(tokens []token, q string, ways func(token) []string, hanOnly bool) bool {
	at, next := make([]bool, len(q)), make([]bool, len(q))
	for _, t := range tokens {
		clear(next)
		for n := range at {
			if n > 0 && at[n] && extend(next, q, n, ways(t)) {
				return true
			}
		}
		if !hanOnly || t.readings != nil {
			if extend(next, q, 0, ways(t)) {
				return true
			}
			for _, i := range t.inner {
				if extend(next, q, 0, []string{t.text[i:]}) {
					return true
				}
			}
		}
		at, next = next, at
	}
	return false
}

// extend reports whether one of the ways ends q[n:], and notes in next how far
// the others bring it.
func extend(next []bool, q string, n int, ways []string) bool {
	for _, w := range ways {
		switch {
		case strings.HasPrefix(w, q[n:]):
			return true
		case strings.HasPrefix(q[n:], w):
			next[n+len(w)] = true
		}
	}
	return false
}
