package title_test

import (
	"slices"
	"strings"
	"testing"

	"youku.example/store/storetest/stock"
	"youku.example/store/title"
)

// What Exact promises is what the totals of searches rest on.
func TestSearch_Exact(t *testing.T) {
	var titles []string
	var termsOf [][]string
	for i := range 150 {
		titles = append(titles, stock.Movie(i).Title)
		termsOf = append(termsOf, title.Terms(titles[i]))
	}
	exact, found := 0, 0
	for _, name := range titles {
		chars := []rune(name)
		for _, query := range []string{
			string(chars[:1]), string(chars[:min(2, len(chars))]), string(chars[len(chars)/2:]), name,
			strings.Fields(name)[0], string(chars[:1]) + " " + string(chars[len(chars)-1:]),
		} {
			s := title.NewSearch(query)
			if !s.Exact() || s.Blank() || len(s.Terms()) == 0 {
				continue
			}
			exact++
			terms := s.Terms()
			for j, other := range titles {
				if holds(termsOf[j], terms) {
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
		if title.NewSearch(query).Exact() {
			t.Errorf("%q can't be told by its terms alone", query)
		}
	}
}

// holds reports whether the terms answer all that are wanted, as an index does.
func holds(terms []string, wanted []title.Term) bool {
	return !slices.ContainsFunc(wanted, func(term title.Term) bool {
		return !slices.ContainsFunc(terms, func(g string) bool {
			return g == term.Text || term.Prefix && strings.HasPrefix(g, term.Text)
		})
	})
}
