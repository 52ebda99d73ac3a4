package storetest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"youku.example/store"
	"youku.example/store/title"
)

func testCatalogue(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	free, paid := h.movie("城南旧事", 0), h.movie("流浪地球", 2001)
	alice := h.rich("alice", 5000)

	h.run("Guest", func(h *testShop) {
		list, err := h.shop.Movies(h.ctx, guest, store.Query{})
		h.must(err)
		if len(list) != 2 || list[0].ID != paid.ID || list[0].YourPrice != 2001 || list[1].YourPrice != 0 || list[0].Owned {
			h.t.Errorf("movies: %+v", list)
		}
	})
	h.run("Whole", func(h *testShop) {
		got, err := h.shop.Movie(h.ctx, alice, free.ID)
		h.must(err)
		if d := cmp.Diff(free, got.Movie); d != "" {
			h.t.Error(d)
		}
	})
	h.run("Owned", func(h *testShop) {
		_, err := h.shop.Buy(h.ctx, alice, paid.ID, nil)
		h.must(err)
		list, err := h.shop.Movies(h.ctx, alice, store.Query{Priced: store.OnlyPaid})
		h.must(err)
		if len(list) != 1 || !list[0].Owned {
			h.t.Errorf("movies: %+v", list)
		}
		one, err := h.shop.Movie(h.ctx, alice, paid.ID)
		h.must(err)
		if !one.Owned || one.Grant != nil || list[0].Grant != nil {
			h.t.Errorf("movie: %+v", one)
		}
		_, err = h.shop.Request(h.ctx, alice, paid.ID)
		h.must(err)
		one, err = h.shop.Movie(h.ctx, alice, paid.ID)
		h.must(err)
		if one.Grant == nil || one.Grant.State != store.Waiting || one.Grant.Paid != 2001 {
			h.t.Errorf("grant: %+v", one.Grant)
		}
		list, err = h.shop.Movies(h.ctx, alice, store.Query{})
		h.must(err)
		if g := list[0].Grant; g == nil || g.State != store.Waiting || g.MovieID != paid.ID || list[1].Grant != nil {
			h.t.Errorf("in the list: %+v, and of what was not asked for %+v", g, list[1].Grant)
		}
	})
	h.run("VIPPrice", func(h *testShop) {
		bob := h.person("bob")
		h.vip(bob)
		one, err := h.shop.Movie(h.ctx, bob, paid.ID)
		h.must(err)
		equal(h, "half, rounded down", one.YourPrice, 1000)
	})
	h.run("Counts", func(h *testShop) {
		c, err := h.shop.Counts(h.ctx)
		h.must(err)
		equal(h, "counts", c, store.Counts{All: 2, Free: 1, Paid: 1})
		h.movie("小城之春", 0)
		c, err = h.shop.Counts(h.ctx)
		h.must(err)
		equal(h, "counts after publishing", c, store.Counts{All: 3, Free: 2, Paid: 1})
	})
	h.run("Each", func(h *testShop) {
		var ids []int64
		h.must(h.shop.EachMovie(h.ctx, func(m store.Movie) error { ids = append(ids, m.ID); return nil }))
		equal(h, "movies", len(ids), 3)
	})
}

