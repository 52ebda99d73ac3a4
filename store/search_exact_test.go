package store_test

import (
	"slices"
	"strings"
	"testing"

	"youku.example/store"
	"youku.example/store/storetest/stock"
)

// What Exact promises is what the totals of searches rest on.
func TestSearch_Exact(t *testing.T) {
	var titles []string
	var grams [][]string
	for i := range 150 {
		titles = append(titles, stock.Movie(i).Title)
		grams = append(grams, store.Terms(titles[i]))
	}
	exact, found := 0, 0
	for _, title := range titles {
		chars := []rune(title)
		for _, query := range []string{
			string(chars[:1]), string(chars[:min(2, len(chars))]), string(chars[len(chars)/2:]), title,
			strings.Fields(title)[0], string(chars[:1]) + " " + string(chars[len(chars)-1:]),
		} {
			s := store.NewSearch(query)
			if !s.Exact() || s.Blank() || len(s.Terms()) == 0 {
				continue
			}
			exact++
			terms := s.Terms()
			for j, other := range titles {
				if holds(grams[j], terms) {
					found++
					if !s.Matches(other) {
						t.Errorf("%q is said to be exact, and its terms %v find %q", query, terms, other)
					}
				}
			}
		}
	}
	if exact < 50 || found < exact {
		t.Errorf("%d queries found %d titles: too few to prove anything", exact, found)
	}
	for _, query := range []string{"流浪地球", strings.Repeat("ab", 20)} {
		if store.NewSearch(query).Exact() {
			t.Errorf("%q can't be told by its terms alone", query)
		}
	}
}

// holds reports whether the grams answer all terms, as an index does.
func holds(grams []string, terms []store.Term) bool {
	return !slices.ContainsFunc(terms, func(term store.Term) bool {
		return !slices.ContainsFunc(grams, func(g string) bool {
			return g == term.Gram || term.Prefix && strings.HasPrefix(g, term.Gram)
		})
	})
}
