package store

import (
	"context"
	"time"
)

const (
	// recheckMissing is how often the files that are missing are checked.
	recheckMissing = 10 * time.Second
	// recheckAll is how often all files are checked.
	recheckAll = 24 * time.Hour
	// checkPause keeps a library of a million movies from taking all of a disk.
	checkPause = 5 * time.Millisecond
)

// WatchFiles checks the files of all movies, again once a day, and every ten
// seconds those that are missing, until ctx ends. Faults go to failed, one a
// round at most: the next round tries again.
func (s *Shop) WatchFiles(ctx context.Context, failed func(error)) {
	for {
		s.checkAllFiles(ctx, failed, s.moviesFrom)
		for next := time.Now().Add(recheckAll); time.Now().Before(next); {
			if !sleep(ctx, recheckMissing) {
				return
			}
			s.checkAllFiles(ctx, failed, s.missingFrom)
		}
	}
}

// checkAllFiles checks all files of a list that is read in parts.
func (s *Shop) checkAllFiles(ctx context.Context, failed func(error), from func(ctx context.Context, after int64) ([]Movie, error)) {
	var first error
	for after := int64(0); ctx.Err() == nil; {
		batch, err := from(ctx, after)
		if err == nil && len(batch) == 0 {
			break
		}
		if err == nil {
			after = batch[len(batch)-1].ID
			err = s.checkFiles(ctx, batch)
		}
		if err != nil && first == nil {
			first = err
		}
		if err != nil && len(batch) == 0 || !sleep(ctx, checkPause) {
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

// sleep waits, and reports whether ctx has not ended.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
