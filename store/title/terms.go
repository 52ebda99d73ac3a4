package title

import (
	"slices"
	"unicode/utf8"
)

// How a movie is found by its title.
//
// Terms(title) are the words under which a title stands in the index, and
// Search.Terms are what a query asks of it: every term must be among the
// title's terms, as a whole word or, with Prefix, as the beginning of one.
//
// In an FTS5 table (tokenize='ascii', detail=none) they stand joined by spaces,
// with the beginnings of each up to eight bytes: what begins with a common
// syllable is too much to be gathered at each question (store/sqldb/sqlite/search_*).
// The ascii tokenizer leaves everything beyond ASCII alone, so that no
// character set version stands between index and query. For a table terms(t, id):
// t = term, or t >= term AND t < term || U+10FFFF with bytewise comparison.
// A term is at most 24 bytes of letters, digits and marks, or one sign beyond
// ASCII.
//
// The index may say yes too often (the pairs of a long word stand apart, or a
// very long beginning is cut); Search.Matches is the exact answer.
const (
	maxTerm     = 24 // bytes of a spelled term
	maxSpelling = 12 // ways to spell one beginning, where characters have several readings
)

// Terms are the words under which a title stands in the index, sorted:
//   - every Han (kana, Hangul) character and every pair of neighbours;
//   - from every character and word on (d'Amélie is two), the title as it is
//     spoken, in pinyin and without spaces: 速度与激情 gives suduyujiqing,
//     duyujiqing, …;
//   - from every Han character on, the initials: sdyjq, dyjq, …
//   - every sign (symbols).
//
// A beginning of a spelled term finds the movie.
func Terms(title string) []string {
	tokens := tokenize(title)
	set := map[string]bool{}
	for i, t := range tokens {
		if t.char {
			set[t.text] = true
			if i+1 < len(tokens) && tokens[i+1].char {
				set[t.text+tokens[i+1].text] = true
			}
		}
		for rest := range suffixes(tokens, i) {
			for _, g := range spellings(rest, token.sounds) {
				set[g] = true
			}
		}
		if t.readings != nil {
			for _, g := range spellings(tokens[i:], token.initials) {
				set[g] = true
			}
		}
	}
	for _, sign := range symbols(title) {
		set[sign] = true
	}
	terms := make([]string, 0, len(set))
	for g := range set {
		terms = append(terms, g)
	}
	slices.Sort(terms)
	return terms
}

// spellings is the ways to spell the tokens one after another, cut to maxTerm.
// Characters with several readings multiply; once that passes maxSpelling, the
// rest of the title counts with its usual readings.
func spellings(tokens []token, ways func(token) []string) []string {
	all := []string{""}
	for _, t := range tokens {
		w := ways(t)
		if len(all)*len(w) > maxSpelling {
			w = w[:1]
		}
		var longer []string
		full := true
		for _, s := range all {
			if len(s) >= maxTerm {
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
		all[i] = cut(s, maxTerm)
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
