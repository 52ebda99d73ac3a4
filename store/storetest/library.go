package storetest

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"youku.example/store"
	"youku.example/store/title"
)

// Rounds is how often a library is changed and each of its pages compared; an engine
// whose suite runs several times sets fewer for all but one.
var Rounds = 6

// testLibrary changes movies and series at random and compares every page of the
// library with what plain Go makes of all rows.
func testLibrary(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	r := rand.New(rand.NewPCG(10, 7))
	h.libraryAsModelled()
	for round := range Rounds {
		for range 12 {
			h.changeLibrary(r)
		}
		h.run(fmt.Sprint("Round", round), func(h *testShop) { h.libraryAsModelled() })
	}
	h.run("LongWords", func(h *testShop) { // of which an index may hold the beginning
		for i := range 3 {
			h.movie(fmt.Sprintf("Documentary%d", i), 0)
		}
		for _, search := range []string{"documentary1", "Documentary1"} {
			q := store.LibraryQuery{Search: search, Limit: 10}
			found, err := h.shop.Library(h.ctx, guest, q)
			h.must(err)
			equal(h, "found", len(found), 1)
			n, err := h.shop.CountLibrary(h.ctx, guest, q)
			h.must(err)
			equal(h, "counted", n, store.Total{N: 1})
			movies, err := h.shop.Movies(h.ctx, guest, store.Query{Search: search})
			h.must(err)
			equal(h, "movies", len(movies), 1)
		}
	})
	h.run("NoSuchEntry", func(h *testShop) {
		_, err := h.shop.Library(h.ctx, guest, store.LibraryQuery{After: store.EntryID{ID: 9999}})
		h.refused(err, store.ErrNoMovie)
		_, err = h.shop.Library(h.ctx, guest, store.LibraryQuery{After: store.EntryID{Series: true, ID: 9999}, Sort: store.ByTitle})
		h.refused(err, store.ErrNoSeries)
	})
}

var (
	libraryTitles = []string{"流浪", "流浪地球", "Amélie 2019", "速度与激情", "the End", "第3集", "狂飙"}
	libraryShows  = []string{"", "", "狂飙", "流浪", "The Show"}
	libraryTags   = []string{"科幻", "Drama", "喜剧"}
)

// changeLibrary changes one thing: a publication, an edit, a movie's shelf, or
// what is said of a series.
func (h *testShop) changeLibrary(r *rand.Rand) {
	h.t.Helper()
	pick := func(list []string) string { return list[r.IntN(len(list))] }
	tags := func() (list []string) {
		for _, tag := range libraryTags {
			if r.IntN(4) == 0 {
				list = append(list, tag)
			}
		}
		return list
	}
	years := []int{0, 2019, 2024}
	movies := h.everyMovie()
	switch n := r.IntN(10); {
	case n < 5 || len(movies) == 0:
		in := h.arrived("library")
		e := store.Episode{Series: pick(libraryShows)}
		if e.Series != "" {
			e.Season, e.Number = r.IntN(3), len(movies)
		}
		price := store.Fen(r.IntN(3) * 500)
		name := pick(libraryTitles)
		if e.Series != "" && r.IntN(3) == 0 {
			name = e.DefaultTitle()
		}
		_, err := h.shop.PublishIncoming(h.ctx, h.boss, in.ID, in.SHA256+in.Ext, store.Publication{
			Title: name, Free: price == 0, Price: price, Year: years[r.IntN(3)], Tags: tags(), Episode: e,
		})
		h.must(err)
		h.must(h.shop.DropIncoming(h.ctx, in.ID))
	case n < 7:
		m := movies[r.IntN(len(movies))]
		price, name, list := store.Fen(r.IntN(3)*500), pick(libraryTitles), tags()
		free := price == 0
		e := store.Edit{Title: &name, Free: &free, Price: &price, Tags: &list}
		if r.IntN(2) == 0 {
			at := store.Episode{Series: pick(libraryShows)}
			if at.Series != "" {
				at.Season, at.Number = r.IntN(3), 100+int(m.ID)
			}
			e.Episode = &at
		}
		_, err := h.shop.Edit(h.ctx, h.boss, m.ID, e)
		h.must(err)
	case n < 9:
		m := movies[r.IntN(len(movies))]
		if m.Shelf == store.OnShelf {
			h.must(h.shop.Delete(h.ctx, h.boss, m.ID))
		} else {
			h.must(h.shop.Restore(h.ctx, h.boss, m.ID))
		}
	default:
		m := movies[r.IntN(len(movies))]
		if m.SeriesID == 0 {
			return
		}
		name, list, year := fmt.Sprint(pick(libraryTitles), " ", m.SeriesID), tags(), years[r.IntN(3)]
		_, err := h.shop.EditSeries(h.ctx, h.boss, m.SeriesID, store.SeriesEdit{Title: &name, Tags: &list, Year: &year})
		h.must(err)
	}
}

func (h *testShop) everyMovie() (all []store.Movie) {
	h.t.Helper()
	h.must(h.shop.EachMovie(h.ctx, func(m store.Movie) error { all = append(all, m); return nil }))
	return all
}

// modelEntry is a row of the library, made in plain Go.
type modelEntry struct {
	id      store.EntryID
	title   string
	subject title.Subject
	episode bool // found by itself alone
	tags    []string
	year    int
	price   store.Fen
	newest  int64
}

