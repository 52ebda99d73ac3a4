package importer

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync/atomic"
	"time"

	"youku.example/sshserver/contain"
	"youku.example/store"
	"youku.example/store/jobs"
	"youku.example/store/plan"
)

const (
	// noteEvery is how often the row of a job says how far it is, and is asked
	// whether it is wanted still.
	noteEvery = 200 * time.Millisecond
	// lastWord bounds what is written down when a run ends.
	lastWord = 30 * time.Second
)

// errCancelled ends a run that is not wanted any more.
var errCancelled = errors.New("cancelled")

// run is one job at work.
type run struct {
	*Importer
	job  jobs.Import
	root *os.Root

	known    map[string]jobs.File // what came to an end, by path
	attached map[string]bool      // subtitles and pictures that were looked at, by path
	parts    atomic.Int64         // names of copies

	files, filesDone, bytes, bytesDone atomic.Int64
}

// Run carries a job out and writes into its row what came of it. A job that is
// stopped by ctx stays as it is, for the next process; one that its command
// cancelled ends. One that another server carries out is ErrElsewhere.
func (im *Importer) Run(ctx context.Context, job jobs.Import) error {
	r, release, err := im.takeUp(ctx, job)
	if err != nil || r == nil {
		return err
	}
	defer release()
	im.Log.Info("importing a folder", "import", job.ID, "folder", store.Clean(job.Folder), "by", string(job.Mode), "again", job.State == jobs.Running)
	inner, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	r.job.State = jobs.Running
	if err := r.note(ctx); err != nil {
		return orElsewhere(err)
	}
	noted := make(chan struct{})
	go func() {
		defer close(noted)
		r.noteOn(inner, stop)
	}()
	err = r.contained(inner)
	cancelled := errors.Is(context.Cause(inner), errCancelled)
	stop(nil)
	<-noted
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if errors.Is(err, store.ErrTakenOver) || errors.Is(context.Cause(inner), store.ErrTakenOver) {
		return ErrElsewhere
	}
	r.job.State = jobs.Done
	var refused *store.Refusal
	switch {
	case cancelled:
		r.job.State = jobs.Cancelled
	case errors.As(err, &refused):
		r.job.State, r.job.Problem = jobs.Failed, refused.JSON()
	case err != nil:
		im.Log.Error("import a folder", "import", job.ID, "folder", store.Clean(job.Folder), "err", err)
		r.job.State = jobs.Failed
	}
	return orElsewhere(r.note(ctx))
}

// orElsewhere is ErrElsewhere for an error that says that a newer run has the job.
func orElsewhere(err error) error {
	if errors.Is(err, store.ErrTakenOver) {
		return ErrElsewhere
	}
	return err
}

// contained makes an error of a panic.
func (r *run) contained(ctx context.Context) (err error) {
	defer contain.Error(&err)
	return r.carryOut(ctx)
}

func (r *run) carryOut(ctx context.Context) (err error) {
	gone := r.openRoot()
	defer r.closeRoot()
	if err := r.settle(ctx); err != nil {
		return err
	}
	if err := CheckFolder(r.job.Folder, r.Own); err != nil || gone != nil {
		return errors.Join(err, gone)
	}
	if r.job.Watch {
		return r.watch(ctx)
	}
	list, err := walk(ctx, r.root, r.job.Folder, r.Own)
	if err != nil {
		return err
	}
	p, err := r.planOf(ctx, r.root, list, nil)
	if err != nil {
		return err
	}
	return r.takeIn(ctx, p)
}

// openRoot opens the folder. One that is gone can still be settled: nothing is
// found in it.
func (r *run) openRoot() (err error) {
	if r.root, err = os.OpenRoot(r.job.Folder); err != nil {
		return &store.Refusal{Code: store.ErrNoFolder.Code, Name: store.Clean(r.job.Folder)}
	}
	return nil
}

func (r *run) closeRoot() {
	if r.root != nil {
		_ = r.root.Close()
	}
}

// noteOn keeps the row of the job up to date, and ends a run that is not wanted.
func (r *run) noteOn(ctx context.Context, stop context.CancelCauseFunc) {
	tick := time.NewTicker(noteEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		var now jobs.Import
		err := r.Rows.View(ctx, func(v store.View) (err error) {
			now, err = v.ImportByID(ctx, r.job.ID)
			return err
		})
		if err == nil && (now.Cancel || now.LeftAlone(time.Now())) {
			stop(errCancelled)
			return
		}
		if err == nil && r.moved(now) {
			err = r.note(ctx)
		}
		if errors.Is(err, store.ErrTakenOver) {
			stop(store.ErrTakenOver)
			return
		}
		if err != nil && ctx.Err() == nil {
			r.Log.Warn("note how far an import is", "import", r.job.ID, "err", err)
		}
	}
}

func (r *run) moved(row jobs.Import) bool {
	return row.Files != int(r.files.Load()) || row.FilesDone != int(r.filesDone.Load()) || row.Bytes != r.bytes.Load() || row.BytesDone != r.bytesDone.Load()
}

// note writes how far the job is.
func (r *run) note(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWord)
	defer cancel()
	row := r.job
	row.Files, row.FilesDone = int(r.files.Load()), int(r.filesDone.Load())
	row.Bytes, row.BytesDone = r.bytes.Load(), r.bytesDone.Load()
	row.UpdatedAt = time.Now().UTC()
	return r.update(ctx, func(tx store.Tx) error { return tx.SetImport(ctx, row) })
}

// tasksOf are the files of a plan that did not come to an end yet.
func (r *run) tasksOf(p Planned) (tasks []*task) {
	add := func(t *task) {
		if old, is := r.known[t.path]; is && old.Same(t.size, t.modified) {
			return
		}
		r.files.Add(1)
		tasks = append(tasks, t)
	}
	for _, f := range p.refused {
		add(&task{found: f, refused: f.refused})
	}
	for _, e := range p.Entries {
		if e.Kind == plan.Sidecar || moving(e) || p.waits[e.Row.Name] || e.Useless() || r.job.Watch && e.Row.State == store.Partial { // it is being written
			continue
		}
		t := &task{found: p.pathOf(e), entry: e, refused: p.refusal(e)}
		if t.refused == nil {
			t.beside = r.besides(p, e)
			r.bytes.Add(t.size)
		}
		add(t)
	}
	return tasks
}

// besides are the paths of what goes with a movie: its subtitles and, where it is
// moved, its NFO and itself.
func (r *run) besides(p Planned, e plan.Entry) (paths []string) {
	for _, s := range p.beside[e.Row.Name] {
		if isSubtitle(s) || r.job.Mode == jobs.Move && isNFO(s) {
			paths = append(paths, p.pathOf(s).path)
		}
	}
	if r.job.Mode == jobs.Move {
		paths = append(paths, p.pathOf(e).path)
	}
	return paths
}

// takeIn makes movies of what is new in a plan.
func (r *run) takeIn(ctx context.Context, p Planned) error {
	if err := r.process(ctx, r.tasksOf(p)); err != nil {
		return err
	}
	if err := r.attachLate(ctx, p); err != nil {
		return err
	}
	return r.cover(ctx, p)
}

// copyName is the name of the next copy.
func (r *run) copyName() string { return fmt.Sprintf("%d.%d.%d", r.job.ID, r.job.Run, r.parts.Add(1)) }
