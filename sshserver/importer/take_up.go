package importer

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"youku.example/store"
	"youku.example/store/jobs"
)

// ErrElsewhere says that another server carries a job out.
var ErrElsewhere = errors.New("another server carries the import out")

// Where several servers share the rows, one at a time has a job: it claims it. A claim is
// lost when its server stands still for long, so each that takes a job up begins a run of
// it, and what an older run still writes is refused.

// takeUp makes a job this process's, and removes the copies of those that had it before.
// It is nil where the job is over.
func (im *Importer) takeUp(ctx context.Context, job jobs.Import) (r *run, release func(), err error) {
	key := strconv.FormatInt(job.ID, 10)
	is, err := im.Shop.Claim(ctx, store.ClaimImport, key)
	if err == nil && !is {
		err = ErrElsewhere
	}
	if err != nil {
		return nil, nil, err
	}
	release = func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWord)
		defer cancel()
		if err := im.Shop.Unclaim(ctx, store.ClaimImport, key); err != nil {
			im.Log.Warn("give an import back", "import", job.ID, "err", err)
		}
	}
	r = &run{Importer: im, known: map[string]jobs.File{}, attached: map[string]bool{}}
	if r.job, err = im.nextRun(ctx, job.ID); err == nil && !r.job.State.Over() {
		if err = im.Library.DropCopies(ctx, key); err != nil {
			err = fmt.Errorf("remove the copies that an import left: %w", err)
		}
	}
	if err != nil || r.job.State.Over() {
		release()
		return nil, nil, err
	}
	return r, release, nil
}

// nextRun begins another run of a job, unless it is over.
func (im *Importer) nextRun(ctx context.Context, id int64) (job jobs.Import, err error) {
	err = im.Rows.Update(ctx, func(tx store.Tx) (err error) {
		if job, err = tx.ImportByID(ctx, id); err != nil || job.State.Over() {
			return err
		}
		job.Run++
		return tx.SetImport(ctx, job)
	})
	return job, err
}

// update writes rows of the job, unless a newer run has it: ErrTakenOver.
func (r *run) update(ctx context.Context, fn func(store.Tx) error) error {
	return r.Rows.Update(ctx, func(tx store.Tx) error {
		job, err := tx.ImportByID(ctx, r.job.ID)
		if err == nil && job.Run != r.job.Run {
			err = store.ErrTakenOver
		}
		if err != nil {
			return err
		}
		return fn(tx)
	})
}
