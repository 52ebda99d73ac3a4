package importer

import (
	"context"
	"sync"
	"time"

	"youku.example/store"
	"youku.example/store/jobs"
)

// lookEvery is how often a server looks for a new job.
const lookEvery = 500 * time.Millisecond

// Serve carries out what is open, and what is queued from now on, until ctx ends.
// What it does not end the next process goes on with.
func (im *Importer) Serve(ctx context.Context) {
	var running sync.WaitGroup
	defer running.Wait()
	if err := im.Library.DropCopies(ctx); err != nil && ctx.Err() == nil {
		im.Log.Warn("remove the copies that an import left", "err", err)
	}
	begun := map[int64]bool{}
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for failing := false; ; {
		list, err := im.open(ctx)
		if err != nil && ctx.Err() == nil && !failing {
			im.Log.Error("look for folders to import", "err", err)
		}
		failing = err != nil
		for _, job := range list {
			if begun[job.ID] {
				continue
			}
			begun[job.ID] = true
			im.Log.Info("importing a folder", "import", job.ID, "folder", store.Clean(job.Folder), "by", string(job.Mode), "again", job.State == jobs.Running)
			running.Go(func() {
				if err := im.Run(ctx, job); err != nil && ctx.Err() == nil {
					im.Log.Error("import a folder", "import", job.ID, "err", err)
				}
			})
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

func (im *Importer) open(ctx context.Context) (list []jobs.Import, err error) {
	err = im.Rows.View(ctx, func(v store.View) (err error) {
		list, err = v.OpenImports(ctx)
		return err
	})
	return list, err
}

// Settle ends all open jobs of processes that are gone: what they were in the
// middle of is finished or undone, and nothing else is begun.
func (im *Importer) Settle(ctx context.Context) error {
	if err := im.Library.DropCopies(ctx); err != nil {
		return err
	}
	list, err := im.open(ctx)
	if err != nil {
		return err
	}
	for _, job := range list {
		if err := im.settleJob(ctx, job); err != nil {
			return err
		}
	}
	return nil
}

func (im *Importer) settleJob(ctx context.Context, job jobs.Import) error {
	r := &run{Importer: im, job: job, known: map[string]jobs.File{}, attached: map[string]bool{}}
	_ = r.openRoot()
	defer r.closeRoot()
	if err := r.settle(ctx); err != nil {
		return err
	}
	r.job.State = jobs.Cancelled
	return r.note(ctx)
}
