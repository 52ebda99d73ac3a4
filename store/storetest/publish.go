package storetest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"youku.example/store"
)

func testPublish(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	publish := func(in store.Incoming, p store.Publication) error {
		_, err := h.shop.PublishIncoming(h.ctx, h.boss, in.ID, "f"+in.SHA256, p)
		return err
	}
	free := store.Publication{Title: "城南旧事", Free: true}

	h.run("Rows", func(h *testShop) {
		in := h.arrived("x")
		in.ModifiedAt = time.Unix(1_700_000_000, 0).UTC()
		h.must(h.shop.SaveIncoming(h.ctx, in))
		got, err := h.shop.IncomingByName(h.ctx, in.Name)
		h.must(err)
		if d := cmp.Diff(in, got, cmpopts.IgnoreFields(store.Incoming{}, "UpdatedAt")); d != "" {
			h.t.Error(d)
		}
		_, err = h.shop.AddIncoming(h.ctx, h.boss, in.Name, "other")
		h.refused(err, store.ErrFileExists)
		other := h.arrived("y")
		h.refused(h.shop.RenameIncoming(h.ctx, h.boss, in.Name, other.Name), store.ErrFileExists)
		h.refused(h.shop.RenameIncoming(h.ctx, h.boss, "none.mp4", "x.mp4"), store.ErrNoIncoming)
		h.must(h.shop.RenameIncoming(h.ctx, h.boss, in.Name, "新名字.mp4"))
		h.must(h.shop.SaveIncoming(h.ctx, in)) // under its old name: keeps the new one
		_, err = h.shop.IncomingByName(h.ctx, "新名字.mp4")
		h.must(err)
		h.must(h.shop.DropIncoming(h.ctx, in.ID))
		h.must(h.shop.DropIncoming(h.ctx, in.ID))
		h.refused(h.shop.SaveIncoming(h.ctx, in), store.ErrNoIncoming)
		rows, err := h.shop.IncomingRows(h.ctx)
		h.must(err)
		equal(h, "rows", len(rows), 1)
		h.must(h.shop.DropIncoming(h.ctx, other.ID))
	})
	h.run("Several", func(h *testShop) {
		place := func(n int) store.Episode { return store.Episode{Series: "潮水", Season: 1, Number: n} }
		var list []store.ToPublish
		for i, name := range []string{"m1", "m2", "m3", "m4"} {
			in := h.arrived(name)
			list = append(list, store.ToPublish{Incoming: in.ID, File: "f" + in.SHA256, As: store.Publication{Title: "涛声 " + name, Free: true, Episode: place(i)}})
		}
		list[1].As.Title = ""
		list[2].As.Episode = place(0) // which the first one has
		list[3].As.Episode.Series = "另一部"
		lines := func() int {
			lines, err := h.shop.Audit(h.ctx, h.boss, 200)
			h.must(err)
			return len(lines)
		}
		before := lines()
		done, err := h.shop.PublishAll(h.ctx, h.boss, list)
		h.must(err)
		h.must(done[0].Err)
		h.refused(done[1].Err, store.ErrTitle)
		h.refused(done[2].Err, store.ErrEpisodeTaken)
		h.must(done[3].Err)
		equal(h, "lines in the audit", lines()-before, 2)
		found, err := h.shop.Movies(h.ctx, h.boss, store.Query{Search: "涛声"})
		h.must(err)
		equal(h, "found", len(found), 2)
		for i, state := range []store.IncomingState{store.Removing, store.Arrived, store.Arrived, store.Removing} {
			in, err := h.shop.IncomingByID(h.ctx, list[i].Incoming)
			h.must(err)
			equal(h, "state", in.State, state)
		}
		_, err = h.shop.PublishAll(h.ctx, store.Actor{}, list)
		h.refused(err, store.ErrNotAllowed)
	})
	h.run("OfSeries", func(h *testShop) {
		place := func(n int) store.Episode { return store.Episode{Series: "狂飙", Season: 1, Number: n} }
		series := func() store.Series {
			list, err := h.shop.SeriesList(h.ctx, h.boss, store.SeriesQuery{Search: "狂飙"})
			h.must(err)
			l, _, err := h.shop.Series(h.ctx, h.boss, list[0].ID)
			h.must(err)
			return l.Series
		}
		h.must(publish(h.arrived("s1"), store.Publication{Title: "a", Free: true, Episode: place(1), OfSeries: &store.SeriesSaid{Title: "Tides", Year: 1990}}))
		equal(h, "year by another series", series().Year, 0)
		said := &store.SeriesSaid{Title: "狂飙", Year: 2023, About: "京海", Tags: []string{"剧情", "犯罪"}}
		h.must(publish(h.arrived("s2"), store.Publication{Title: "b", Free: true, Episode: place(2), OfSeries: said}))
		s := series()
		equal(h, "what was not known", fmt.Sprintln(s.Year, s.About, s.Tags), "2023 京海 [剧情 犯罪]\n")
		list, err := h.shop.SeriesList(h.ctx, h.boss, store.SeriesQuery{Search: "剧情"})
		h.must(err)
		equal(h, "found by its tag", len(list), 1)
		h.must(publish(h.arrived("s3"), store.Publication{Title: "c", Free: true, Episode: place(3), OfSeries: &store.SeriesSaid{Title: "狂飙", Year: 1999, About: "x", Tags: []string{"y"}}}))
		s = series()
		equal(h, "what was known", fmt.Sprintln(s.Year, s.About, s.Tags), "2023 京海 [剧情 犯罪]\n")
		h.refused(publish(h.arrived("s4"), store.Publication{Title: "d", Free: true, Episode: place(4), OfSeries: &store.SeriesSaid{Title: "狂飙", Year: 12}}), store.ErrYear)
	})
	h.run("CalledAsItsSeriesIs", func(h *testShop) {
		first := store.Episode{Series: "Harbour Lights", Season: 1, Number: 1}
		h.must(publish(h.arrived("c1"), store.Publication{Title: first.DefaultTitle(), Free: true, Episode: first}))
		second := store.Episode{Series: "HARBOUR-lights", Season: 1, Number: 2} // as another folder spells it
		p := store.Publication{Title: second.DefaultTitle(), Free: true, Episode: second}
		m, err := h.shop.PublishIncoming(h.ctx, h.boss, h.arrived("c2").ID, "fc2", p)
		h.must(err)
		equal(h, "title", m.Title, "Harbour Lights S01E02")
		equal(h, "file", m.EpisodeFile(), "S01E02"+m.Ext)
		moved := store.Episode{Series: "harbour lights", Season: 1, Number: 3}
		m, err = h.shop.Edit(h.ctx, h.boss, m.ID, store.Edit{Episode: &moved})
		h.must(err)
		equal(h, "title after an edit", m.Title, "Harbour Lights S01E03")
		long := strings.Repeat("长", store.MaxTitle)
		_, err = h.shop.EditSeries(h.ctx, h.boss, m.SeriesID, store.SeriesEdit{Title: &long})
		h.must(err)
		l, err := h.shop.Movie(h.ctx, h.boss, m.ID)
		h.must(err)
		_, err = store.CheckTitle(l.Title)
		h.must(err)
		equal(h, "number behind a long name", strings.HasSuffix(l.Title, "长 S01E03"), true)
	})
	h.run("CalledByNumber", func(h *testShop) {
		at := store.Episode{Series: "Tides", Season: 1, Number: 1}
		m, err := h.shop.PublishIncoming(h.ctx, h.boss, h.arrived("n1").ID, "fn1", store.Publication{Title: at.DefaultTitle(), Free: true, Episode: at})
		h.must(err)
		called := func(what, want string) {
			l, err := h.shop.Movie(h.ctx, h.boss, m.ID)
			h.must(err)
			equal(h, what, l.Title, want)
		}
		edit := func(e store.Edit) {
			_, err := h.shop.Edit(h.ctx, h.boss, m.ID, e)
			h.must(err)
		}
		edit(store.Edit{Episode: &store.Episode{Series: "Waves", Season: 2, Number: 3}})
		called("in another series", "Waves S02E03")
		list, err := h.shop.SeriesList(h.ctx, h.boss, store.SeriesQuery{Search: "Waves"})
		h.must(err)
		name := "Shores"
		_, err = h.shop.EditSeries(h.ctx, h.boss, list[0].ID, store.SeriesEdit{Title: &name})
		h.must(err)
		called("in a series of another title", "Shores S02E03")
		own := "Home"
		edit(store.Edit{Title: &own, Episode: &store.Episode{Series: name, Season: 2, Number: 4}})
		called("with a title of its own", "Home")
		edit(store.Edit{Episode: &store.Episode{Series: name, Season: 2, Number: 5}})
		called("its own title, at another number", "Home")
		edit(store.Edit{Episode: &store.Episode{}})
		called("out of its series", "Home")
	})
	h.run("Times", func(h *testShop) {
		in := h.arrived("x")
		stamp := func() time.Time {
			row, err := h.shop.IncomingByName(h.ctx, in.Name)
			h.must(err)
			return row.Changed()
		}
		old := time.Unix(1_000_000_000, 0).UTC()
		h.must(h.shop.SetIncomingTime(h.ctx, in.ID, old))
		equal(h, "what a client set", stamp(), old)
		h.must(h.shop.SaveIncoming(h.ctx, in)) // its state: the content is as it was
		equal(h, "after a state was saved", stamp(), old)
		in.ModifiedAt = old.Add(time.Hour)
		h.must(h.shop.SaveIncoming(h.ctx, in))
		equal(h, "after a write", stamp(), old.Add(time.Hour))
		h.refused(h.shop.SetIncomingTime(h.ctx, in.ID+1000, old), store.ErrNoIncoming)
		h.must(h.shop.DropIncoming(h.ctx, in.ID))
	})
	h.run("Generations", func(h *testShop) {
		in := h.arrived("x")
		newer, err := h.shop.NextWriter(h.ctx, in.ID)
		h.must(err)
		equal(h, "generation", newer.Generation, in.Generation+1)
		in.Size++
		h.refused(h.shop.SaveIncoming(h.ctx, in), store.ErrTakenOver)
		h.must(h.shop.SaveIncoming(h.ctx, newer))
		row, err := h.shop.IncomingByName(h.ctx, in.Name)
		h.must(err)
		equal(h, "size", row.Size, newer.Size)
		equal(h, "kept generation", row.Generation, newer.Generation)
		_, err = h.shop.NextWriter(h.ctx, in.ID+1000)
		h.refused(err, store.ErrNoIncoming)
		h.must(h.shop.DropIncoming(h.ctx, in.ID))
	})
	h.run("Edited", func(h *testShop) {
		in := h.arrived("x")
		h.must(h.shop.EditIncoming(h.ctx, h.boss, in.ID, `{"title":"y"}`))
		in.Said = `{}`
		h.must(h.shop.SaveIncoming(h.ctx, in)) // by one who does not know of it
		row, err := h.shop.IncomingByName(h.ctx, in.Name)
		h.must(err)
		equal(h, "edited", row.Edited, `{"title":"y"}`)
		equal(h, "said", row.Said, `{}`)
		h.refused(h.shop.EditIncoming(h.ctx, h.boss, in.ID+1000, ""), store.ErrNoIncoming)
		h.must(h.shop.DropIncoming(h.ctx, in.ID))
	})
	h.run("ManyNames", func(h *testShop) {
		before, err := h.shop.IncomingRows(h.ctx)
		h.must(err)
		var ids []int64
		h.update(func(tx store.Tx) error {
			for i := range store.MaxIncoming - len(before) {
				in := store.Incoming{Name: fmt.Sprintf("many-%d.mp4", i), File: fmt.Sprintf("many-%d", i), State: store.Partial}
				if err := tx.AddIncoming(h.ctx, &in); err != nil {
					return err
				}
				ids = append(ids, in.ID)
			}
			return nil
		})
		_, err = h.shop.AddIncoming(h.ctx, h.boss, "one more.mp4", "k-more")
		h.refused(err, store.ErrManyFiles)
		h.refused(h.shop.MakeIncomingFolder(h.ctx, h.boss, "one more"), store.ErrManyFiles)
		h.must(h.shop.RenameIncoming(h.ctx, h.boss, "many-0.mp4", "another name.mp4"))
		h.update(func(tx store.Tx) error {
			for _, id := range ids {
				if err := tx.DropIncoming(h.ctx, id); err != nil {
					return err
				}
			}
			return nil
		})
		in, err := h.shop.AddIncoming(h.ctx, h.boss, "one more.mp4", "k-more")
		h.must(err)
		h.must(h.shop.DropIncoming(h.ctx, in.ID))
	})
	h.run("Names", func(h *testShop) {
		for _, bad := range []string{"", ".", "..", "a/", "/a", "a/../b", "a//b", `a\b`, "a\x00b", "a\nb", "a\x1bb", "\xff", strings.Repeat("长", 86)} {
			_, err := h.shop.AddIncoming(h.ctx, h.boss, bad, "k")
			h.refused(err, store.ErrFileName)
		}
	})
	h.run("OK", func(h *testShop) {
		in := h.arrived("x")
		in.State = store.Publishing
		h.must(h.shop.SaveIncoming(h.ctx, in))
		h.must(publish(in, free))
		row, err := h.shop.IncomingByName(h.ctx, in.Name)
		h.must(err)
		equal(h, "state", row.State, store.Removing)
		byID, err := h.shop.IncomingByID(h.ctx, in.ID)
		h.must(err)
		same(h, "by number", byID, row)
		_, err = h.shop.IncomingByID(h.ctx, 999)
		h.refused(err, store.ErrNoIncoming)
		h.refused(publish(in, free), store.ErrNoIncoming) // once
		list, err := h.shop.Movies(h.ctx, guest, store.Query{})
		h.must(err)
		m := list[0]
		if m.Title != "城南旧事" || m.Slug != "城南旧事" || m.UploadedBy != "boss" || m.SHA256 != in.SHA256 || m.Duration != in.Duration {
			h.t.Errorf("movie: %+v", m)
		}
	})
	h.run("Refused", func(h *testShop) {
		in := h.arrived("z")
		for _, c := range []struct {
			p    store.Publication
			want error
		}{
			{store.Publication{Title: "", Free: true}, store.ErrTitle},
			{store.Publication{Title: "a\x1b[2J", Free: true}, store.ErrTitle},
			{store.Publication{Title: strings.Repeat("长", 201), Free: true}, store.ErrTitle},
			{store.Publication{Title: "x"}, store.ErrNoFreeOrPrice},
			{store.Publication{Title: "x", Free: true, Price: 5}, store.ErrNoFreeOrPrice},
			{store.Publication{Title: "x", Price: -5}, store.ErrAmount},
			{store.Publication{Title: "x", Price: store.MaxFen + 1}, store.ErrAmount},
		} {
			h.refused(publish(in, c.p), c.want)
		}
		for state, want := range map[store.IncomingState]error{
			store.Receiving: store.ErrReceiving, store.Hashing: store.ErrReceiving, store.Partial: store.ErrPartial,
			store.Refused: store.ErrNotAMovie, store.Removing: store.ErrNoIncoming,
		} {
			in.State = state
			h.must(h.shop.SaveIncoming(h.ctx, in))
			h.refused(publish(in, free), want)
		}
		h.refused(publish(store.Incoming{ID: 999}, free), store.ErrNoIncoming)
	})
	h.run("Shown", func(h *testShop) {
		in := h.arrived("shown")
		with := func(shown store.Shown) store.Publication {
			p := free
			p.Shown = &shown
			return p
		}
		for _, other := range []store.Shown{
			{ID: in.ID, SHA256: strings.Repeat("0", 64), Size: in.Size}, // it was replaced under its name
			{ID: in.ID + 1, SHA256: in.SHA256, Size: in.Size},           // another took its name
			{ID: in.ID, Size: in.Size + 1},                              // shown before it was hashed
		} {
			h.refused(publish(in, with(other)), store.ErrChanged)
		}
		h.must(publish(in, with(*in.Shown())))
		in = h.arrived("by its sum")
		h.must(publish(in, with(store.Shown{SHA256: in.SHA256})))
	})
	h.run("WasDuplicate", func(h *testShop) {
		in := h.arrived("was one")
		in.State, in.DuplicateOf = store.Duplicate, 999
		h.must(h.shop.SaveIncoming(h.ctx, in))
		h.must(h.shop.CheckNew(h.ctx, in.SHA256))
		h.must(publish(in, free)) // the movie it equalled is gone
		h.refused(h.shop.CheckNew(h.ctx, in.SHA256), store.ErrDuplicate)
	})
	h.run("Twin", func(h *testShop) {
		first := h.arrived("twin")
		h.must(publish(first, free))
		list, err := h.shop.Movies(h.ctx, guest, store.Query{})
		h.must(err)
		movie := list[0].ID
		again := func() store.Incoming {
			in := h.arrived("twin again")
			in.SHA256 = first.SHA256
			h.must(h.shop.SaveIncoming(h.ctx, in))
			return in
		}
		in := again()
		equal(h, "movie", h.refused(publish(in, free), store.ErrDuplicate).Movie, movie)
		h.must(h.shop.Delete(h.ctx, h.boss, movie))
		equal(h, "movie", h.refused(publish(in, free), store.ErrTwinDeleted).Movie, movie)
		_, err = h.shop.BeginPurge(h.ctx, h.boss, movie)
		h.must(err)
		h.refused(publish(in, free), store.ErrBusy) // its bytes are being removed
		h.must(h.shop.EndPurge(h.ctx, movie))
		h.must(publish(in, free))
	})
	h.run("Parallel", func(h *testShop) {
		first := h.arrived("p")
		var twins []store.Incoming
		for range 10 {
			in := h.arrived("p")
			in.SHA256 = first.SHA256
			h.must(h.shop.SaveIncoming(h.ctx, in))
			twins = append(twins, in)
		}
		ok := make(chan bool, 10)
		parallel(10, func(i int) {
			if err := publish(twins[i], free); err == nil {
				ok <- true
			}
		})
		equal(h, "published", len(ok), 1)
	})
	h.run("Match", func(h *testShop) {
		in := h.arrived("m")
		h.must(publish(in, free))
		for hash, by := range map[string]string{strings.ToUpper(in.SHA256): "sha256", in.SampledMD5: "sampled_md5"} {
			m, err := h.shop.Match(h.ctx, hash)
			h.must(err)
			if m.Movie == 0 || m.By != by || m.Title != free.Title || m.Shelf != store.OnShelf {
				h.t.Errorf("match: %+v", m)
			}
		}
		m, err := h.shop.Match(h.ctx, strings.Repeat("0", 64))
		h.must(err)
		equal(h, "match", m, store.Match{})
		for _, bad := range []string{"", "xyz", strings.Repeat("g", 64), strings.Repeat("0", 63)} {
			_, err := h.shop.Match(h.ctx, bad)
			h.refused(err, store.ErrHash)
		}
	})
	h.clean()
}
