package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"

	"youku.example/store"
	"youku.example/store/storetest/stock"
)

// question is one kind of page or number that is asked for. next makes one: what
// asks it, how many rows fill its page, and what it is.
type question struct {
	name string
	next func(*rand.Rand) (ask func(context.Context) (int, error), full int, what string)
}

var (
	sorts  = []store.Sort{store.ByNew, store.ByTitle, store.ByPrice}
	priced = []store.Priced{store.AnyPrice, store.OnlyFree, store.OnlyPaid}
	guest  = store.Actor{Role: store.RoleGuest}
)

// pageSize is the page that the screens ask for.
const pageSize = 50

// pages asks for pages and numbers of every kind.
func (l *library) pages(ctx context.Context, o options) (list []figure, err error) {
	var all []question
	all = append(all, l.libraryQuestions()...)
	all = append(all, l.movieQuestions()...)
	for _, k := range all {
		if !strings.Contains(k.name, o.only) {
			continue
		}
		f, err := l.measure(ctx, k, o.rounds)
		if err != nil {
			return nil, err
		}
		list = append(list, f)
	}
	return list, nil
}

// places are where in a list a page begins.
var places = []string{"", ", deep", ", from the end"}

// libraryQuestions are about the library, where a series is one row.
func (l *library) libraryQuestions() (list []question) {
	add := func(name string, count bool, make func(*rand.Rand) store.LibraryQuery) {
		list = append(list, question{name, func(r *rand.Rand) (func(context.Context) (int, error), int, string) {
			q := make(r)
			q.Priced = priced[r.IntN(len(priced))]
			what := fmt.Sprintf("%q %s tag %q year %d after %v", q.Search, q.Priced, q.Tag, q.Year, q.After)
			if count {
				return func(ctx context.Context) (int, error) {
					t, err := l.shop.CountLibrary(ctx, guest, q)
					return t.N, err
				}, -1, what
			}
			return func(ctx context.Context) (int, error) {
				some, err := l.shop.Library(ctx, guest, q)
				return len(some), err
			}, q.Limit, what
		}})
	}
	for _, s := range sorts {
		for _, place := range places {
			for _, f := range filters {
				add(fmt.Sprintf("library%s by %s%s", f.name, s, place), false, func(r *rand.Rand) store.LibraryQuery {
					q := store.LibraryQuery{Sort: s, Limit: pageSize, Reverse: place == ", from the end"}
					if place == ", deep" {
						q.After = l.entry(r)
					}
					f.put(r, &q)
					return q
				})
			}
		}
		for _, k := range kinds {
			add(fmt.Sprintf("library search: %s by %s", k.name, s), false, func(r *rand.Rand) store.LibraryQuery {
				return store.LibraryQuery{Sort: s, Limit: pageSize, Search: k.typed(r, l.movies)}
			})
		}
		for _, place := range places[1:] {
			add(fmt.Sprintf("library search: common words by %s%s", s, place), false, func(r *rand.Rand) store.LibraryQuery {
				q := store.LibraryQuery{Sort: s, Limit: pageSize, Search: common[r.IntN(len(common))], Reverse: place == ", from the end"}
				if place == ", deep" {
					q.After = l.entry(r)
				}
				return q
			})
		}
		add(fmt.Sprintf("library search: common words and a tag by %s", s), false, func(r *rand.Rand) store.LibraryQuery {
			return store.LibraryQuery{Sort: s, Limit: pageSize, Search: common[r.IntN(len(common))], Tag: stock.Tag(r.IntN(stock.Tags()))}
		})
	}
	for _, k := range kinds {
		add("library number: "+k.name, true, func(r *rand.Rand) store.LibraryQuery {
			return store.LibraryQuery{Search: k.typed(r, l.movies)}
		})
	}
	for _, f := range filters {
		add("library number:"+f.name, true, func(r *rand.Rand) (q store.LibraryQuery) {
			f.put(r, &q)
			return q
		})
	}
	return list
}

