package store

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"youku.example/store/event"
)

// The life of a movie. Delete hides it: buyers keep it, running transfers
// finish, grants that rest on no purchase are suspended while their clocks run
// on. Restore brings it back, and those of them that would still live.
// Take-down ends all grants and refunds the buyers. Purge removes the bytes
// of what is deleted or taken down and has no owner. Take-down and purge end
// grants for good.

// catalogueChanged has all sessions look again at the catalogue, and those of some
// accounts at what they may fetch.
func (c *change) catalogueChanged(holders ...int64) {
	c.announceTo(holders, TopicDownloads)
	c.announce(event.ForAll(TopicMovies))
}

// onShelf gives a movie in one of these states, or refuses with what else.
func onShelf(ctx context.Context, v View, id int64, or *Refusal, shelves ...Shelf) (Movie, error) {
	m, err := v.MovieByID(ctx, id)
	if err != nil {
		return m, notFoundAs(err, noMovie(id))
	}
	for _, s := range shelves {
		if m.Shelf == s {
			return m, nil
		}
	}
	return m, &Refusal{Code: or.Code, Movie: id, Name: m.Title}
}

// Edit changes what is said of a movie and what it costs. Its file name stays
// what it was published as, and what was bought stays bought.
func (s *Shop) Edit(ctx context.Context, a Actor, id int64, e Edit) (m Movie, err error) {
	err = s.asAdmin(ctx, a, func(tx *change) (auditEvent, error) {
		old, err := onShelf(ctx, tx, id, ErrDeleted, OnShelf, Deleted, TakenDown)
		if err != nil {
			return auditEvent{}, err
		}
		if m, err = edited(old, e); err != nil {
			return auditEvent{}, err
		}
		if m.Tags, err = oneSpelling(ctx, tx, m.Tags); err != nil {
			return auditEvent{}, err
		}
		if err := placeInSeries(ctx, tx, s.wall(), &m, nil); err != nil {
			return auditEvent{}, err
		}
		tx.catalogueChanged()
		return auditf("edit", old.Title, "movie %d: %s, %s", id, m.Title, m.Price), tx.SetMovie(ctx, m, IndexOf(m))
	})
	if err != nil {
		return Movie{}, err
	}
	return m, nil
}

// Delete hides a movie from the catalogue. It changes no grant: those of a
// deleted movie are suspended by rule (Granted.suspended).
func (s *Shop) Delete(ctx context.Context, a Actor, id int64) error {
	return s.asAdmin(ctx, a, func(tx *change) (auditEvent, error) {
		m, err := onShelf(ctx, tx, id, ErrDeleted, OnShelf)
		if err != nil {
			return auditEvent{}, err
		}
		if err := tx.SetShelf(ctx, id, Deleted, false); err != nil {
			return auditEvent{}, err
		}
		holders, err := tx.GrantHolders(ctx, id)
		if err != nil {
			return auditEvent{}, err
		}
		tx.catalogueChanged(holders...)
		return auditf("delete", m.Title, "movie %d", id), nil
	})
}

// Restore brings a deleted or taken down movie back to the shelf. Buyers whom
// a take-down still owes money get it first.
func (s *Shop) Restore(ctx context.Context, a Actor, id int64) error {
	err := s.restore(ctx, a, id)
	if errors.Is(err, errOwed) {
		// As after a take-down: an admin who hangs up does not keep the buyers
		// from their money.
		if _, err = s.refundOwed(context.WithoutCancel(ctx), a, id); err == nil {
			err = s.restore(ctx, a, id)
		}
	}
	if errors.Is(err, errOwed) { // another took it down again meanwhile
		err = ErrBusy
	}
	return err
}

