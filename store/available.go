package store

import (
	"context"
	"errors"
	"time"
)

// A movie whose file can't be opened, or has another size than was published,
// is unavailable: it is not sold, and no transfer of it begins. The movie's row
// says since when, so that screens, commands and every server see the same, and
// each rule reads the row. A file is checked when its movie is asked for, and
// all of them in the background (WatchFiles).

// FileSize answers how large the file of a movie is, and whether it can be
// opened. An error means that this is not known now; it changes nothing.
type FileSize func(ctx context.Context, file string) (size int64, found bool, err error)

// fileChecker is how the shop checks files, and what it calls with changes.
type fileChecker struct {
	size FileSize
	tell func(missing, back []Movie)
}

// SetFileChecker makes the shop check the files of movies from now on; before, it
// goes by the rows. tell is called with the movies whose file went missing or is
// back, after that was committed.
func (s *Shop) SetFileChecker(size FileSize, tell func(missing, back []Movie)) {
	s.fileChecker.Store(&fileChecker{size, tell})
}

// Available reports whether the movie's bytes can be had, as far as is known.
func (m Movie) Available() bool { return m.MissingSince.IsZero() && m.Shelf != Purged }

// Unavailable is the refusal of a movie that is not Available.
func (m Movie) Unavailable() *Refusal {
	return &Refusal{Code: ErrUnavailable.Code, Movie: m.ID, Name: m.Title}
}

// missingSince is what the row should say of a file that was checked now.
func (m Movie) missingSince(size int64, found bool, now time.Time) time.Time {
	switch {
	case m.Shelf == Purged || found && size == m.Size:
		return time.Time{}
	case !m.MissingSince.IsZero():
		return m.MissingSince
	}
	return now
}

// checkFile checks the file of one movie and saves what changed. A movie
// that is not there is no error: what is asked of it will be refused.
func (s *Shop) checkFile(ctx context.Context, movie int64) error {
	if s.fileChecker.Load() == nil {
		return nil
	}
	var m Movie
	err := s.db.View(ctx, func(v View) (err error) {
		m, err = v.MovieByID(ctx, movie)
		return err
	})
	if errors.Is(err, errNoRow) {
		return nil
	}
	if err != nil {
		return err
	}
	return s.checkFiles(ctx, []Movie{m})
}

// checkFilesOf checks the files of some grants. What is not known of them now
// stays as it is.
func (s *Shop) checkFilesOf(ctx context.Context, list func(View) ([]Granted, error)) error {
	if s.fileChecker.Load() == nil {
		return nil
	}
	var movies []Movie
	err := s.db.View(ctx, func(v View) error {
		grants, err := list(v)
		for _, g := range grants {
			movies = append(movies, g.Movie)
		}
		return err
	})
	if err == nil {
		_ = s.checkFiles(ctx, movies)
		err = ctx.Err()
	}
	return err
}

// checkFiles checks files and saves in one transaction which went missing and
// which are back; mostly none. Files that can't be checked are the error; the
// others are saved nevertheless.
func (s *Shop) checkFiles(ctx context.Context, movies []Movie) error {
	watch := s.fileChecker.Load()
	if watch == nil {
		return nil
	}
	var changed []Movie
	var unsure error
	for _, m := range movies {
		size, found, err := watch.size(ctx, m.File)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			unsure = errors.Join(unsure, err)
			continue
		}
		since := m.missingSince(size, found, wall())
		if since.IsZero() != m.MissingSince.IsZero() {
			m.MissingSince = since
			changed = append(changed, m)
		}
	}
	if err := s.saveMissing(ctx, watch, changed); err != nil {
		return err
	}
	return unsure
}

// saveMissing saves of which movies the files are missing, or back.
func (s *Shop) saveMissing(ctx context.Context, watch *fileChecker, changed []Movie) error {
	if len(changed) == 0 {
		return nil
	}
	var missing, back []Movie
	var holders []int64
	err := s.db.Update(ctx, func(tx Tx) error {
		missing, back, holders = nil, nil, nil
		for _, m := range changed {
			now, err := tx.MovieByID(ctx, m.ID)
			if err != nil {
				return err
			}
			if now.Shelf == Purged || now.MissingSince.IsZero() == m.MissingSince.IsZero() {
				continue // purged meanwhile, or saved by another
			}
			if err := tx.SetMissing(ctx, m.ID, m.MissingSince); err != nil {
				return err
			}
			some, err := tx.GrantHolders(ctx, m.ID)
			if err != nil {
				return err
			}
			holders = append(holders, some...)
			if m.MissingSince.IsZero() {
				back = append(back, m)
			} else {
				missing = append(missing, m)
			}
		}
		return nil
	})
	if err != nil || len(missing)+len(back) == 0 {
		return err
	}
	s.notifyHolders(holders)
	s.movieChanged()
	watch.tell(missing, back)
	return nil
}

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
