package storetest

import (
	"fmt"
	"slices"
	"testing"

	"youku.example/store"
)

// testNarrowed holds the catalogue's pages by tag, year and series against a plain
// look at each movie.
func testNarrowed(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	kinds := []struct {
		year int
		tags []string
		e    store.Episode
	}{
		{2019, []string{"科幻", "Drama"}, store.Episode{}},
		{2020, []string{"drama"}, store.Episode{Series: "流浪记", Season: 1}},
		{0, []string{"Dramatic", "ma"}, store.Episode{Series: "Tides", Season: 2}},
		{2020, nil, store.Episode{Series: "流浪记", Season: 1}},
	}
	var all []store.Movie
	for i := range 12 {
		k := kinds[i%len(kinds)]
		if k.e.Series != "" {
			k.e.Number = i
		}
		m := h.movie(fmt.Sprintf("流浪 %02d", 12-i), store.Fen(i%3*100))
		m, err := h.shop.Edit(h.ctx, h.boss, m.ID, store.Edit{Year: &k.year, Tags: &k.tags, Episode: &k.e})
		h.must(err)
		all = append(all, m)
	}
	series := all[1].SeriesID
	keeps := map[string]struct {
		q    store.Query
		want func(store.Movie) bool
	}{
		"Tag":          {store.Query{Tag: "DRAMA"}, func(m store.Movie) bool { return slices.Contains(m.Tags, "Drama") }},
		"Year":         {store.Query{Year: 2020}, func(m store.Movie) bool { return m.Year == 2020 }},
		"Series":       {store.Query{Series: series}, func(m store.Movie) bool { return m.SeriesID == series }},
		"All":          {store.Query{Tag: "drama", Year: 2020, Series: series}, func(m store.Movie) bool { return m.SeriesID == series && len(m.Tags) > 0 }},
		"UnknownTag":   {store.Query{Tag: "x"}, func(store.Movie) bool { return false }},
		"PartOfTag":    {store.Query{Tag: "ram"}, func(store.Movie) bool { return false }},
		"SearchTag":    {store.Query{Search: "流浪", Tag: "drama"}, func(m store.Movie) bool { return slices.Contains(m.Tags, "Drama") }},
		"SearchSeries": {store.Query{Search: "流浪", Series: series}, func(m store.Movie) bool { return m.SeriesID == series }},
		"FreeOfYear":   {store.Query{Priced: store.OnlyFree, Year: 2020}, func(m store.Movie) bool { return m.Year == 2020 && m.Free }},
	}
	for name, c := range keeps {
		h.run(name, func(h *testShop) {
			var want []int64
			for _, m := range all {
				if c.want(m) {
					want = append(want, m.ID)
				}
			}
			if n, err := h.shop.CountMovies(h.ctx, h.boss, c.q); err != nil || n != (store.Total{N: len(want)}) {
				h.t.Errorf("counted %+v, %v, want %d", n, err, len(want))
			}
			for _, c.q.Sort = range []store.Sort{store.ByNew, store.ByTitle, store.ByPrice} {
				for _, c.q.Reverse = range []bool{false, true} {
					got := h.pagesOf(c.q)
					slices.Sort(got)
					if !slices.Equal(got, want) {
						h.t.Errorf("%+v: %v, want %v", c.q, got, want)
					}
				}
			}
		})
	}
}

// pagesOf are the movies of all pages of a query, two a page.
func (h *testShop) pagesOf(q store.Query) (ids []int64) {
	h.t.Helper()
	q.Limit, q.After = 2, 0
	for {
		list, err := h.shop.Movies(h.ctx, h.boss, q)
		h.must(err)
		for _, l := range list {
			ids = append(ids, l.ID)
		}
		if len(list) < q.Limit {
			return ids
		}
		q.After = list[len(list)-1].ID
	}
}