// testPages walks every order and filter in pages of every size and finds
// each movie once, in the order of one large page.
func testPages(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	var all []store.Movie
	for i := range 23 {
		all = append(all, h.movie(fmt.Sprintf("%s %d", []string{"流浪", "Amélie", "速度", "the End"}[i%4], i%6), store.Fen(i%3*500)))
	}
	h.must(h.shop.Delete(h.ctx, h.boss, all[5].ID))
	h.must(h.shop.Delete(h.ctx, h.boss, all[8].ID))
	all[5].Shelf, all[8].Shelf = store.Deleted, store.Deleted

	ids := func(q store.Query) (ids []int64) {
		list, err := h.shop.Movies(h.ctx, h.boss, q)
		h.must(err)
		for _, l := range list {
			ids = append(ids, l.ID)
		}
		return ids
	}
	for _, sort := range []store.Sort{store.ByNew, store.ByTitle, store.ByPrice} {
		for _, priced := range []store.Priced{store.AnyPrice, store.OnlyFree, store.OnlyPaid} {
			for _, search := range []string{"", "the", "liu", "流浪"} {
				for _, deleted := range []bool{false, true} {
					for _, reverse := range []bool{false, true} {
						q := store.Query{Sort: sort, Priced: priced, Search: search, Deleted: deleted, Reverse: reverse, Limit: 100}
						whole := ids(q)
						if d := cmp.Diff(wanted(q, all), whole); d != "" {
							h.t.Errorf("%+v: %s", q, d)
						}
						total, err := h.shop.CountMovies(h.ctx, h.boss, q)
						h.must(err)
						equal(h, fmt.Sprintf("%+v: total", q), total, store.Total{N: len(whole)})
						for _, q.Limit = range []int{1, 7} {
							if d := cmp.Diff(whole, paged(q, ids)); d != "" {
								h.t.Errorf("%+v: %s", q, d)
							}
						}
					}
				}
			}
		}
	}
	h.run("Examined", func(h *testShop) {
		in := h.arrived("not examined yet")
		in.Streams, in.Tracks = store.StreamsUnknown, store.Tracks{}
		h.must(h.shop.SaveIncoming(h.ctx, in))
		m, err := h.shop.PublishIncoming(h.ctx, h.boss, in.ID, in.SHA256+in.Ext, store.Publication{Title: "?", Free: true})
		h.must(err)
		unknown := func(after int64) []store.Movie {
			list, err := h.shop.MoviesToExamine(h.ctx, after)
			h.must(err)
			return list
		}
		if list := unknown(0); len(list) != 1 || list[0].ID != m.ID || len(unknown(m.ID)) != 0 {
			h.t.Errorf("unknown: %+v", list)
		}
		tracks := store.Tracks{Known: true, Subtitles: []store.Track{{Language: "zh", Kind: "forced", Format: "ass"}, {Language: "und"}}, Sound: []string{"zh", "en"}}
		h.must(h.shop.SetExamined(h.ctx, m.ID, store.StreamsYes, tracks))
		m.Streams, m.Tracks = store.StreamsYes, tracks
		got, err := h.shop.Movie(h.ctx, h.boss, m.ID)
		h.must(err)
		if d := cmp.Diff(m, got.Movie); d != "" || len(unknown(0)) != 0 {
			h.t.Errorf("%s, unknown still: %+v", d, unknown(0))
		}
		title := "!"
		_, err = h.shop.Edit(h.ctx, h.boss, m.ID, store.Edit{Title: &title})
		h.must(err)
		got, err = h.shop.Movie(h.ctx, h.boss, m.ID)
		h.must(err)
		equal(h, "after an edit", got.Streams, store.StreamsYes)
		h.refused(h.shop.SetExamined(h.ctx, 999, store.StreamsYes, tracks), store.ErrNoMovie)
		h.must(h.shop.SetExamined(h.ctx, m.ID, store.StreamsYes, store.Tracks{Known: true})) // it has none
		got, err = h.shop.Movie(h.ctx, h.boss, m.ID)
		h.must(err)
		if d := cmp.Diff(store.Tracks{Known: true}, got.Tracks); d != "" || len(unknown(0)) != 0 {
			h.t.Errorf("a movie without tracks: %s", d)
		}
		h.must(h.shop.Delete(h.ctx, h.boss, m.ID))
		h.must(h.shop.DropIncoming(h.ctx, in.ID))
	})
	h.clean()
	h.run("Limits", func(h *testShop) {
		list, err := h.shop.Movies(h.ctx, guest, store.Query{Limit: 100_000})
		h.must(err)
		equal(h, "movies", len(list), 21)
		_, err = h.shop.Movies(h.ctx, guest, store.Query{After: 999, Sort: store.ByTitle})
		h.refused(err, store.ErrNoMovie)
	})
}

