package store

import (
	"context"
	"errors"
	"time"
)

// A movie whose file can't be opened, or has another size than was published,
// is unavailable: it is not sold, and no transfer of it begins. The movie's row
// says since when, so that screens, commands and every server see the same, and
// each rule reads the row. A file is looked at when its movie is asked for, and
// all of them in the background (WatchFiles).

// FileSize answers how large the file of a movie is, and whether it can be
// opened. An error means that it can't be told now; it changes nothing.
type FileSize func(ctx context.Context, file string) (size int64, found bool, err error)

// fileWatch is how the shop looks at files, and whom it tells of changes.
type fileWatch struct {
	size FileSize
	tell func(missing, back []Movie)
}

// LookAtFiles makes the shop look at the files of movies from now on; before,
// it believes the rows. tell hears of movies whose file went missing or is back,
// after that was written down.
func (s *Shop) LookAtFiles(size FileSize, tell func(missing, back []Movie)) {
	s.files.Store(&fileWatch{size, tell})
}

// Available reports whether the movie's bytes can be had, as far as is known.
func (m Movie) Available() bool { return m.MissingSince.IsZero() && m.Shelf != Purged }

// Unavailable is the refusal of a movie that is not Available.
func (m Movie) Unavailable() *Refusal {
	return &Refusal{Code: ErrUnavailable.Code, Movie: m.ID, Name: m.Title}
}

// missingSince is what the row should say of a file that was looked at now.
func (m Movie) missingSince(size int64, found bool, now time.Time) time.Time {
	switch {
	case m.Shelf == Purged || found && size == m.Size:
		return time.Time{}
	case !m.MissingSince.IsZero():
		return m.MissingSince
	}
	return now
}

// lookAt looks at the file of one movie and writes down what changed. A movie
// that is not there is no error: what is asked of it will be refused.
func (s *Shop) lookAt(ctx context.Context, movie int64) error {
	if s.files.Load() == nil {
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
	return s.lookAtAll(ctx, []Movie{m})
}

// lookAtOpen looks at the files of an account's open grants. What can't be told
// of them now stays as it is.
func (s *Shop) lookAtOpen(ctx context.Context, account int64) error {
	if s.files.Load() == nil {
		return nil
	}
	var movies []Movie
	err := s.db.View(ctx, func(v View) error {
		grants, err := v.OpenGrants(ctx, account)
		for _, g := range grants {
			movies = append(movies, g.Movie)
		}
		return err
	})
	if err == nil {
		_ = s.lookAtAll(ctx, movies)
		err = ctx.Err()
	}
	return err
}

// lookAtAll looks at files and writes down in one transaction which went
// missing and which are back; mostly none. The first file that can't be judged
// is the error; the others are written down nevertheless.
func (s *Shop) lookAtAll(ctx context.Context, movies []Movie) error {
	watch := s.files.Load()
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
	if err := s.noteFiles(ctx, watch, changed); err != nil {
		return err
	}
	return unsure
}

// noteFiles writes down of which movies the files are missing, or back.
func (s *Shop) noteFiles(ctx context.Context, watch *fileWatch, changed []Movie) error {
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
				continue // purged meanwhile, or written down by another
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
	s.tellHolders(holders)
	s.movieChanged()
	watch.tell(missing, back)
	return nil
}
