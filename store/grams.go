package store

import (
	"slices"
	"unicode/utf8"
)

// How a movie is found by its title.
//
// Terms(title) are the words under which a title stands in the index, and
// Search.Terms are what a query asks of it: every term must be among the
// title's grams, as a whole word or, with Prefix, as the beginning of one.
//
// In an FTS5 table (tokenize='ascii', detail=none) they stand joined by spaces,
// beside the beginnings of each up to eight bytes: what begins with a common
// syllable is too much to be gathered at each question (store/sqldb/search_*).
// The ascii tokenizer leaves everything beyond ASCII alone, so that no
// character set version stands between index and query. For a table gram(g, id):
// g = term, or g >= term AND g < term || U+10FFFF with bytewise comparison.
// A gram is at most 24 bytes of letters, digits and marks, or one sign beyond
// ASCII.
//
// The index may say yes too often (the pairs of a long word stand apart, or a
// very long beginning is cut); Search.Matches is the exact answer.
const (
	maxGram     = 24 // bytes of a spelled gram
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
// A beginning of a spelled gram finds the movie.
func Terms(title string) []string {
	units := tokenize(title)
	set := map[string]bool{}
	for i, u := range units {
		if u.char {
			set[u.text] = true
			if i+1 < len(units) && units[i+1].char {
				set[u.text+units[i+1].text] = true
			}
		}
		for said := range from(units, i) {
			for _, g := range spellings(said, unit.sounds) {
				set[g] = true
			}
		}
		if u.readings != nil {
			for _, g := range spellings(units[i:], unit.initials) {
				set[g] = true
			}
		}
	}
	for _, sign := range symbols(title) {
		set[sign] = true
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
