package importer

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"slices"

	"youku.example/media"
	"youku.example/sshserver/intake"
	"youku.example/store"
	"youku.example/store/jobs"
)

// keep makes movies of files that were read, as many as there are in one
// transaction. What is going to be done is a row first, so that a crash in
// between is settled: bytes under a key that no movie has are removed then.
func (r *run) keep(ctx context.Context, batch []*task) error {
	if len(batch) == 0 {
		return nil
	}
	ctx = context.WithoutCancel(ctx)
	var list, twins []*task
	var sums []string
	here, err := r.Shop.Matches(ctx, sumsOf(batch))
	if err != nil {
		return err
	}
	for _, t := range batch {
		if t.refused == nil && slices.Contains(sums, t.entry.Row.SHA256) {
			twins = append(twins, t) // when the first of them is a movie, or is none
			continue
		}
		if err := r.weigh(t, here); err != nil {
			return err
		}
		if t.refused == nil {
			list, sums = append(list, t), append(sums, t.entry.Row.SHA256)
		}
	}
	release, err := r.lockAll(ctx, sums)
	if err != nil {
		return err
	}
	err = r.keepLocked(ctx, batch, list)
	release()
	r.Intake.RecheckDuplicates(ctx, sums...)
	if err != nil {
		return err
	}
	for _, t := range batch {
		if err := r.finish(ctx, t.file); err != nil {
			return err
		}
	}
	return r.keep(ctx, twins)
}

// sumsOf are the contents of what was not refused.
func sumsOf(batch []*task) (sums []string) {
	for _, t := range batch {
		if t.refused == nil {
			sums = append(sums, t.entry.Row.SHA256)
		}
	}
	return sums
}

// weigh refuses what the shop would refuse, before anything is done with it.
func (r *run) weigh(t *task, here map[string]store.Match) error {
	t.file = &jobs.File{Import: r.job.ID, Path: t.path, Size: t.size, Modified: t.modified, State: jobs.Keeping, Beside: t.beside}
	if t.refused == nil {
		m := here[t.entry.Row.SHA256]
		var refused *store.Refusal
		_, err := store.CheckPublication(t.entry.Row, r.publication(t))
		switch {
		case m.Movie != 0 && m.Shelf == store.OnShelf:
			t.refused = &store.Refusal{Code: store.ErrDuplicate.Code, Movie: m.Movie, Name: m.Title}
		case m.Movie != 0:
			t.refused = &store.Refusal{Code: store.ErrTwinDeleted.Code, Movie: m.Movie, Name: m.Title}
		case errors.As(err, &refused):
			t.refused = refused
		case err != nil:
			return err
		}
	}
	if t.refused != nil {
		t.refuse(t.refused)
		return nil
	}
	t.file.Key = intake.NewMovieKey(t.entry.Row)
	return nil
}

// refuse makes the row of the file say why.
func (t *task) refuse(why *store.Refusal) {
	t.refused = why
	t.file.State, t.file.Refusal, t.file.Beside = jobs.Refused, why.JSON(), nil
	if why.Code == store.ErrDuplicate.Code {
		t.file.State, t.file.Movie, t.file.Title = jobs.Here, why.Movie, why.Name
	}
}

func (r *run) publication(t *task) store.Publication {
	p := t.entry.Publication()
	p.Shown = nil
	p.Free, p.Price = r.job.Free, store.Fen(r.job.Price)
	return p
}

// lockAll holds the content of several files. They are locked in one order, so
// that two imports never wait for each other.
func (r *run) lockAll(ctx context.Context, sums []string) (release func(), err error) {
	var unlocks []func()
	release = func() {
		for _, u := range unlocks {
			u()
		}
	}
	for _, sum := range slices.Sorted(slices.Values(sums)) {
		u, err := r.Intake.LockContent(ctx, sum)
		if err != nil {
			release()
			return nil, err
		}
		unlocks = append(unlocks, u)
	}
	return release, nil
}

