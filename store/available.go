package store

import (
	"context"
	"errors"
	"time"
)

// A movie whose file can't be opened, or has another size than was published, or
// was changed by a second name that the bytes have outside of the library (Link),
// is unavailable: it is not sold, and no transfer of it begins. The movie's row
// says since when, so that screens, commands and every server see the same, and
// each rule reads the row. A file is checked when its movie is asked for, and
// all of them in the background (WatchFiles).

// FileFacts is what a file is now.
type FileFacts struct {
	Size  int64
	Times Link // as far as the library knows them
}

// FileChecker is how the shop checks the files of movies.
type FileChecker struct {
	// Stat answers what a file is now, and whether it can be opened. An error means
	// that this is not known now; it changes nothing.
	Stat func(ctx context.Context, file string) (f FileFacts, found bool, err error)
	// Sum is the SHA-256 of a file, in hex. It may be nil where nothing is linked.
	Sum func(ctx context.Context, file string) (string, error)
	// Tell is called with the movies whose file went missing or is back, after that
	// was committed.
	Tell func(missing, back []Movie)
}

// SetFileChecker makes the shop check the files of movies from now on; before, it
// goes by the rows.
func (s *Shop) SetFileChecker(c FileChecker) { s.fileChecker.Store(&c) }

// Available reports whether the movie's bytes can be had, as far as is known.
func (m Movie) Available() bool { return m.MissingSince.IsZero() && m.Shelf != Purged }

// Unavailable is the refusal of a movie that is not Available.
func (m Movie) Unavailable() *Refusal {
	return &Refusal{Code: ErrUnavailable.Code, Movie: m.ID, Name: m.Title}
}

// missingSince is what the row should say of a file that was checked now.
func (m Movie) missingSince(f FileFacts, found bool, now time.Time) time.Time {
	switch {
	case m.Shelf == Purged || found && f.Size == m.Size && !m.relinked(f):
		return time.Time{}
	case !m.MissingSince.IsZero():
		return m.MissingSince
	}
	return now
}

// relinked reports whether a file with a second name may have been changed by it:
// its content is not known until it was hashed again.
func (m Movie) relinked(f FileFacts) bool {
	return m.Link != Link{} && f.Times != Link{} && !m.Link.same(f.Times)
}

// checkFile checks the file of one movie and saves what changed. A movie
// that is not there is no error: what is asked of it will be refused.
func (s *Shop) checkFile(ctx context.Context, movie int64) error {
	if s.fileChecker.Load() == nil {
		return nil
	}
	var m Movie
	err := s.db.Ask(ctx, func(v View) (err error) {
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
		f, found, err := watch.Stat(ctx, m.File)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			unsure = errors.Join(unsure, err)
			continue
		}
		since := m.missingSince(f, found, s.wall())
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
func (s *Shop) saveMissing(ctx context.Context, watch *FileChecker, changed []Movie) error {
	if len(changed) == 0 {
		return nil
	}
	var missing, back []Movie
	err := s.change(ctx, func(tx *change) error {
		missing, back = nil, nil
		var holders []int64
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
		if len(missing)+len(back) > 0 {
			tx.catalogueChanged(holders...)
		}
		return nil
	})
	if err != nil || len(missing)+len(back) == 0 {
		return err
	}
	watch.Tell(missing, back)
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
// seconds those that are missing, until ctx ends. What was changed by a second
// name is hashed again. Faults go to failed, one a
// round at most: the next round tries again.
func (s *Shop) WatchFiles(ctx context.Context, failed func(error)) {
	tried := map[int64]Link{}
	missing := func(ctx context.Context, after int64) ([]Movie, error) {
		batch, err := s.missingFrom(ctx, after)
		var first error
		for i := range batch {
			if err := s.hashAgain(ctx, &batch[i], tried); first == nil {
				first = err
			}
		}
		if first != nil && ctx.Err() == nil {
			failed(first)
		}
		return batch, err
	}
	for {
		s.checkAllFiles(ctx, failed, s.moviesFrom)
		for next := time.Now().Add(recheckAll); time.Now().Before(next); {
			if !sleep(ctx, recheckMissing) {
				return
			}
			s.checkAllFiles(ctx, failed, missing)
		}
	}
}

// hashAgain learns whether a file that was changed by its second name has the
// movie's content still, or again; the check that follows finds it to be there
// then. tried are those whose content is another, as they were when they were read.
func (s *Shop) hashAgain(ctx context.Context, m *Movie, tried map[int64]Link) error {
	watch := s.fileChecker.Load()
	if watch == nil || watch.Sum == nil || m.Link == (Link{}) {
		return nil
	}
	f, found, err := watch.Stat(ctx, m.File)
	if err != nil || !found || f.Size != m.Size || !m.relinked(f) || tried[m.ID] == f.Times {
		return err
	}
	sum, err := watch.Sum(ctx, m.File)
	if err != nil {
		return err
	}
	after, found, err := watch.Stat(ctx, m.File)
	if err != nil || !found || after != f { // it changed meanwhile: the next round reads it again
		return err
	}
	if tried[m.ID] = f.Times; sum != m.SHA256 {
		return nil
	}
	m.Link = Link{f.Times.Modified.Truncate(time.Microsecond), f.Times.Changed.Truncate(time.Microsecond)}
	return s.db.Update(ctx, func(tx Tx) error { return tx.SetLink(ctx, m.ID, m.Link) })
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
