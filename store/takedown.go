package store

import (
	"context"
	"errors"
	"fmt"
)

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
	var holders []int64
	var m Movie
	err = s.asAdmin(ctx, a, func(tx Tx) (auditEvent, error) {
		var err error
		if m, err = s.startTakeDown(ctx, tx, id); err != nil {
			return auditEvent{}, err
		}
		owed, err := tx.CountOwed(ctx, id)
		if err != nil {
			return auditEvent{}, err
		}
		if holders, err = tx.EndGrants(ctx, id, endTakeDown, s.clock.now()); err != nil {
			return auditEvent{}, err
		}
		return auditf("takedown", m.Title, "movie %d, %d to refund", id, owed), nil
	})
	if err != nil {
		return 0, err
	}
	s.cutMovie(id, 0)
	s.notifyHolders(holders)
	s.movieChanged()
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
		for _, sale := range sales {
			s.notifier.NotifyAccount(sale.Account, TopicWallet|TopicDownloads)
		}
	}
}

// refundSome is one transaction of refundOwed. No rights are checked any more:
// what was promised to the buyers is carried out.
func (s *Shop) refundSome(ctx context.Context, a Actor, movie int64) (sales []Sale, err error) {
	err = s.db.Update(ctx, func(tx Tx) error {
		if sales, err = tx.Owed(ctx, movie, refundsAtOnce); err != nil || len(sales) == 0 {
			return err
		}
		paid := Fen(0)
		for _, sale := range sales {
			if err := s.refund(ctx, tx, a, sale, endTakeDown); err != nil {
				return fmt.Errorf("refund sale %d of movie %d, taken down: %w", sale.ID, sale.MovieID, err)
			}
			paid += sale.Paid
		}
		return addAudit(ctx, tx, a, auditf("takedown refund", "", "%d buyers, %s", len(sales), paid))
	})
	return sales, err
}