// paged walks a list page by page.
func paged(q store.Query, ids func(store.Query) []int64) (all []int64) {
	for q.After = 0; ; q.After = all[len(all)-1] {
		page := ids(q)
		if all = append(all, page...); len(page) < q.Limit {
			return all
		}
	}
}

// wanted sorts and filters in plain Go what a list should hold.
func wanted(q store.Query, all []store.Movie) (ids []int64) {
	var want []store.Movie
	for _, m := range all {
		if (m.Shelf != store.OnShelf) == q.Deleted && (q.Priced != store.OnlyFree || m.Free) &&
			(q.Priced != store.OnlyPaid || !m.Free) && title.Matches(m.Title, q.Search) {
			want = append(want, m)
		}
	}
	slices.SortFunc(want, func(a, b store.Movie) int {
		switch q.Sort {
		case store.ByTitle:
			return orByID(strings.Compare(title.Key(a.Title), title.Key(b.Title)), a, b)
		case store.ByPrice:
			return orByID(int(a.Price-b.Price), a, b)
		}
		return int(b.ID - a.ID)
	})
	if q.Reverse {
		slices.Reverse(want)
	}
	for _, m := range want {
		ids = append(ids, m.ID)
	}
	return ids
}

func orByID(first int, a, b store.Movie) int {
	if first != 0 {
		return first
	}
	return int(a.ID - b.ID)
}

func testSearch(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	fast := h.movie("速度与激情", 0)
	earth := h.movie("流浪地球 The Wandering Earth", 2000)
	amelie := h.movie("Amélie Poulain", 0)

	finds := func(h *testShop, q string, want ...int64) {
		h.t.Helper()
		for _, sort := range []store.Sort{store.ByNew, store.ByTitle, store.ByPrice} {
			list, err := h.shop.Movies(h.ctx, guest, store.Query{Search: q, Sort: sort})
			h.must(err)
			var got []int64
			for _, l := range list {
				got = append(got, l.ID)
			}
			slices.Sort(got)
			if d := cmp.Diff(want, got); d != "" {
				h.t.Errorf("search %q by %s: %s", q, sort, d)
			}
		}
	}
	h.run("Found", func(h *testShop) {
		for _, q := range []string{"速度", "激", "速度与激情", "激情", "与", "sudu", "sdyjq", "s", "sd", "sdy", "su", "jq", "SUDU", "度 激"} {
			finds(h, q, fast.ID)
		}
		for _, q := range []string{"流浪", "liulang", "lldq", "wandering", "WANDER", "earth the", "地球 earth", "liulangdiqiu"} {
			finds(h, q, earth.ID)
		}
		finds(h, "amelie", amelie.ID)
		finds(h, "Amélie", amelie.ID)
	})
	h.run("NotFound", func(h *testShop) {
		for _, q := range []string{"度速", "xyz", ":-)", `"`, "'; DROP TABLE movies;--", "a\x00b", "\xff", "* OR *", "NEAR(x)", strings.Repeat("很", 5000)} {
			finds(h, q)
		}
	})
	h.run("Renamed", func(h *testShop) {
		title := "速度与激情 10"
		_, err := h.shop.Edit(h.ctx, h.boss, fast.ID, store.Edit{Title: &title})
		h.must(err)
		finds(h, "10", fast.ID)
		title = "城南旧事"
		_, err = h.shop.Edit(h.ctx, h.boss, fast.ID, store.Edit{Title: &title})
		h.must(err)
		finds(h, "sudu")
		finds(h, "cnjs", fast.ID)
	})
	h.run("Deleted", func(h *testShop) {
		h.must(h.shop.Delete(h.ctx, h.boss, earth.ID))
		finds(h, "流浪")
		list, err := h.shop.Movies(h.ctx, h.boss, store.Query{Search: "流浪", Deleted: true})
		h.must(err)
		equal(h, "found among the deleted", len(list), 1)
		h.must(h.shop.Restore(h.ctx, h.boss, earth.ID))
		finds(h, "流浪", earth.ID)
	})
}