func (r *run) keepLocked(ctx context.Context, batch, list []*task) error {
	var files []*jobs.File
	for _, t := range batch {
		if t.file != nil {
			files = append(files, t.file)
		}
	}
	if err := r.update(ctx, func(tx store.Tx) error { return tx.AddImportFiles(ctx, files) }); err != nil {
		return err
	}
	r.at("keeping")
	var ready []store.Import
	var owners []*task
	var keys []string
	for _, t := range list {
		if err := r.bring(ctx, t); err != nil {
			return r.dropLate(ctx, list, err)
		}
		if t.refused != nil {
			continue
		}
		in := t.entry.Row
		in.File = t.file.Key
		ready = append(ready, store.Import{In: in, As: r.publication(t), Link: t.times, Job: *t.file, Run: r.job.Run})
		owners, keys = append(owners, t), append(keys, t.file.Key)
	}
	if err := r.Library.SyncMovies(ctx, keys); err != nil {
		return r.dropLate(ctx, list, err)
	}
	r.at("kept")
	done, err := r.Shop.PublishImports(ctx, by, ready)
	if errors.Is(err, store.ErrTakenOver) {
		return r.dropLate(ctx, list, err)
	}
	if err != nil {
		return err
	}
	r.at("published")
	for i, t := range owners {
		var refused *store.Refusal
		if errors.As(done[i].Err, &refused) {
			t.refuse(refused)
		} else {
			t.file.State, t.file.Movie, t.file.Title = jobs.Published, done[i].Movie.ID, done[i].Movie.Title
			if len(t.file.Beside) == 0 {
				t.file.State = jobs.Taken
			}
		}
	}
	return r.undo(ctx, list)
}

// bring puts the bytes of a file under its key.
func (r *run) bring(ctx context.Context, t *task) error {
	var err error
	if t.link {
		err = r.link(ctx, t)
		if r.job.Mode == jobs.Move && err != nil {
			err = r.copyAfterAll(ctx, t)
		}
	}
	if t.part != "" && err == nil {
		if err = r.Library.NameCopy(ctx, t.part, t.file.Key); err == nil {
			t.part = ""
		}
	}
	var refused *store.Refusal
	switch {
	case err == nil:
		return nil
	case errors.As(err, &refused):
	case errors.Is(err, media.ErrOtherDisk):
		refused = store.ErrOtherDisk
	case errors.Is(err, fs.ErrPermission):
		refused = store.ErrLinkDenied
	case errors.Is(err, media.ErrOtherFile):
		refused = store.ErrUnsteady
	case errors.Is(err, media.ErrNoSpace):
		refused = store.ErrShelfFull
	default:
		return err
	}
	t.refuse(refused)
	return nil
}

func (r *run) link(ctx context.Context, t *task) error {
	src, err := t.open(r.root)
	if err != nil {
		return err
	}
	defer src.Close()
	folder, err := r.root.Open(path.Dir(t.path))
	if err != nil {
		return err
	}
	defer folder.Close()
	t.times.Modified, t.times.Changed, err = r.Library.LinkIn(ctx, src.File, folder, path.Base(t.path), t.file.Key)
	if r.job.Mode == jobs.Move {
		t.times = store.Link{} // the other name goes
	}
	return err
}

// copyAfterAll copies what was to be linked and could not be.
func (r *run) copyAfterAll(ctx context.Context, t *task) error {
	src, err := t.open(r.root)
	if err != nil {
		return err
	}
	defer src.Close()
	t.link, t.part = false, r.copyName()
	sums, err := r.Library.CopyIn(ctx, src.File, t.part, nil)
	if err == nil && sums.SHA256 != t.entry.Row.SHA256 {
		err = store.ErrUnsteady
	}
	return err
}

// undo removes the bytes of what became no movie, and saves why it did not.
func (r *run) undo(ctx context.Context, list []*task) error {
	var refused []jobs.File
	for _, t := range list {
		if t.refused == nil {
			continue
		}
		if err := r.dropKey(ctx, t.entry.Row.SHA256, t.file.Key); err != nil {
			return err
		}
		refused = append(refused, *t.file)
	}
	if len(refused) == 0 {
		return nil
	}
	return r.update(ctx, func(tx store.Tx) error { return tx.SetImportFiles(ctx, refused...) })
}

// dropLate removes what was kept and is no movie, where a newer run has the job: it
// settled the files and may have done so before their bytes were kept.
func (r *run) dropLate(ctx context.Context, list []*task, failed error) error {
	if !errors.Is(r.update(ctx, func(store.Tx) error { return nil }), store.ErrTakenOver) {
		return failed
	}
	for _, t := range list {
		if t.file.Key != "" {
			failed = errors.Join(failed, r.Library.Remove(ctx, t.file.Key))
		}
	}
	return errors.Join(store.ErrTakenOver, failed)
}

// dropKey removes bytes that stand under a key and became no movie. One that an older
// program wrote down is the content's, and may be a movie's.
func (r *run) dropKey(ctx context.Context, sum, key string) error {
	if key == sum+path.Ext(key) {
		if m, err := r.Shop.Match(ctx, sum); err != nil || m.Movie != 0 {
			return err
		}
	}
	return r.Library.Remove(ctx, key)
}
