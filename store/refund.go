package store

import (
	"context"
	"errors"

	"youku.example/store/live"
)

// Refund gives a buyer back what a movie cost, ends the grant and cuts its
// transfers. What it cost is what was paid, whatever the price is now.
func (s *Shop) Refund(ctx context.Context, a Actor, user string, movie int64) (p Purchase, err error) {
	var u User
	err = s.asAdmin(ctx, a, func(tx Tx) (auditEvent, error) {
		var err error
		if u, err = userNamed(ctx, tx, user); err != nil {
			return auditEvent{}, err
		}
		m, err := tx.MovieByID(ctx, movie)
		if err != nil {
			return auditEvent{}, notFoundAs(err, noMovie(movie))
		}
		sale, err := tx.Sale(ctx, u.ID, movie)
		if err != nil {
			return auditEvent{}, notFoundAs(err, &Refusal{Code: ErrNotBought.Code, Name: u.Name, Movie: movie})
		}
		if err := s.refund(ctx, tx, a, sale, endRefund); err != nil {
			return auditEvent{}, err
		}
		if u, err = tx.UserByID(ctx, u.ID); err != nil {
			return auditEvent{}, err
		}
		p = Purchase{MovieID: m.ID, Title: m.Title, Paid: sale.Paid, Balance: u.Balance}
		return auditf("refund", u.Name, "movie %d, %s", m.ID, sale.Paid), nil
	})
	if err != nil {
		return Purchase{}, err
	}
	s.cutMovie(movie, u.ID)
	s.notifier.NotifyAccount(u.ID, TopicWallet|TopicDownloads|TopicMovies)
	return p, nil
}

// refund undoes one purchase and ends the grant that rests on it.
func (s *Shop) refund(ctx context.Context, tx Tx, a Actor, sale Sale, why string) error {
	var entry int64
	if sale.Entry != 0 { // one that cost nothing has no line to undo
		var err error
		if entry, err = s.reverse(ctx, tx, sale.Entry, LedgerEntry{MovieID: sale.MovieID, By: a.Name}); err != nil {
			return err
		}
	}
	if err := tx.RefundSale(ctx, sale.ID, entry, wall()); err != nil {
		return err
	}
	g, err := tx.OpenGrant(ctx, sale.Account, sale.MovieID)
	if errors.Is(err, errNoRow) {
		return nil
	}
	if err != nil {
		return err
	}
	return tx.SetGrant(ctx, g.ended(why, s.clock.now()))
}

// cutMovie cuts the running transfers of a movie: one account's, or
// all when the account is 0.
func (s *Shop) cutMovie(movie, account int64) {
	s.transfers.Cut(&Refusal{Code: ErrCutOff.Code, Movie: movie}, func(p Progress, _ live.Owner) bool {
		return p.MovieID == movie && (account == 0 || p.Account == account)
	})
}