func (s *Shop) restore(ctx context.Context, a Actor, id int64) error {
	return s.asAdmin(ctx, a, func(tx *change) (auditEvent, error) {
		m, err := onShelf(ctx, tx, id, ErrNotDeleted, Deleted, TakenDown)
		if err != nil {
			return auditEvent{}, err
		}
		if err := checkNumberFree(ctx, tx, m); err != nil {
			return auditEvent{}, err
		}
		owed, err := tx.Owed(ctx, id, 1)
		if err != nil {
			return auditEvent{}, err
		}
		if len(owed) > 0 {
			return auditEvent{}, errOwed
		}
		holders, err := tx.GrantHolders(ctx, id)
		if err != nil {
			return auditEvent{}, err
		}
		tx.catalogueChanged(holders...)
		return auditf("restore", m.Title, "movie %d", id), tx.SetShelf(ctx, id, OnShelf, false)
	})
}

// BeginPurge gives up a movie that is off the shelf and has no owner. From
// here on it can't come back; the caller must remove File
// its Cover and the files of SubtitlesOf, and then call EndPurge. Purging lists what a crash left in between. The same bytes
// are not published anew (ErrBusy) until EndPurge.
func (s *Shop) BeginPurge(ctx context.Context, a Actor, id int64) (m Movie, err error) {
	err = s.asAdmin(ctx, a, func(tx *change) (auditEvent, error) {
		var err error
		if m, err = onShelf(ctx, tx, id, ErrNotDeleted, Deleted, TakenDown); err != nil {
			return auditEvent{}, err
		}
		owners, err := tx.SalesOf(ctx, id)
		if err != nil {
			return auditEvent{}, err
		}
		if len(owners) > 0 {
			return auditEvent{}, &Refusal{Code: ErrOwned.Code, Movie: id, Name: m.Title, Limit: len(owners)}
		}
		holders, err := tx.EndGrants(ctx, id, endPurge, s.clock.now())
		if err != nil {
			return auditEvent{}, err
		}
		tx.catalogueChanged(holders...)
		m.Shelf = Purged
		return auditf("purge", m.Title, "movie %d", id), tx.SetShelf(ctx, id, Purged, true)
	})
	if err != nil {
		return Movie{}, err
	}
	return m, nil
}

// EndPurge says that the bytes of a movie are gone, to other servers too.
// What people marked goes with it.
func (s *Shop) EndPurge(ctx context.Context, id int64) error {
	if err := s.purgeMarks(ctx, id); err != nil {
		return err
	}
	return s.change(ctx, func(tx *change) error {
		m, err := onShelf(ctx, tx, id, ErrNotDeleted, Purged)
		if err != nil {
			return err
		}
		if _, err := dropCover(ctx, tx, EntryID{ID: id}, m.Cover, 0); err != nil {
			return err
		}
		subtitles, err := tx.Subtitles(ctx, []int64{id})
		if err != nil {
			return err
		}
		for _, sub := range subtitles {
			if err := tx.DropSubtitle(ctx, sub.ID); err != nil {
				return err
			}
		}
		tx.announce(Event{Kind: event.Gone, Key: m.File})
		return tx.SetShelf(ctx, id, Purged, false)
	})
}

// Purging lists the movies given up whose bytes may still be there.
func (s *Shop) Purging(ctx context.Context) (list []Movie, err error) {
	err = s.db.View(ctx, func(v View) (err error) {
		list, err = v.PurgingMovies(ctx)
		return err
	})
	return list, err
}

// A take-down is done in steps, since a movie may have thousands of buyers and
// no update may wait for all of them. The first transaction takes the movie
// away and ends every grant; then the buyers get their money back, a few a
// transaction, until none is owed any. What a crash leaves between two steps
// is done by the next start, or by taking down again. A purchase is marked
// as refunded in the transaction that pays it back, so no buyer is paid twice.

// errOwed keeps a movie where it is while its take-down is under way.
var errOwed = errors.New("buyers of a movie that was taken down are not refunded yet")

// refundsAtOnce is how many buyers one transaction refunds: about 50 ms, which
// is what a buyer of something else may have to wait.
const refundsAtOnce = 50

