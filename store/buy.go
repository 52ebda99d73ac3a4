package store

import (
	"context"
	"errors"
	"time"

	"youku.example/store/event"
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
	if p, err = s.buyBy(ctx, a, movie, agreed, s.charge); errors.Is(err, errLook) {
		p, err = s.buyBy(ctx, a, movie, agreed, s.buy)
	}
	return p, err
}

// buyBy is a purchase in a transaction, by one of two ways.
func (s *Shop) buyBy(ctx context.Context, a Actor, movie int64, agreed *Fen, by func(context.Context, Tx, *User, Movie, *Fen) (Purchase, error)) (p Purchase, err error) {
	err = s.asUser(ctx, a, func(tx *change, u User) (auditEvent, error) {
		m, err := tx.MovieByID(ctx, movie)
		if err != nil {
			return auditEvent{}, notFoundAs(err, noMovie(movie))
		}
		if p, err = by(ctx, tx, &u, m, agreed); err != nil || p.Again {
			return auditEvent{}, err
		}
		tx.announce(event.ForAccount(u.ID, TopicWallet|TopicDownloads|TopicMovies))
		return auditf("buy", m.Title, "movie %d, paid %s", m.ID, p.Paid), nil
	})
	if err != nil {
		return Purchase{}, err
	}
	return p, nil
}

// errLook says that a purchase was refused without a look at what the buyer owns.
var errLook = errors.New("it must be asked whether the movie is owned")

// charge sells a movie that the buyer does not own: that they own it, or that it can't be
// sold, is errLook, and all is undone. It does not ask first, since on a database with
// several servers who asks meets all who buy at the same
// time: sales lie together.
func (s *Shop) charge(ctx context.Context, tx Tx, u *User, m Movie, agreed *Fen) (p Purchase, err error) {
	p, err = s.sell(ctx, tx, u, m, agreed)
	var refused *Refusal
	if errors.Is(err, errTaken) || errors.As(err, &refused) {
		err = errLook
	}
	return p, err
}

// buy is one purchase: a success that charges nothing if the movie is owned.
func (s *Shop) buy(ctx context.Context, tx Tx, u *User, m Movie, agreed *Fen) (p Purchase, err error) {
	if m.Shelf == TakenDown { // its buyers get their money back just now
		return p, noMovie(m.ID)
	}
	had, err := tx.Sale(ctx, u.ID, m.ID)
	if err == nil {
		return Purchase{MovieID: m.ID, Title: m.Title, Paid: had.Paid, Balance: u.Balance, Again: true}, nil
	}
	if !errors.Is(err, errNoRow) {
		return p, err
	}
	return s.sell(ctx, tx, u, m, agreed)
}

