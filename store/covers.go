package store

import (
	"context"
	"fmt"
	"time"
)

// Cover is a picture that was given to a movie or a series. Its bytes, a JPEG,
// stand in the media library under File.
type Cover struct {
	ID     int64
	Size   int64
	SHA256 string
	File   string // key in the media library
	By     string // the admin's name
	At     time.Time
}

// covered is what has a cover, as far as that is concerned.
type covered struct {
	title string
	cover int64  // 0: none
	what  string // movie 7, series 2
}

// toCover is the movie or series that is to get a cover, or to lose it. A movie
// may be off the shelf, but not purged.
func toCover(ctx context.Context, v View, of EntryID) (covered, error) {
	if of.Series {
		s, err := v.SeriesByID(ctx, of.ID)
		return covered{s.Title, s.Cover, fmt.Sprintf("series %d", of.ID)}, notFoundAs(err, noSeries(of.ID))
	}
	m, err := onShelf(ctx, v, of.ID, ErrDeleted, OnShelf, Deleted, TakenDown)
	return covered{m.Title, m.Cover, fmt.Sprintf("movie %d", of.ID)}, err
}

// SetCover says that a movie or a series has a cover whose bytes are in the media
// library already. It returns the one that it takes the place of, or a zero one;
// the caller must remove the bytes of that.
func (s *Shop) SetCover(ctx context.Context, a Actor, of EntryID, c Cover) (set, replaced Cover, err error) {
	err = s.asAdmin(ctx, a, func(tx *change) (auditEvent, error) {
		to, err := toCover(ctx, tx, of)
		if err != nil {
			return auditEvent{}, err
		}
		set = c
		set.By, set.At = Clean(a.Name), s.wall()
		if err := tx.AddCover(ctx, &set); err != nil {
			return auditEvent{}, err
		}
		if replaced, err = dropCover(ctx, tx, of, to.cover, set.ID); err != nil {
			return auditEvent{}, err
		}
		tx.catalogueChanged()
		return auditf("cover", to.title, "%s", to.what), nil
	})
	if err != nil {
		return Cover{}, Cover{}, err
	}
	return set, replaced, nil
}

// RemoveCover takes the cover from a movie or a series. The caller must remove the
// bytes of what it returns.
func (s *Shop) RemoveCover(ctx context.Context, a Actor, of EntryID) (removed Cover, err error) {
	err = s.asAdmin(ctx, a, func(tx *change) (auditEvent, error) {
		from, err := toCover(ctx, tx, of)
		if err != nil {
			return auditEvent{}, err
		}
		if from.cover == 0 {
			return auditEvent{}, &Refusal{Code: ErrNoCover.Code, Movie: of.ID, Name: from.title}
		}
		if removed, err = dropCover(ctx, tx, of, from.cover, 0); err != nil {
			return auditEvent{}, err
		}
		tx.catalogueChanged()
		return auditf("cover remove", from.title, "%s", from.what), nil
	})
	if err != nil {
		return Cover{}, err
	}
	return removed, nil
}

// dropCover puts a cover (0: none) in the place of another (0: none), and returns
// that.
func dropCover(ctx context.Context, tx Tx, of EntryID, old, by int64) (dropped Cover, err error) {
	if err := tx.SetCover(ctx, of, by); err != nil || old == 0 {
		return Cover{}, err
	}
	if dropped, err = tx.Cover(ctx, old); err != nil {
		return Cover{}, err
	}
	return dropped, tx.DropCover(ctx, old)
}

// Cover is a cover by its ID, which a movie or a series names; ErrNoCover if it
// was replaced or removed meanwhile.
func (s *Shop) Cover(ctx context.Context, id int64) (c Cover, err error) {
	err = s.db.View(ctx, func(v View) error {
		c, err = v.Cover(ctx, id)
		return notFoundAs(err, ErrNoCover)
	})
	return c, err
}

// CoverOf is the ID of the cover that a movie or a series has, 0 for none.
func (s *Shop) CoverOf(ctx context.Context, of EntryID) (id int64, err error) {
	err = s.db.View(ctx, func(v View) error {
		c, err := toCover(ctx, v, of)
		id = c.cover
		return err
	})
	return id, err
}

// coversAtOnce is how many covers are listed at a time.
const coversAtOnce = 500

// EachCover gives every cover to fn, by ID, with what has it; a zero ID there
// says that nothing has.
func (s *Shop) EachCover(ctx context.Context, fn func(c Cover, of EntryID) error) error {
	return EachCover(ctx, s.db, fn)
}

// EachCover is Shop.EachCover for rows that no shop was opened over. fn runs
// outside of the rows' locks.
func EachCover(ctx context.Context, db DB, fn func(c Cover, of EntryID) error) error {
	for after := int64(0); ; {
		var list []Cover
		var of []EntryID
		err := db.View(ctx, func(v View) (err error) {
			list, of, err = v.Covers(ctx, after, coversAtOnce)
			return err
		})
		if err != nil {
			return err
		}
		for i, c := range list {
			if err := fn(c, of[i]); err != nil {
				return err
			}
			after = c.ID
		}
		if len(list) < coversAtOnce {
			return nil
		}
	}
}