// TakeDown ends all grants of a movie and refunds all its buyers; it returns how
// many it refunded.
func (s *Shop) TakeDown(ctx context.Context, a Actor, id int64) (refunded int, err error) {
	err = s.asAdmin(ctx, a, func(tx *change) (auditEvent, error) {
		m, err := s.startTakeDown(ctx, tx, id)
		if err != nil {
			return auditEvent{}, err
		}
		owed, err := tx.CountOwed(ctx, id)
		if err != nil {
			return auditEvent{}, err
		}
		holders, err := tx.EndGrants(ctx, id, endTakeDown, s.clock.now())
		if err != nil {
			return auditEvent{}, err
		}
		tx.announce(cutMovie(id, 0))
		tx.catalogueChanged(holders...)
		return auditf("takedown", m.Title, "movie %d, %d to refund", id, owed), nil
	})
	if err != nil {
		return 0, err
	}
	// An admin who hangs up now does not keep the buyers from their money.
	return s.refundOwed(context.WithoutCancel(ctx), a, id)
}

// startTakeDown moves a movie off the shelf. One that is taken down already is
// taken down again while a buyer is owed money.
func (s *Shop) startTakeDown(ctx context.Context, tx Tx, id int64) (Movie, error) {
	m, err := onShelf(ctx, tx, id, ErrDeleted, OnShelf, Deleted, TakenDown)
	if err != nil {
		return m, err
	}
	if m.Shelf != TakenDown {
		return m, tx.SetShelf(ctx, id, TakenDown, false)
	}
	owed, err := tx.Owed(ctx, id, 1)
	if err == nil && len(owed) == 0 {
		err = &Refusal{Code: ErrDeleted.Code, Movie: id, Name: m.Title}
	}
	return m, err
}

// refundOwed refunds the buyers of a movie that was taken down (0: of all such
// movies) and says how many.
func (s *Shop) refundOwed(ctx context.Context, a Actor, movie int64) (refunded int, err error) {
	for {
		sales, err := s.refundSome(ctx, a, movie)
		if err != nil || len(sales) == 0 {
			return refunded, err
		}
		refunded += len(sales)
	}
}

// refundSome is one transaction of refundOwed. No rights are checked any more:
// what was promised to the buyers is carried out.
func (s *Shop) refundSome(ctx context.Context, a Actor, movie int64) (sales []Sale, err error) {
	err = s.change(ctx, func(tx *change) error {
		if sales, err = tx.Owed(ctx, movie, refundsAtOnce); err != nil || len(sales) == 0 {
			return err
		}
		paid := Fen(0)
		for _, sale := range sales {
			if err := s.refund(ctx, tx, a, sale, endTakeDown); err != nil {
				return fmt.Errorf("refund sale %d of movie %d, taken down: %w", sale.ID, sale.MovieID, err)
			}
			paid += sale.Paid
			tx.announce(event.ForAccount(sale.Account, TopicWallet|TopicDownloads))
		}
		return addAudit(ctx, tx, s.wall(), a, auditf("takedown refund", "", "%d buyers, %s", len(sales), paid))
	})
	return sales, err
}

// Servers keep copies of movies' bytes that they read from afar. What makes them drop
// those of a movie that was purged, on whatever server, is an event; it may be missed,
// so each start asks of what it has.

// OnBytesGone has fn called with the file of each movie whose bytes were removed.
func (s *Shop) OnBytesGone(fn func(file string)) { s.bytesGone.Store(&fn) }

// WithoutMovie lists which of some files, each named by its SHA-256, no movie has.
func (s *Shop) WithoutMovie(ctx context.Context, files []string) (gone []string, err error) {
	sums := make([]string, len(files))
	for i, file := range files {
		sums[i], _, _ = strings.Cut(file, ".")
	}
	err = s.db.View(ctx, func(v View) error {
		gone = nil
		movies, err := v.MoviesBySums(ctx, sums)
		if err != nil {
			return err
		}
		kept := map[string]bool{}
		for _, m := range movies {
			kept[m.File] = true
		}
		for _, file := range files {
			if !kept[file] {
				gone = append(gone, file)
			}
		}
		return nil
	})
	return gone, err
}