// modelLibrary makes the library of all movies.
func (h *testShop) modelLibrary() (all []modelEntry) {
	series := map[int64]*modelEntry{}
	for _, m := range h.everyMovie() {
		switch {
		case m.Shelf != store.OnShelf:
		case m.SeriesID == 0:
			all = append(all, modelEntry{
				id: store.EntryID{ID: m.ID}, title: m.Title, subject: m.Subject(), tags: m.Tags, year: m.Year, price: m.Price, newest: m.ID,
			})
		default:
			s := series[m.SeriesID]
			if s == nil {
				l, _, err := h.shop.Series(h.ctx, guest, m.SeriesID)
				h.must(err)
				s = &modelEntry{id: store.EntryID{Series: true, ID: m.SeriesID}, title: l.Title, subject: l.Subject(), tags: l.Tags, year: l.Year}
				series[m.SeriesID] = s
			}
			all = append(all, modelEntry{
				id: store.EntryID{ID: m.ID}, title: m.Title, subject: m.Subject(), episode: true, tags: m.Tags, year: m.Year, price: m.Price, newest: m.ID,
			})
			s.price, s.newest = s.price+m.Price, max(s.newest, m.ID)
			s.subject.Seasons = append(s.subject.Seasons, m.Episode.Season)
		}
	}
	for _, s := range series {
		all = append(all, *s)
	}
	return all
}

// wantedEntries sorts and filters what a list of the library should hold.
func wantedEntries(q store.LibraryQuery, all []modelEntry) (ids []store.EntryID) {
	var want []modelEntry
	search := title.NewSearch(q.Search)
	for _, e := range all {
		if (q.Priced != store.OnlyFree || e.price == 0) && (q.Priced != store.OnlyPaid || e.price > 0) &&
			(q.Year == 0 || q.Year == e.year) && (q.Tag == "" || slices.Contains(e.tags, q.Tag)) &&
			(e.episode && search.FindsAlone(e.subject) || !e.episode && search.Finds(e.subject)) {
			want = append(want, e)
		}
	}
	slices.SortFunc(want, func(a, b modelEntry) int {
		kind := map[bool]int{true: 1}
		byID := cmp.Or(kind[a.id.Series]-kind[b.id.Series], cmp.Compare(a.id.ID, b.id.ID))
		switch q.Sort {
		case store.ByTitle:
			return cmp.Or(strings.Compare(title.Key(a.title), title.Key(b.title)), byID)
		case store.ByPrice:
			return cmp.Or(cmp.Compare(a.price, b.price), byID)
		}
		return cmp.Or(cmp.Compare(b.newest, a.newest), -byID)
	})
	if q.Reverse {
		slices.Reverse(want)
	}
	for _, e := range want {
		ids = append(ids, e.id)
	}
	return ids
}

// libraryAsModelled compares every order, filter, direction and page size.
func (h *testShop) libraryAsModelled() {
	h.t.Helper()
	all := h.modelLibrary()
	narrow := []store.LibraryQuery{{}, {Tag: "Drama"}, {Year: 2019}, {Search: "流浪"}, {Search: "kuangbiao"}, {Search: "科幻"}, {Search: "the", Tag: "喜剧"}, {Search: "第3集"}, {Search: "2019"}, {Search: "s1e14"}, {Search: "狂飙 流浪地球"},
		{Tag: "科幻", Year: 2024}, {Search: "第二季"}, {Search: "流浪", Year: 2019}, {Search: "狂飙 season 1", Tag: "Drama", Year: 2024}, {Search: "流浪地球"}}
	for _, q := range narrow {
		for _, q.Sort = range []store.Sort{store.ByNew, store.ByTitle, store.ByPrice} {
			for _, q.Priced = range []store.Priced{store.AnyPrice, store.OnlyFree, store.OnlyPaid} {
				for _, q.Reverse = range []bool{false, true} {
					want := wantedEntries(q, all)
					for _, q.Limit = range []int{1, 4, 100} {
						if got := h.walkedLibrary(q); !slices.Equal(got, want) {
							h.t.Errorf("%+v: %v, want %v", q, got, want)
						}
					}
					total, err := h.shop.CountLibrary(h.ctx, guest, q)
					h.must(err)
					equal(h, fmt.Sprintf("%+v: total", q), total, store.Total{N: len(want)})
				}
			}
		}
	}
	for _, search := range []string{"", "流浪", "第二季", "Drama 流浪", "速度与激情"} {
		q := store.LibraryQuery{Search: search, Sort: store.ByTitle}
		series := slices.DeleteFunc(wantedEntries(q, all), func(id store.EntryID) bool { return !id.Series })
		if got := h.walkedSeries(search); !slices.Equal(got, series) {
			h.t.Errorf("series %q: %v, want %v", search, got, series)
		}
	}
	counts, err := h.shop.LibraryCounts(h.ctx)
	h.must(err)
	count := func(p store.Priced) int { return len(wantedEntries(store.LibraryQuery{Priced: p}, all)) }
	equal(h, "counts", counts, store.Counts{All: count(store.AnyPrice), Free: count(store.OnlyFree), Paid: count(store.OnlyPaid)})
	h.clean()
}

// walkedLibrary is a list, page by page.
func (h *testShop) walkedLibrary(q store.LibraryQuery) (ids []store.EntryID) {
	h.t.Helper()
	for {
		list, err := h.shop.Library(h.ctx, guest, q)
		h.must(err)
		for _, e := range list {
			ids = append(ids, e.ID())
		}
		if len(list) < q.Limit {
			return ids
		}
		q.After = ids[len(ids)-1]
	}
}

// walkedSeries is the list of series, page by page.
func (h *testShop) walkedSeries(search string) (ids []store.EntryID) {
	h.t.Helper()
	q := store.SeriesQuery{Search: search, Limit: 2}
	for {
		list, err := h.shop.SeriesList(h.ctx, guest, q)
		h.must(err)
		for _, s := range list {
			ids = append(ids, store.EntryID{Series: true, ID: s.ID})
		}
		if len(list) < q.Limit {
			return ids
		}
		q.After = list[len(list)-1].ID
	}
}
