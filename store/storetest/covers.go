package storetest

import (
	"testing"

	"youku.example/store"
)

// testCovers: a movie and a series have one cover each, which is in every list,
// outlives an edit, and goes with the bytes of its movie.
func testCovers(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	alice := h.person("alice")
	m := h.movie("雨夜", 0)
	e := h.movie("启程", 0)
	_, err := h.shop.Edit(h.ctx, h.boss, e.ID, store.Edit{Episode: &store.Episode{Series: "流浪记", Season: 1, Number: 1}})
	h.must(err)
	list, err := h.shop.SeriesList(h.ctx, alice, store.SeriesQuery{})
	h.must(err)
	movie, series := store.EntryID{ID: m.ID}, store.EntryID{Series: true, ID: list[0].ID}
	set := func(of store.EntryID, file string) (set, replaced store.Cover) {
		t.Helper()
		set, replaced, err := h.shop.SetCover(h.ctx, h.boss, of, store.Cover{Size: 5, SHA256: "sum", File: file})
		h.must(err)
		return set, replaced
	}
	first, none := set(movie, "a")
	if none != (store.Cover{}) || first.ID == 0 || first.By != h.boss.Name || first.At.IsZero() {
		t.Errorf("set: %+v, replaced: %+v", first, none)
	}
	second, old := set(movie, "b")
	if old != first || second.ID == first.ID {
		t.Errorf("replaced: %+v, want %+v", old, first)
	}
	ofSeries, _ := set(series, "c")
	title, episode := "雨", store.Episode{Series: "流浪记", Season: 1, Number: 2}
	_, err = h.shop.Edit(h.ctx, h.boss, m.ID, store.Edit{Title: &title, Episode: &episode})
	h.must(err)
	_, err = h.shop.EditSeries(h.ctx, h.boss, series.ID, store.SeriesEdit{Title: &title})
	h.must(err)

	got := h.covers()
	if want := map[store.EntryID]store.Cover{movie: second, series: ofSeries}; len(got) != 2 || got[movie] != want[movie] || got[series] != want[series] {
		t.Errorf("kept: %+v, want %+v", got, want)
	}
	l, episodes, err := h.shop.Series(h.ctx, alice, series.ID)
	h.must(err)
	equal(h, "the cover of the series", l.Cover, ofSeries.ID)
	equal(h, "the cover of the movie in it", episodes[1].Cover, second.ID)
	rows, err := h.shop.Library(h.ctx, alice, store.LibraryQuery{})
	h.must(err)
	equal(h, "the cover of the row", rows[0].Series.Cover, ofSeries.ID)
	kept, err := h.shop.Cover(h.ctx, second.ID)
	h.must(err)
	equal(h, "the cover", kept, second)
	_, err = h.shop.Cover(h.ctx, first.ID)
	h.refused(err, store.ErrNoCover)

	removed, err := h.shop.RemoveCover(h.ctx, h.boss, series)
	h.must(err)
	equal(h, "removed", removed, ofSeries)
	for _, of := range []store.EntryID{series, {ID: e.ID}} {
		_, err = h.shop.RemoveCover(h.ctx, h.boss, of)
		h.refused(err, store.ErrNoCover)
	}
	_, _, err = h.shop.SetCover(h.ctx, h.boss, store.EntryID{ID: 99}, store.Cover{File: "x"})
	h.refused(err, store.ErrNoMovie)
	_, _, err = h.shop.SetCover(h.ctx, h.boss, store.EntryID{Series: true, ID: 99}, store.Cover{File: "x"})
	h.refused(err, store.ErrNoSeries)

	h.must(h.shop.Delete(h.ctx, h.boss, m.ID))
	p, err := h.shop.BeginPurge(h.ctx, h.boss, m.ID)
	h.must(err)
	equal(h, "the cover, before the bytes are gone", p.Cover, second.ID)
	h.must(h.shop.EndPurge(h.ctx, m.ID))
	if got := h.covers(); len(got) != 0 {
		t.Errorf("after the purge: %+v", got)
	}
	_, _, err = h.shop.SetCover(h.ctx, h.boss, movie, store.Cover{File: "x"})
	h.refused(err, store.ErrDeleted)
}

// covers is all of them by what has them.
func (h *testShop) covers() map[store.EntryID]store.Cover {
	h.t.Helper()
	got := map[store.EntryID]store.Cover{}
	h.must(h.shop.EachCover(h.ctx, func(c store.Cover, of store.EntryID) error {
		got[of] = c
		return nil
	}))
	return got
}
