package storetest

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"youku.example/store"
)

// testPagesBesidePublishing walks lists page by page while movies come, go and
// change their price between two pages: what stood in the list all the time is
// seen once.
func testPagesBesidePublishing(t *testing.T, open Opener) {
	for _, q := range []store.Query{
		{Sort: store.ByNew, Search: "流浪"}, {Sort: store.ByTitle, Search: "liu"}, {Sort: store.ByPrice, Search: "流浪"},
		{Sort: store.ByNew, Reverse: true, Search: "liu"}, {Sort: store.ByTitle, Reverse: true, Search: "流浪"}, {Sort: store.ByPrice, Reverse: true, Search: "liu"},
	} {
		for _, search := range []string{"", q.Search} {
			h := newTestShop(t, open)
			h.run(fmt.Sprint(q.Sort, q.Reverse, search), func(h *testShop) {
				var stay, pass []int64
				for i := range 40 {
					m := h.movie(fmt.Sprintf("流浪 %d", i%7), store.Fen(i%3*500))
					if i%5 == 0 {
						pass = append(pass, m.ID)
					} else {
						stay = append(stay, m.ID)
					}
				}
				var seen []int64
				for after, page := int64(0), 0; ; page++ {
					list, err := h.shop.Movies(h.ctx, guest, store.Query{Sort: q.Sort, Reverse: q.Reverse, Search: search, Limit: 3, After: after})
					h.must(err)
					for _, l := range list {
						seen = append(seen, l.ID)
					}
					if len(list) < 3 {
						break
					}
					after = list[2].ID
					if page < len(pass) {
						h.movie(fmt.Sprintf("流浪 %d", page%7), store.Fen(page%3*500))
						if pass[page] != after { // the place to go on from may move otherwise
							h.must(h.shop.Delete(h.ctx, h.boss, pass[page]))
						}
					}
				}
				for _, id := range stay {
					if n := len(slices.DeleteFunc(slices.Clone(seen), func(s int64) bool { return s != id })); n != 1 {
						h.t.Errorf("movie %d was seen %d times", id, n)
					}
				}
			})
		}
	}
}

// testSearchInOrder holds what an index that stands in the order of the lists
// makes easy to get wrong: titles that begin alike, more of them than any
// page, and movies that change their price, their title or their shelf.
func testSearchInOrder(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	const series = 1300
	var all []store.Movie
	h.must(h.db.Update(h.ctx, func(tx store.Tx) error {
		all = nil
		for i := range series {
			m := store.Movie{
				Title: fmt.Sprintf("新闻联播 %d", (i*37)%series), Slug: "x", Free: i%2 == 0, SHA256: fmt.Sprint(i),
				Shelf: store.OnShelf, File: fmt.Sprint(i), CreatedAt: time.Now(),
			}
			if !m.Free {
				m.Price = store.Fen(1 + i%4)
			}
			if err := tx.AddMovie(h.ctx, &m, store.IndexOf(m)); err != nil {
				return err
			}
			all = append(all, m)
		}
		return nil
	}))
	for _, title := range []string{"爱新闻", "新闻", "新闻联播", "Zebra 新闻", "城南旧事"} {
		all = append(all, h.movie(title, 0), h.movie(title, 2))
	}
	check := func(h *testShop) {
		h.t.Helper()
		for _, sort := range []store.Sort{store.ByNew, store.ByTitle, store.ByPrice} {
			for _, priced := range []store.Priced{store.AnyPrice, store.OnlyFree, store.OnlyPaid}[:min(3, Rounds)] {
				for _, search := range []string{"新闻", "xwlb", "xinwenlianbo 1", "9"} {
					for _, reverse := range []bool{false, true} {
						q := store.Query{Sort: sort, Priced: priced, Search: search, Reverse: reverse, Limit: 90}
						if got, want := walked(h, q), wanted(q, all); !slices.Equal(got, want) {
							h.t.Errorf("%+v: %d found, want %d: %v, want %v", q, len(got), len(want), got, want)
						}
					}
				}
			}
		}
	}
	h.run("Published", check)
	h.run("Totals", func(h *testShop) {
		for search, want := range map[string]store.Total{
			"新闻": {N: 1000, More: true}, "xwlb": {N: 1000, More: true}, "新闻联播": {N: 200, More: true}, "城南": {N: 2}, "xinwenlianbo 12": {N: len(wanted(store.Query{Search: "xinwenlianbo 12"}, all))},
		} {
			got, err := h.shop.CountMovies(h.ctx, guest, store.Query{Search: search})
			h.must(err)
			equal(h, search, got, want)
		}
	})
	h.run("Changed", func(h *testShop) {
		free, price, title := false, store.Fen(3), "新闻联播 0"
		for _, i := range []int{0, 4, 300} {
			m, err := h.shop.Edit(h.ctx, h.boss, all[i].ID, store.Edit{Free: &free, Price: &price, Title: &title})
			h.must(err)
			all[i] = m
		}
		for _, i := range []int{1, 2, 699} {
			h.must(h.shop.Delete(h.ctx, h.boss, all[i].ID))
			all[i].Shelf = store.Deleted
		}
		h.must(h.shop.Delete(h.ctx, h.boss, all[50].ID))
		h.must(h.shop.Restore(h.ctx, h.boss, all[50].ID))
		check(h)
		h.clean()
	})
}

// walked is a list, page by page.
func walked(h *testShop, q store.Query) (ids []int64) {
	h.t.Helper()
	for {
		list, err := h.shop.Movies(h.ctx, guest, q)
		h.must(err)
		for _, l := range list {
			ids = append(ids, l.ID)
		}
		if len(list) < q.Limit {
			return ids
		}
		q.After = ids[len(ids)-1]
	}
}
