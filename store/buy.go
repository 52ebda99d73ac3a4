package store

import (
	"context"
	"errors"
	"time"
)

// Purchase is the answer to a buyer. Buying again what is owned is a success
// with Again set and nothing charged; Paid is then what it cost the first time.
type Purchase struct {
	MovieID int64
	Title   string
	Paid    Fen
	Balance Fen
	Again   bool
}

// Buy buys a movie. agreed is the price that the buyer saw: another price now
// is ErrPriceChanged; nil agrees to whatever it is. Buying what is owned is a
// success that charges nothing. Buying makes no grant. A movie whose file is
// missing is ErrUnavailable: it is checked before anything is charged.
func (s *Shop) Buy(ctx context.Context, a Actor, movie int64, agreed *Fen) (p Purchase, err error) {
	if err := s.checkFile(ctx, movie); err != nil {
		return Purchase{}, err
	}
	err = s.asUser(ctx, a, func(tx Tx, u User) (auditEvent, error) {
		m, err := tx.MovieByID(ctx, movie)
		if err != nil {
			return auditEvent{}, notFoundAs(err, noMovie(movie))
		}
		if p, err = s.buy(ctx, tx, &u, m, agreed); err != nil || p.Again {
			return auditEvent{}, err
		}
		return auditf("buy", m.Title, "movie %d, paid %s", m.ID, p.Paid), nil
	})
	if err != nil {
		return Purchase{}, err
	}
	if !p.Again {
		s.notifier.NotifyAccount(a.Account, TopicWallet|TopicDownloads|TopicMovies)
	}
	return p, nil
}

// buy is one purchase: the amount, the sale and the grant that may rest on it.
// The account's balance follows in u.
func (s *Shop) buy(ctx context.Context, tx Tx, u *User, m Movie, agreed *Fen) (p Purchase, err error) {
	if m.Shelf == TakenDown { // its buyers get their money back just now
		return p, noMovie(m.ID)
	}
	p = Purchase{MovieID: m.ID, Title: m.Title, Balance: u.Balance}
	had, err := tx.Sale(ctx, u.ID, m.ID)
	if err == nil {
		p.Paid, p.Again = had.Paid, true
		return p, nil
	}
	if !errors.Is(err, errNoRow) {
		return p, err
	}
	if p.Paid, err = s.Rules().offer(m, u.VIP(wall()), agreed); err != nil {
		return p, err
	}
	sale := Sale{Account: u.ID, MovieID: m.ID, Paid: p.Paid, At: wall()}
	sale.Entry, p.Balance, err = s.move(ctx, tx, *u, -p.Paid, LedgerEntry{Kind: EntryBuy, MovieID: m.ID, By: u.Name}, HouseAccountMovies)
	if err != nil {
		return p, err
	}
	u.Balance = p.Balance
	if err := tx.AddSale(ctx, &sale); err != nil {
		return p, err
	}
	return p, s.keepGrant(ctx, tx, sale)
}

// offer is the price of a movie now, if it is for sale at the agreed one.
func (r Rules) offer(m Movie, vip bool, agreed *Fen) (Fen, error) {
	price := r.priceFor(m, vip)
	switch {
	case m.Shelf != OnShelf:
		return 0, noMovie(m.ID)
	case !m.Available():
		return 0, m.Unavailable()
	case m.Free:
		return 0, &Refusal{Code: ErrFreeMovie.Code, Movie: m.ID, Name: m.Title}
	case agreed != nil && *agreed != price:
		return 0, &Refusal{Code: ErrPriceChanged.Code, Movie: m.ID, Name: m.Title, Price: price}
	}
	return price, nil
}

// keepGrant lets a grant from the days when the movie was free rest on the
// purchase: it no longer expires.
func (s *Shop) keepGrant(ctx context.Context, tx Tx, sale Sale) error {
	g, err := tx.OpenGrant(ctx, sale.Account, sale.MovieID)
	if errors.Is(err, errNoRow) || err == nil && !g.valid(s.clock.now()) {
		return nil
	}
	if err != nil {
		return err
	}
	g.Sale, g.ExpiresAt = sale.ID, time.Time{}
	return tx.SetGrant(ctx, g.Grant)
}
