package importer

import (
	"context"
	"fmt"
	"strings"

	"youku.example/store"
	"youku.example/store/jobs"
)

// settle finishes or undoes what a process left of this job that ended in the
// middle, and learns what it did.
func (r *run) settle(ctx context.Context) error {
	var open []jobs.File
	err := r.Rows.View(ctx, func(v store.View) (err error) {
		open, err = v.OpenImportFiles(ctx, r.job.ID)
		return err
	})
	if err != nil {
		return err
	}
	for i := range open {
		if err := r.settleFile(ctx, &open[i]); err != nil {
			return fmt.Errorf("settle %q: %w", store.Clean(open[i].Path), err)
		}
	}
	for after := int64(0); ; {
		var list []jobs.File
		err := r.Rows.View(ctx, func(v store.View) (err error) {
			list, err = v.ImportFiles(ctx, r.job.ID, after, 1000)
			return err
		})
		if err != nil || len(list) == 0 {
			r.files.Store(int64(len(r.known)))
			r.filesDone.Store(int64(len(r.known)))
			return err
		}
		for _, f := range list {
			after = f.ID
			r.known[f.Path] = f
		}
	}
}

func (r *run) settleFile(ctx context.Context, f *jobs.File) error {
	if f.State == jobs.Published {
		return r.finish(ctx, f)
	}
	sum, _, _ := strings.Cut(f.Key, ".")
	release, err := r.Intake.LockContent(ctx, sum)
	if err != nil {
		return err
	}
	defer release()
	if err := r.dropKey(ctx, sum, f.Key); err != nil {
		return err
	}
	return r.update(ctx, func(tx store.Tx) error { return tx.DropImportFile(ctx, f.ID) })
}