// sell is the amount, the sale and the grant that may rest on it. The account's balance
// follows in u.
func (s *Shop) sell(ctx context.Context, tx Tx, u *User, m Movie, agreed *Fen) (p Purchase, err error) {
	p = Purchase{MovieID: m.ID, Title: m.Title, Balance: u.Balance}
	if p.Paid, err = s.Rules().offer(m, u.VIP(s.wall()), agreed); err != nil {
		return p, err
	}
	sale := Sale{Account: u.ID, MovieID: m.ID, Paid: p.Paid, At: s.wall()}
	granted := true  // as far as is known
	if p.Paid == 0 { // moves nothing
		err = tx.AddSale(ctx, &sale)
	} else {
		line := LedgerEntry{Kind: EntryBuy, MovieID: m.ID, By: u.Name}
		p.Balance, err = s.moveBy(ctx, tx, *u, -p.Paid, &line, HouseAccountMovies, func(ctx context.Context, e *LedgerEntry) (err error) {
			granted, err = tx.Sell(ctx, e, &sale)
			return err
		})
	}
	if err != nil {
		return p, err
	}
	if u.Balance = p.Balance; granted {
		err = s.keepGrant(ctx, tx, sale)
	}
	if err != nil {
		return p, err
	}
	return p, s.followFirst(ctx, tx, *u, m)
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

// Refund gives a buyer back what a movie cost, ends the grant and cuts its
// transfers. What it cost is what was paid, whatever the price is now.
func (s *Shop) Refund(ctx context.Context, a Actor, user string, movie int64) (p Purchase, err error) {
	var u User
	err = s.asAdmin(ctx, a, func(tx *change) (auditEvent, error) {
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
		tx.announce(cutMovie(movie, u.ID))
		tx.announce(event.ForAccount(u.ID, TopicWallet|TopicDownloads|TopicMovies))
		return auditf("refund", u.Name, "movie %d, %s", m.ID, sale.Paid), nil
	})
	if err != nil {
		return Purchase{}, err
	}
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
	if err := tx.RefundSale(ctx, sale.ID, entry, s.wall()); err != nil {
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

// Plan is a way to be a VIP for a while.
type Plan struct {
	Name  string // month, year
	Days  int
	Price Fen
}

// Plans are the ways to become a VIP.
func (s *Shop) Plans() []Plan { return append([]Plan(nil), s.Rules().Plans...) }

// BuyVIP buys a plan from the balance. It runs from the later of now and the
// end of what was bought before, and pending grants are ready at once. More than
// MaxVIPYears ahead is ErrVIPAhead, and nothing is charged.
func (s *Shop) BuyVIP(ctx context.Context, a Actor, plan string) (Account, error) {
	p, err := s.Rules().plan(plan)
	if err != nil {
		return Account{}, err
	}
	var u User
	err = s.asUser(ctx, a, func(tx *change, before User) (auditEvent, error) {
		u = before
		until, err := extendVIP(s.wall(), u.VIPUntil, p.Days)
		if err != nil {
			return auditEvent{}, err
		}
		_, balance, err := s.move(ctx, tx, u, -p.Price, LedgerEntry{Kind: EntryVIP, Note: p.Name, By: u.Name}, HouseAccountVIP)
		if err != nil {
			return auditEvent{}, err
		}
		u.Balance, u.VIPUntil = balance, until
		if err := tx.SetUser(ctx, u); err != nil {
			return auditEvent{}, err
		}
		tx.announce(event.ForAccount(u.ID, TopicWallet|TopicDownloads|TopicMovies))
		return auditf("vip", u.Name, "%s, %s", p.Name, p.Price), s.readyAll(ctx, tx, u.ID)
	})
	if err != nil {
		return Account{}, err
	}
	return u.Account, nil
}

// readyAll ends an account's waits.
func (s *Shop) readyAll(ctx context.Context, tx Tx, account int64) error {
	now := s.clock.now()
	pending, err := tx.PendingGrants(ctx, account, now)
	if err != nil {
		return err
	}
	for _, g := range pending {
		g.ReadyAt, g.Wait = now, 0
		g.ExpiresAt = ExpiresAt(g.Sale != 0, now, s.Rules().Lifetime)
		if err := tx.SetGrant(ctx, g); err != nil {
			return err
		}
	}
	return nil
}

// VIPUntil is the end of a plan bought now: days after the later of now and
// the end of what is paid for already.
func VIPUntil(now, until time.Time, days int) time.Time {
	if until.Before(now) {
		until = now
	}
	return until.Add(time.Duration(days) * 24 * time.Hour)
}

// MaxVIPYears is how far ahead VIP time can be bought. It bounds every time
// that an account can come to, whatever a plan costs.
const MaxVIPYears = 10

// extendVIP is VIPUntil, or ErrVIPAhead when that would be too far ahead.
func extendVIP(now, until time.Time, days int) (time.Time, error) {
	end := VIPUntil(now, until, days)
	if end.After(now.AddDate(MaxVIPYears, 0, 0)) {
		return time.Time{}, &Refusal{Code: ErrVIPAhead.Code, Limit: MaxVIPYears}
	}
	return end, nil
}
