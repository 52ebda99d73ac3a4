package store

import (
	"context"
	"time"
)

const (
	// missingAgain is how often the files that are missing are looked for.
	missingAgain = 10 * time.Second
	// allAgain is how often all files are looked at.
	allAgain = 24 * time.Hour
	// lookPause keeps a library of a million movies from taking all of a disk.
	lookPause = 5 * time.Millisecond
)

// WatchFiles looks at the files of all movies, again once a day, and every ten
// seconds at those that are missing, until ctx ends. Faults go to failed, one a
// round at most: the next round tries again.
func (s *Shop) WatchFiles(ctx context.Context, failed func(error)) {
	for {
		s.lookThrough(ctx, failed, s.moviesFrom)
		for next := time.Now().Add(allAgain); time.Now().Before(next); {
			if !rest(ctx, missingAgain) {
				return
			}
			s.lookThrough(ctx, failed, s.missingFrom)
		}
	}
}

// lookThrough looks at all files of a list that is read in pieces.
func (s *Shop) lookThrough(ctx context.Context, failed func(error), from func(ctx context.Context, after int64) ([]Movie, error)) {
	var first error
	for after := int64(0); ctx.Err() == nil; {
		batch, err := from(ctx, after)
		if err == nil && len(batch) == 0 {
			break
		}
		if err == nil {
			after = batch[len(batch)-1].ID
			err = s.lookAtAll(ctx, batch)
		}
		if err != nil && first == nil {
			first = err
		}
		if err != nil && len(batch) == 0 || !rest(ctx, lookPause) {
			break
		}
	}
	if first != nil && ctx.Err() == nil {
		failed(first)
	}
}

func (s *Shop) moviesFrom(ctx context.Context, after int64) ([]Movie, error) {
	return moviesFrom(ctx, s.db, after)
}

func (s *Shop) missingFrom(ctx context.Context, after int64) (batch []Movie, err error) {
	err = s.db.View(ctx, func(v View) (err error) {
		batch, err = v.MissingMovies(ctx, after, maxPage)
		return err
	})
	return batch, err
}

// rest waits; it reports whether ctx still stands.
func rest(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