// entry is a row of the library: in one of ten, a series.
func (l *library) entry(r *rand.Rand) store.EntryID {
	if r.IntN(10) == 0 {
		return store.EntryID{Series: true, ID: 1 + r.Int64N(int64(l.movies/20))}
	}
	return store.EntryID{ID: 1 + 2*r.Int64N(int64(l.movies/2))}
}

// filters are what narrows a list down.
var filters = []struct {
	name string
	put  func(*rand.Rand, *store.LibraryQuery)
}{
	{"", func(*rand.Rand, *store.LibraryQuery) {}},
	{" of a tag", func(r *rand.Rand, q *store.LibraryQuery) { q.Tag = stock.Tag(r.IntN(stock.Tags())) }},
	{" of a year", func(r *rand.Rand, q *store.LibraryQuery) { q.Year = 1928 + r.IntN(100) }},
	{" of a tag and a year", func(r *rand.Rand, q *store.LibraryQuery) {
		q.Tag, q.Year = stock.Tag(r.IntN(stock.Tags())), 1928+r.IntN(100)
	}},
}

// movieQuestions are about movies, the episodes among them.
func (l *library) movieQuestions() (list []question) {
	add := func(name string, count bool, make func(*rand.Rand) store.Query) {
		list = append(list, question{name, func(r *rand.Rand) (func(context.Context) (int, error), int, string) {
			q := make(r)
			q.Priced = priced[r.IntN(len(priced))]
			what := fmt.Sprintf("%q %s tag %q year %d series %d after %d", q.Search, q.Priced, q.Tag, q.Year, q.Series, q.After)
			if count {
				return func(ctx context.Context) (int, error) {
					t, err := l.shop.CountMovies(ctx, guest, q)
					return t.N, err
				}, -1, what
			}
			return func(ctx context.Context) (int, error) {
				some, err := l.shop.Movies(ctx, guest, q)
				return len(some), err
			}, q.Limit, what
		}})
	}
	for _, s := range sorts {
		for _, place := range places {
			add(fmt.Sprintf("browse by %s%s", s, place), false, func(r *rand.Rand) store.Query {
				q := store.Query{Sort: s, Limit: pageSize, Reverse: place == ", from the end"}
				if place == ", deep" {
					q.After = 1 + r.Int64N(int64(l.movies))
				}
				return q
			})
		}
		for _, f := range filters[1:] {
			add(fmt.Sprintf("browse%s by %s", f.name, s), false, func(r *rand.Rand) store.Query {
				var lq store.LibraryQuery
				f.put(r, &lq)
				return store.Query{Sort: s, Limit: pageSize, Tag: lq.Tag, Year: lq.Year}
			})
		}
		add(fmt.Sprintf("browse of a series by %s", s), false, func(r *rand.Rand) store.Query {
			return store.Query{Sort: s, Limit: pageSize, Series: 1 + r.Int64N(int64(l.movies/20))}
		})
	}
	for _, k := range kinds {
		for _, s := range sorts {
			add(fmt.Sprintf("%s by %s", k.name, s), false, func(r *rand.Rand) store.Query {
				return store.Query{Sort: s, Limit: pageSize, Search: k.typed(r, l.movies)}
			})
		}
	}
	for _, s := range sorts {
		for _, place := range places[1:] {
			add(fmt.Sprintf("common words by %s%s", s, place), false, func(r *rand.Rand) store.Query {
				q := store.Query{Sort: s, Limit: pageSize, Search: common[r.IntN(len(common))], Reverse: place == ", from the end"}
				if place == ", deep" {
					q.After = 1 + r.Int64N(int64(l.movies))
				}
				return q
			})
		}
	}
	for _, k := range kinds {
		add("number of "+k.name, true, func(r *rand.Rand) store.Query {
			return store.Query{Search: k.typed(r, l.movies)}
		})
	}
	return list
}
