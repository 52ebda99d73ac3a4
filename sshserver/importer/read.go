package importer

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"

	"youku.example/media"
	"youku.example/sshserver/contain"
	"youku.example/store"
	"youku.example/store/jobs"
	"youku.example/store/plan"
)

const (
	// ahead is how many files are read before the first of them is published.
	ahead = 128
	// atOnce is how many become movies in one transaction, at most.
	atOnce = 128
)

// task is one file on its way.
type task struct {
	found
	entry   plan.Entry // but of what was refused when it was found
	beside  []string
	refused *store.Refusal

	link  bool   // its bytes get a second name
	part  string // the name of its copy
	read  chan struct{}
	fault error // of the machine
	file  *jobs.File
	times store.Link
}

// process reads the files, several at a time, and publishes them in their order,
// as many at once as have been read.
func (r *run) process(ctx context.Context, tasks []*task) error {
	ctx, stop := context.WithCancel(ctx)
	var workers sync.WaitGroup
	defer workers.Wait()
	defer stop()
	work, inOrder := make(chan *task), make(chan *task, ahead)
	for range max(2, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for t := range work {
				t.fault = r.readOne(ctx, t)
				close(t.read)
			}
		})
	}
	workers.Go(func() {
		defer close(work)
		defer close(inOrder)
		for _, t := range tasks {
			t.read = make(chan struct{})
			select {
			case inOrder <- t:
			case <-ctx.Done():
				return
			}
			select {
			case work <- t:
			case <-ctx.Done():
				return
			}
		}
	})
	err := r.publishInOrder(ctx, inOrder)
	stop()
	workers.Wait()
	r.dropUnnamed(tasks)
	return err
}

// publishInOrder keeps what was read, in batches that end where it would have to
// wait for the next.
func (r *run) publishInOrder(ctx context.Context, inOrder <-chan *task) error {
	var batch []*task
	flush := func() error {
		list := batch
		batch = nil
		return r.keep(ctx, list)
	}
	for {
		var t *task
		select {
		case t = <-inOrder:
		default:
			if err := flush(); err != nil {
				return err
			}
			select {
			case t = <-inOrder:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		if t == nil {
			return errors.Join(flush(), ctx.Err())
		}
		select {
		case <-t.read:
		default:
			if err := flush(); err != nil {
				return err
			}
			select {
			case <-t.read:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		if t.fault != nil {
			return errors.Join(flush(), t.fault)
		}
		if batch = append(batch, t); len(batch) == atOnce {
			if err := flush(); err != nil {
				return err
			}
		}
	}
}

// dropUnnamed removes the copies that no movie has.
func (r *run) dropUnnamed(tasks []*task) {
	for _, t := range tasks {
		if t.part != "" {
			ctx, cancel := context.WithTimeout(context.Background(), lastWord)
			if err := r.Library.DropCopy(ctx, t.part); err != nil {
				r.Log.Warn("remove a copy", "import", r.job.ID, "err", err)
			}
			cancel()
		}
	}
}

// readOne hashes a file, and copies it where its bytes are to be the library's
// own. What keeps this file alone from becoming a movie is its refusal.
func (r *run) readOne(ctx context.Context, t *task) (err error) {
	defer contain.Error(&err)
	if t.refused != nil {
		return nil
	}
	err = r.readBytes(ctx, t)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var refused *store.Refusal
	switch {
	case errors.As(err, &refused):
		t.refused = refused
	case errors.Is(err, media.ErrNoSpace):
		t.refused = store.ErrShelfFull
	case err != nil:
		r.Log.Warn("read a file to import", "import", r.job.ID, "path", store.Clean(t.path), "err", err)
		t.refused = unreadable(t.path)
	}
	return nil
}

func (r *run) readBytes(ctx context.Context, t *task) error {
	src, err := t.open(r.root)
	if err != nil {
		return err
	}
	defer src.Close()
	if t.link, err = r.links(src); err != nil {
		return err
	}
	var before int64
	progress := func(done int64) {
		r.bytesDone.Add(done - before)
		before = done
	}
	var sums media.Sums
	if t.link || r.mayBeHere(ctx, src) {
		sums, err = media.Sum(ctx, src, src.Size(), progress)
		if err == nil && t.link {
			err = src.Sync()
		}
	}
	if err == nil && !t.link && (sums.SHA256 == "" || !r.isHere(ctx, sums.SHA256)) {
		progress(0)
		t.part = r.copyName()
		if sums, err = r.Library.CopyIn(ctx, src.File, t.part, progress); err != nil {
			t.part = ""
		}
	}
	if err != nil {
		return err
	}
	if again, err := t.open(r.root); err != nil {
		return err
	} else {
		_ = again.Close()
	}
	row := &t.entry.Row
	row.State, row.Done, row.SHA256, row.SampledMD5 = store.Arrived, sums.Size, sums.SHA256, sums.SampledMD5
	return nil
}

// links reports whether the bytes of a file get a second name: those that are
// linked, and those that are moved on one disk and can be the library's own.
func (r *run) links(src source) (bool, error) {
	if r.job.Mode == jobs.Copy {
		return false, nil
	}
	same, canBeOwn, err := r.Library.Near(src.File)
	if err != nil {
		return false, fmt.Errorf("look where a file lies: %w", err)
	}
	if r.job.Mode == jobs.Move {
		return same && canBeOwn, nil
	}
	if !same {
		return false, store.ErrOtherDisk
	}
	return true, nil
}

// mayBeHere reports whether a movie may have the content of a file: what is surely
// new is not read twice.
func (r *run) mayBeHere(ctx context.Context, src source) bool {
	sampled, err := media.SampledMD5(src, src.Size())
	return err == nil && r.isHere(ctx, sampled)
}

func (r *run) isHere(ctx context.Context, sum string) bool {
	m, err := r.Shop.Match(ctx, sum)
	return err == nil && m.Movie != 0
}
