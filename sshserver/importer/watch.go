package importer

import (
	"context"
	"slices"
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

// note marks those of a list that changed of late.
func (s stillness) note(list []found, now time.Time) {
	here := map[string]bool{}
	for i, f := range list {
		here[f.path] = true
		old, is := s[f.path]
		if !is || old.size != f.size || !old.modified.Equal(f.modified) {
			old.found, old.since = f, now
			s[f.path] = old
		}
		list[i].moving = now.Sub(old.since) < quiet
	}
	for at := range s {
		if !here[at] {
			delete(s, at)
		}
	}
}

// same reports whether nothing is to be done for a file that was not before.
func (f found) same(o found) bool {
	return f.path == o.path && f.size == o.size && f.modified.Equal(o.modified) && f.moving == o.moving && (f.refused == nil) == (o.refused == nil)
}

// watch takes in what comes into a folder, until ctx ends. Nothing is planned
// while the folder stays as it is.
func (r *run) watch(ctx context.Context) error {
	seen, before := stillness{}, examined{}
	var last []found
	tick := time.NewTicker(pollEvery)
	defer tick.Stop()
	for {
		list, err := walk(ctx, r.root, r.job.Folder, r.Own)
		if err != nil {
			return err
		}
		if seen.note(list, time.Now()); !slices.EqualFunc(list, last, found.same) {
			p, err := r.planOf(ctx, r.root, list, before)
			if err != nil {
				return err
			}
			if err := r.takeIn(ctx, p); err != nil {
				return err
			}
		}
		last = list
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
