package importer

import (
	"context"
	"errors"
	"os"
	"sync"
	"time"

	"youku.example/store"
	"youku.example/store/jobs"
)

// lookEvery is how often a server looks for a new job.
const lookEvery = 500 * time.Millisecond

// elsewhere is how long a job is left to the other servers whose folder is not here: it
// may be on the disk of one of them.
const elsewhere = 10 * time.Second

// Serve carries out what is open, and what is queued from now on, until ctx ends.
// What it does not end the next process goes on with; what another server carries out
// is that one's as long as it lives.
func (im *Importer) Serve(ctx context.Context) {
	var running sync.WaitGroup
	defer running.Wait()
	var mu sync.Mutex
	begun := map[int64]bool{}
	begin := func(id int64) bool {
		mu.Lock()
		defer mu.Unlock()
		is := !begun[id]
		begun[id] = true
		return is
	}
	end := func(id int64) {
		mu.Lock()
		defer mu.Unlock()
		delete(begun, id)
	}
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for failing := false; ; {
		list, err := im.open(ctx)
		if err != nil && ctx.Err() == nil && !failing {
			im.Log.Error("look for folders to import", "err", err)
		}
		failing = err != nil
		for _, job := range list {
			if im.isElsewhere(job) || !begin(job.ID) {
				continue
			}
			running.Go(func() {
				switch err := im.Run(ctx, job); {
				case errors.Is(err, ErrElsewhere): // which may end before it does
					end(job.ID)
				case err != nil && ctx.Err() == nil:
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

// isElsewhere reports whether a job is to be left to the other servers.
func (im *Importer) isElsewhere(job jobs.Import) bool {
	if im.Shop.Server() == "" || time.Since(job.UpdatedAt) > elsewhere {
		return false
	}
	_, err := os.Stat(job.Folder)
	return err != nil
}

func (im *Importer) open(ctx context.Context) (list []jobs.Import, err error) {
	err = im.Rows.View(ctx, func(v store.View) (err error) {
		list, err = v.OpenImports(ctx)
		return err
	})
	return list, err
}

// Settle ends all open jobs of processes that are gone: what they were in the
// middle of is finished or undone, and nothing else is begun. Those that another server
// carries out are left to it.
func (im *Importer) Settle(ctx context.Context) error {
	list, err := im.open(ctx)
	if err != nil {
		return err
	}
	for _, job := range list {
		if err := im.settleJob(ctx, job); err != nil && !errors.Is(err, ErrElsewhere) {
			return err
		}
	}
	return nil
}

func (im *Importer) settleJob(ctx context.Context, job jobs.Import) error {
	r, release, err := im.takeUp(ctx, job)
	if err != nil || r == nil {
		return err
	}
	defer release()
	_ = r.openRoot()
	defer r.closeRoot()
	if err := r.settle(ctx); err != nil {
		return err
	}
	r.job.State = jobs.Cancelled
	return r.note(ctx)
}
