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
	wants []want
	signs []string // what is looked for where nothing else was typed (symbols)
}

// want is one thing that must hold: all of its runs, or its mark.
type want struct {
	runs   []run
	mark   string // of a year, a season or a number; "" none
	number bool   // the mark names an episode
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
	for folded := fold(query); ; {
		m, ok := firstMark(folded)
		if !ok {
			break
		}
		s.addRuns(folded[:m.from])
		if w := (want{runsOf(folded[m.from:m.to]), m.mark, m.number}); len(w.runs) > 0 {
			s.wants = append(s.wants, w)
		}
		query, folded = folded[m.to:], folded[m.to:]
	}
	s.addRuns(query)
	if len(s.wants) == 0 {
		s.signs = symbols(query)
	}
	return s
}

// addRuns wants each run of a text by itself.
func (s *Search) addRuns(text string) {
	for _, r := range runsOf(text) {
		if !slices.ContainsFunc(s.wants, func(w want) bool { return w.mark == "" && w.runs[0] == r }) {
			s.wants = append(s.wants, want{runs: []run{r}})
		}
	}
}

func runsOf(text string) (runs []run) {
	var chars run
	add := func(r run) {
		if r.text != "" && !slices.Contains(runs, r) {
			runs = append(runs, r)
		}
	}
	for _, t := range tokenize(text) {
		if !t.char || t.apart {
			add(chars)
			chars = run{}
		}
		if t.char {
			chars.text += t.text
			chars.chars++
		} else {
			add(run{text: t.text})
		}
	}
	add(chars)
	return runs
}

// Blank reports whether nothing was asked, which every movie answers. A query that
// is not blank and has no Terms (a lone accent) finds nothing.
func (s Search) Blank() bool { return !s.asked }

// Clause is one thing that the index is asked: all Terms must hold, or the Mark,
// where there is one. Number says that the mark names an episode, Year that it is
// one that movies of no series have too.
type Clause struct {
	Terms  []Term
	Mark   string
	Number bool
	Year   bool
}

// Clauses is what the index is asked; all must hold.
func (s Search) Clauses() []Clause {
	var list []Clause
	left := maxTerms
	if len(s.signs) > 0 {
		c := Clause{}
		for _, sign := range s.signs[:min(left, len(s.signs))] {
			c.Terms = append(c.Terms, Term{Text: sign})
		}
		return append(list, c)
	}
	for _, w := range s.wants {
		c := Clause{Mark: w.mark, Number: w.number, Year: strings.HasPrefix(w.mark, markYear)}
		for _, r := range w.runs {
			for _, t := range r.terms() {
				if left > 0 && !slices.Contains(c.Terms, t) {
					c.Terms = append(c.Terms, t)
					left--
				}
			}
		}
		if len(c.Terms) > 0 {
			list = append(list, c)
		}
	}
	return list
}

// Terms is what the index is asked about a text alone; all must hold.
func (s Search) Terms() (terms []Term) {
	for _, c := range s.Clauses() {
		for _, t := range c.Terms {
			if !slices.Contains(terms, t) {
				terms = append(terms, t)
			}
		}
	}
	return terms
}

// terms is what the index is asked for a run.
func (r run) terms() (terms []Term) {
	if r.chars == 0 {
		return []Term{{Text: cut(r.text, maxTerm), Prefix: true}}
	}
	c := []rune(r.text)
	if len(c) == 1 {
		return []Term{{Text: r.text}}
	}
	for i := 1; i < len(c); i++ {
		terms = append(terms, Term{Text: string(c[i-1 : i+1])})
	}
	return terms
}

// Exact reports whether every title that holds all Terms answers the query, so
// that Matches need not be asked. Three characters in a row are looked for as
// two pairs, which may stand apart, and a long spelling by its beginning.
func (s Search) Exact() bool {
	for _, w := range s.wants {
		for _, r := range w.runs {
			if r.chars > 2 || r.chars == 0 && len(r.text) > maxTerm {
				return false
			}
		}
	}
	n := len(s.signs)
	for _, c := range s.Clauses() {
		n += len(c.Terms)
	}
	return n < maxTerms
}

// Matches reports exactly whether the title answers the query. Its work is
// bounded by the product of their lengths, whatever they are made of.
func (s Search) Matches(title string) bool { return s.Finds(Subject{Title: title}) }

// Finds reports exactly whether the subject answers the query: each part of it
// stands in one of its texts, or is its year, season or number.
func (s Search) Finds(sub Subject) bool {
	switch {
	case !s.asked:
		return true
	case len(s.signs) > 0:
		var all []string
		for _, text := range sub.texts() {
			all = append(all, symbols(text)...)
		}
		return holdsAll(all, s.signs)
	case len(s.wants) == 0:
		return false
	}
	var texts [][]token
	for _, text := range sub.texts() {
		texts = append(texts, tokenize(text))
	}
	marks := sub.marks()
	return !slices.ContainsFunc(s.wants, func(w want) bool {
		return !slices.Contains(marks, w.mark) && !w.in(texts)
	})
}

// FindsAlone reports whether an episode answers the query and is meant by it: its
// own title or its number is a part of what was asked for.
func (s Search) FindsAlone(sub Subject) bool {
	if !s.asked || sub.Series == "" || !s.Finds(sub) {
		return false
	}
	if len(s.signs) > 0 {
		return holdsAll(symbols(sub.OwnTitle), s.signs)
	}
	own, numbers := [][]token{tokenize(sub.OwnTitle)}, sub.numbers()
	return slices.ContainsFunc(s.wants, func(w want) bool {
		return w.number && slices.Contains(numbers, w.mark) || w.in(own)
	})
}

// in reports whether each run stands in one of the texts.
func (w want) in(texts [][]token) bool {
	return !slices.ContainsFunc(w.runs, func(r run) bool {
		return !slices.ContainsFunc(texts, r.in)
	})
}

func (r run) in(tokens []token) bool {
	if r.chars > 0 {
		return holdsChars(tokens, r)
	}
	return begins(tokens, r.text, token.sounds, false) || begins(tokens, r.text, token.initials, true)
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
