package importer

import (
	"context"
	"time"
)

const (
	// pollEvery is how often a folder that is watched is listed.
	pollEvery = time.Second
	// quiet is how long a file must stand still before it is taken.
	quiet = 3 * time.Second
)

// stillness is since when each file of a folder is as it is.
type stillness map[string]struct {
	found
	since time.Time
}

// still are the files that did not change for a while.
func (s stillness) still(list []found, now time.Time) (out []found) {
	here := map[string]bool{}
	for _, f := range list {
		here[f.path] = true
		old, is := s[f.path]
		if !is || old.size != f.size || !old.modified.Equal(f.modified) {
			old.found, old.since = f, now
			s[f.path] = old
		}
		if now.Sub(old.since) >= quiet {
			out = append(out, f)
		}
	}
	for at := range s {
		if !here[at] {
			delete(s, at)
		}
	}
	return out
}

// watch takes in what comes into a folder, until ctx ends.
func (r *run) watch(ctx context.Context) error {
	seen, before := stillness{}, examined{}
	tick := time.NewTicker(pollEvery)
	defer tick.Stop()
	for {
		list, err := walk(ctx, r.root, r.job.Folder, r.Own)
		if err != nil {
			return err
		}
		p, err := r.planOf(ctx, r.root, seen.still(list, time.Now()), before)
		if err != nil {
			return err
		}
		if err := r.takeIn(ctx, p); err != nil {
			return err
		}
		for at := range before {
			if _, is := seen[at]; !is {
				delete(before, at)
			}
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
}
