package storetest

import (
	"testing"
	"time"

	"youku.example/store"
	"youku.example/store/jobs"
)

// importRoundTrip keeps what is the command's apart from what is the server's.
func (h *testShop) importRoundTrip() {
	i := Filled(h.t, 1, func(i *jobs.Import) { i.ID, i.State = 0, jobs.Queued })
	h.update(func(tx store.Tx) error { return tx.AddImport(h.ctx, &i) })
	byID := func(v store.View) (jobs.Import, error) { return v.ImportByID(h.ctx, i.ID) }
	same(h, "an import", read(h, byID), i)
	next := Filled(h.t, 2, func(n *jobs.Import) {
		n.ID, n.State, n.CreatedAt = i.ID, jobs.Running, i.CreatedAt
		n.HeardAt = i.HeardAt // HearImport's, as Cancel is
	})
	h.update(func(tx store.Tx) error { return tx.SetImport(h.ctx, next) })
	same(h, "an import, set", read(h, byID), next)
	next.HeardAt = time.Unix(5, 0).UTC()
	h.update(func(tx store.Tx) error { return tx.HearImport(h.ctx, i.ID, true, next.HeardAt) })
	same(h, "an import, heard", read(h, byID), next)
	open := read(h, func(v store.View) ([]jobs.Import, error) { return v.OpenImports(h.ctx) })
	same(h, "open imports", open, []jobs.Import{next})

	f := Filled(h.t, 1, func(f *jobs.File) { f.ID, f.Import, f.State = 0, i.ID, jobs.Keeping })
	h.update(func(tx store.Tx) error { return tx.AddImportFiles(h.ctx, []*jobs.File{&f}) })
	files := func(v store.View) ([]jobs.File, error) { return v.ImportFiles(h.ctx, i.ID, f.ID-1, 2) }
	same(h, "a file of an import", read(h, files), []jobs.File{f})
	same(h, "open files", read(h, func(v store.View) ([]jobs.File, error) { return v.OpenImportFiles(h.ctx, i.ID) }), []jobs.File{f})
	then := Filled(h.t, 2, func(n *jobs.File) {
		n.ID, n.Import, n.State, n.Path, n.Size, n.Modified = f.ID, i.ID, jobs.Taken, f.Path, f.Size, f.Modified
	})
	h.update(func(tx store.Tx) error { return tx.SetImportFiles(h.ctx, then) })
	same(h, "a file of an import, set", read(h, files), []jobs.File{then})
	equal(h, "open files", len(read(h, func(v store.View) ([]jobs.File, error) { return v.OpenImportFiles(h.ctx, i.ID) })), 0)

	next.State = jobs.Done
	h.update(func(tx store.Tx) error {
		if err := tx.SetImport(h.ctx, next); err != nil {
			return err
		}
		return tx.DropImports(h.ctx, next.UpdatedAt.Add(time.Second))
	})
	err := h.db.View(h.ctx, func(v store.View) error { _, err := v.ImportByID(h.ctx, i.ID); return err })
	if err != store.NoRow() {
		h.t.Errorf("an import that was forgotten: %v, want NoRow", err)
	}
	equal(h, "its files", len(read(h, files)), 0)
}

// testImports holds what the shop promises of files that become movies without
// an upload.
func testImports(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	file := func(sum, name string) store.Import {
		in := Filled(t, 7, func(in *store.Incoming) {
			in.ID, in.State, in.SHA256, in.File, in.Name, in.Problem, in.DuplicateOf = 0, store.Arrived, sum, sum+".mp4", name, "", 0
			in.Streams = store.StreamsYes
		})
		return store.Import{In: in, As: store.Publication{Title: name, Free: true}}
	}
	job := jobs.Import{Folder: "/x", State: jobs.Running, Run: 2}
	h.update(func(tx store.Tx) error { return tx.AddImport(h.ctx, &job) })
	list := []store.Import{file("a", "one"), file("b", "two"), file("a", "twin"), file("c", "first"), file("d", "second"), file("e", "")}
	for i := range list {
		list[i].Job, list[i].Run = jobs.File{Import: job.ID, Path: list[i].In.Name, State: jobs.Keeping}, job.Run
		if i == 3 || i == 4 {
			list[i].As.Episode = store.Episode{Series: "Tides", Season: 1, Number: 1}
		}
		h.update(func(tx store.Tx) error { return tx.AddImportFiles(h.ctx, []*jobs.File{&list[i].Job}) })
	}
	list[4].As.OfSeries = &store.SeriesSaid{Title: "Tides", Year: 1999} // nothing is heard of one that is refused
	list[1].Link = store.Link{Modified: time.Unix(1, 0).UTC(), Changed: time.Unix(2, 0).UTC()}
	list[1].Job.Beside = []string{"two.zh.srt"}
	list[5].Run-- // one of them is enough
	_, err := h.shop.PublishImports(h.ctx, store.Operator(), list)
	h.refused(err, store.ErrTakenOver)
	list[5].Run++
	done, err := h.shop.PublishImports(h.ctx, store.Operator(), list)
	h.must(err)
	want := []struct {
		err   *store.Refusal
		state jobs.FileState
	}{{nil, jobs.Taken}, {nil, jobs.Published}, {store.ErrDuplicate, jobs.Here}, {nil, jobs.Taken}, {store.ErrEpisodeTaken, jobs.Refused}, {store.ErrTitle, jobs.Refused}}
	files := read(h, func(v store.View) ([]jobs.File, error) { return v.ImportFiles(h.ctx, job.ID, 0, 10) })
	for i, w := range want {
		equal(h, "state of "+list[i].In.Name, files[i].State, w.state)
		if w.err != nil {
			h.refused(done[i].Err, w.err)
			continue
		}
		h.must(done[i].Err)
		equal(h, "movie", files[i].Movie, done[i].Movie.ID)
		m := read(h, func(v store.View) (store.Movie, error) { return v.MovieByID(h.ctx, done[i].Movie.ID) })
		same(h, "link", m.Link, list[i].Link)
		equal(h, "key", m.File, list[i].In.File)
	}
	series, _, err := h.shop.Series(h.ctx, h.boss, done[3].Movie.SeriesID)
	h.must(err)
	equal(h, "year of the series", series.Year, 0)
	lines, err := h.shop.Audit(h.ctx, h.boss, 100)
	h.must(err)
	n := 0
	for _, l := range lines {
		if l.Action == "import" {
			n++
		}
	}
	equal(h, "audit lines", n, 3)
	h.clean()
}
