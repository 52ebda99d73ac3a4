package store

import (
	"context"
	"fmt"
	"strings"
)

// PublishIncoming makes a movie of an incoming file that arrived whole, in one
// transaction: the movie's row, with file as its key in the media library, and
// the incoming row moved to Removing. The bytes must stand durably under file
// before. The caller must put the row into Publishing first, so that a crash in
// between is seen at the next start, and afterwards discard the incoming bytes
// and then call DropIncoming.
//
// Content that is here already is ErrDuplicate, or ErrTwinDeleted when that
// movie can be restored.
func (s *Shop) PublishIncoming(ctx context.Context, a Actor, incoming int64, file string, p Publication) (m Movie, err error) {
	err = s.asAdmin(ctx, a, func(tx Tx) (auditEvent, error) {
		in, err := tx.IncomingByID(ctx, incoming)
		if err != nil {
			return auditEvent{}, notFoundAs(err, ErrNoIncoming)
		}
		said, err := CheckPublication(in, p)
		if err != nil {
			return auditEvent{}, err
		}
		if err := checkNew(ctx, tx, in.SHA256); err != nil {
			return auditEvent{}, err
		}
		m = published(in, file, said, a.Name)
		if m.Tags, err = oneSpelling(ctx, tx, m.Tags); err != nil {
			return auditEvent{}, err
		}
		if err := placeInSeries(ctx, tx, &m, said.OfSeries); err != nil {
			return auditEvent{}, err
		}
		if err := tx.AddMovie(ctx, &m, IndexOf(m)); err != nil {
			return auditEvent{}, fmt.Errorf("publish %q: %w", in.Name, err)
		}
		in.State, in.UpdatedAt = Removing, wall()
		return auditf("publish", m.Title, "movie %d, %s", m.ID, m.Price), tx.SetIncoming(ctx, in)
	})
	if err != nil {
		return Movie{}, err
	}
	s.notifier.NotifyAdmins(TopicIncoming)
	s.movieChanged()
	return m, nil
}

// checkNew refuses content that a movie has already.
func checkNew(ctx context.Context, v View, sum string) error {
	twins, err := v.MoviesBySum(ctx, sum, false)
	if err != nil {
		return err
	}
	if t, is := bestMatch(twins); is {
		code := ErrDuplicate.Code
		if t.Shelf != OnShelf {
			code = ErrTwinDeleted.Code
		}
		return &Refusal{Code: code, Movie: t.ID, Name: t.Title}
	}
	purging, err := v.PurgingMovies(ctx)
	if err != nil {
		return err
	}
	for _, m := range purging {
		if m.SHA256 == sum {
			return ErrBusy
		}
	}
	return nil
}

// CheckNew returns ErrDuplicate or ErrTwinDeleted when a movie has this content,
// and ErrBusy while the bytes of one that had it are being removed.
func (s *Shop) CheckNew(ctx context.Context, sha256 string) error {
	return s.db.View(ctx, func(v View) error { return checkNew(ctx, v, sha256) })
}

// Match reports whether content with that SHA-256, or the brief's sampled MD5,
// is here already. The sampled one is a hint, never a proof.
func (s *Shop) Match(ctx context.Context, hash string) (match Match, err error) {
	hash = strings.ToLower(strings.TrimSpace(hash))
	if !isHex(hash) || len(hash) != 64 && len(hash) != 32 {
		return Match{}, ErrHash
	}
	sampled := len(hash) == 32
	err = s.db.View(ctx, func(v View) error {
		movies, err := v.MoviesBySum(ctx, hash, sampled)
		if err != nil {
			return err
		}
		if m, is := bestMatch(movies); is {
			match = Match{Movie: m.ID, Title: m.Title, By: "sha256", Shelf: m.Shelf}
			if sampled {
				match.By = "sampled_md5"
			}
		}
		return nil
	})
	return match, err
}

func isHex(s string) bool {
	return strings.Trim(s, "0123456789abcdef") == ""
}
