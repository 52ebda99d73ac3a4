package store

import (
	"context"
	"errors"
	"fmt"

	"youku.example/store/event"
)

// maxSelected is how many movies one request or purchase of several may name.
const maxSelected = 1000

// Selection names several movies: by their numbers, or as those of a series on
// the shelf, of one season where that is given.
type Selection struct {
	IDs    []int64
	Series int64
	Season *int
}

// movies are the selected ones, in their order, none twice.
func (sel Selection) movies(ctx context.Context, v View) (list []Movie, err error) {
	if sel.Series == 0 {
		seen := map[int64]bool{}
		for _, id := range sel.IDs {
			if seen[id] {
				continue
			}
			seen[id] = true
			m, err := v.MovieByID(ctx, id)
			if err != nil {
				return nil, notFoundAs(err, noMovie(id))
			}
			list = append(list, m)
		}
	} else {
		all, err := v.Episodes(ctx, sel.Series)
		if err != nil {
			return nil, err
		}
		for _, m := range all {
			if sel.Season == nil || m.Episode.Season == *sel.Season {
				list = append(list, m)
			}
		}
	}
	switch {
	case len(list) == 0:
		return nil, noSeries(sel.Series)
	case len(list) > maxSelected:
		return nil, &Refusal{Code: ErrTooManyMovies.Code, Limit: maxSelected}
	}
	return list, nil
}

// selected checks the files of the selected movies, before anything is charged
// or promised.
func (s *Shop) selected(ctx context.Context, sel Selection) error {
	var list []Movie
	err := s.db.View(ctx, func(v View) (err error) {
		list, err = sel.movies(ctx, v)
		return err
	})
	for _, m := range list {
		if err := s.checkFile(ctx, m.ID); err != nil {
			return err
		}
	}
	return err
}

// RequestAll asks for leave to fetch several movies, as Request does for one:
// all of them, or none. They queue in their order, so the last ReadyAt is that
// of the whole. What is paid for and not owned is ErrNotOwned, with the price of
// all that lacks.
func (s *Shop) RequestAll(ctx context.Context, a Actor, sel Selection) (list []Download, err error) {
	if err := s.selected(ctx, sel); err != nil {
		return nil, err
	}
	err = s.asUser(ctx, a, func(tx *change, u User) (auditEvent, error) {
		list = nil
		movies, err := sel.movies(ctx, tx)
		if err != nil {
			return auditEvent{}, err
		}
		lacks, first := Fen(0), error(nil)
		for _, m := range movies {
			d, _, err := s.request(ctx, tx, u, m.ID)
			var r *Refusal
			if errors.As(err, &r) && errors.Is(err, ErrNotOwned) {
				lacks += r.Price
				if first == nil {
					first = err
				}
				continue
			}
			if err != nil {
				return auditEvent{}, err
			}
			list = append(list, d)
		}
		if first != nil {
			return auditEvent{}, sel.notOwned(first, lacks, movies)
		}
		tx.announce(event.ForAccount(u.ID, TopicDownloads))
		return auditEvent{}, nil
	})
	if err != nil {
		return nil, err
	}
	return list, nil
}

// notOwned speaks of the whole selection where more than one movie was named.
func (sel Selection) notOwned(first error, lacks Fen, movies []Movie) error {
	if len(movies) == 1 {
		return first
	}
	r := &Refusal{Code: ErrNotAllOwned.Code, Price: lacks}
	if sel.Series != 0 {
		r.Movie, r.Name, r.Season = sel.Series, movies[0].Episode.Series, sel.Season
	}
	return r
}

// Purchases is the answer to who bought several movies: those that were charged.
type Purchases struct {
	Bought  []Purchase // what was owned before or is free is not among them
	Paid    Fen        // now, for all of them
	Balance Fen
}

// BuyAll buys several movies in one transaction: all of them, or none, with one
// sale a movie, so that each can be refunded by itself. agreed is the sum that
// the buyer saw: another one now is ErrPriceChanged. What is owned already and
// what is free costs nothing; where nothing is left to pay it is a success that
// charges nothing, whatever was agreed to, unless all are free, which is
// ErrFreeMovie.
func (s *Shop) BuyAll(ctx context.Context, a Actor, sel Selection, agreed *Fen) (p Purchases, err error) {
	if err := s.selected(ctx, sel); err != nil {
		return Purchases{}, err
	}
	err = s.asUser(ctx, a, func(tx *change, u User) (auditEvent, error) {
		p = Purchases{Balance: u.Balance}
		movies, err := sel.movies(ctx, tx)
		if err != nil {
			return auditEvent{}, err
		}
		open, sum, err := s.toPay(ctx, tx, u, movies)
		switch {
		case err != nil || len(open) == 0: // all of it is paid, also of who asks again
			return auditEvent{}, err
		case agreed != nil && *agreed != sum:
			return auditEvent{}, &Refusal{Code: ErrPriceChanged.Code, Movie: open[0].ID, Price: sum}
		case sum > u.Balance:
			return auditEvent{}, &Refusal{Code: ErrFunds.Code, Need: sum - u.Balance, Price: sum}
		}
		for _, m := range open {
			one, err := s.sell(ctx, tx, &u, m.Movie, &m.price) // a VIP's time may end meanwhile
			if err != nil {
				return auditEvent{}, err
			}
			p.Bought, p.Paid, p.Balance = append(p.Bought, one), p.Paid+one.Paid, one.Balance
		}
		tx.announce(event.ForAccount(u.ID, TopicWallet|TopicDownloads|TopicMovies))
		return auditf("buy", sel.String(), "%d movies, paid %s", len(p.Bought), p.Paid), nil
	})
	if err != nil {
		return Purchases{}, err
	}
	return p, nil
}

// openMovie is a movie that is still to be paid, with what it costs.
type openMovie struct {
	Movie
	price Fen
}

// toPay is which of the movies are still to be paid, and what they cost
// together. One that can't be sold now refuses all.
func (s *Shop) toPay(ctx context.Context, v View, u User, movies []Movie) (open []openMovie, sum Fen, err error) {
	vip, free := u.VIP(s.wall()), 0
	for _, m := range movies {
		_, err := v.Sale(ctx, u.ID, m.ID)
		switch {
		case err == nil:
			continue
		case !errors.Is(err, errNoRow):
			return nil, 0, err
		case m.Free && m.Shelf == OnShelf:
			free++
			continue
		}
		price, err := s.Rules().offer(m, vip, nil)
		if err != nil {
			return nil, 0, err
		}
		open, sum = append(open, openMovie{m, price}), sum+price
	}
	if free == len(movies) {
		return nil, 0, &Refusal{Code: ErrFreeMovie.Code, Movie: movies[0].ID, Name: movies[0].Title}
	}
	return open, sum, nil
}

// String names the selection in the audit.
func (sel Selection) String() string {
	switch {
	case sel.Series == 0:
		return fmt.Sprintf("movies %v", sel.IDs)
	case sel.Season == nil:
		return fmt.Sprintf("series %d", sel.Series)
	}
	return fmt.Sprintf("series %d season %d", sel.Series, *sel.Season)
}
