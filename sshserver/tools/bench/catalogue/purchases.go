package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver

	"youku.example/store"
	"youku.example/store/names"
)

const (
	// slice is how long purchases and insertions are made in turn: what else the machine
	// does in the meantime slows both down.
	slice = time.Second
	// inTurn is how often.
	inTurn = 9
	// purse is what a buyer has.
	purse = 1_000_000_000
)

// purchases is how many buyers buy different movies in a second, and how many rows as
// many connections insert, each alone, in the same run. A purchase that fails ends it:
// what the shop tries again by itself, a buyer does not see.
func (l *library) purchases(ctx context.Context, o options) ([]figure, error) {
	sold, err := l.forSale(ctx)
	if err != nil {
		return nil, err
	}
	if len(sold) < 2*o.buyers {
		return nil, fmt.Errorf("the library has %d movies for sale: too few for %d buyers", len(sold), o.buyers)
	}
	l.keepFiles(sold)
	shoppers, err := addBuyers(ctx, l.served, o.buyers)
	if err != nil {
		return nil, err
	}
	inserts, err := openInserts(ctx, o)
	if err != nil {
		return nil, err
	}
	defer inserts.close()
	bought := make([]int, o.buyers) // by each
	var buys, rows, ratios []float64
	for range inTurn {
		inserted, err := aSecond(o.buyers, func(i int) error { return inserts.one(ctx, i) })
		if err != nil {
			return nil, fmt.Errorf("insert a row: %w", err)
		}
		done, err := aSecond(o.buyers, func(i int) error {
			m := sold[(i+bought[i])%len(sold)] // at one time each buys another one
			bought[i]++
			p, err := l.shop.Buy(ctx, shoppers[i], m.ID, &m.Price)
			if err == nil && p.Again {
				err = errors.New("it was bought already: the library is too small")
			}
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("buy a movie: %w", err)
		}
		buys, rows, ratios = append(buys, done), append(rows, inserted), append(ratios, done/inserted)
	}
	return []figure{
		rateOf("insertions of single rows", "a second", rows),
		rateOf(fmt.Sprintf("purchases of %d buyers", o.buyers), "a second", buys),
		rateOf("purchases ÷ insertions", "of them", ratios),
	}, nil
}

func rateOf(name, unit string, list []float64) figure {
	s := slices.Sorted(slices.Values(list))
	return figure{Name: name, Unit: unit, Rounds: list, P50: s[len(s)/2], P99: s[0], Most: s[len(s)-1]}
}

// aSecond is how often some do a thing in a second, all at once.
func aSecond(workers int, do func(i int) error) (rate float64, err error) {
	var n atomic.Int64
	var wg sync.WaitGroup
	errs := make([]error, workers)
	began := time.Now()
	for i := range workers {
		wg.Go(func() {
			for time.Since(began) < slice && errs[i] == nil {
				errs[i] = do(i)
				n.Add(1)
			}
		})
	}
	wg.Wait()
	return float64(n.Load()) / time.Since(began).Seconds(), errors.Join(errs...)
}

// forSale are movies that cost something, no more than it takes.
func (l *library) forSale(ctx context.Context) (list []store.Movie, err error) {
	const enough = 20_000
	for q := (store.Query{Priced: store.OnlyPaid, Limit: 200}); len(list) < enough; {
		some, err := l.shop.Movies(ctx, guest, q)
		if err != nil || len(some) == 0 {
			return list, err
		}
		for _, m := range some {
			list = append(list, m.Movie)
		}
		q.After = list[len(list)-1].ID
	}
	return list, nil
}

// keepFiles has the shop check files, which are as they were published.
func (l *library) keepFiles(movies []store.Movie) {
	sizes := make(map[string]int64, len(movies))
	for _, m := range movies {
		sizes[m.File] = m.Size
	}
	l.shop.SetFileChecker(store.FileChecker{
		Stat: func(_ context.Context, file string) (store.FileFacts, bool, error) {
			size, is := sizes[file]
			return store.FileFacts{Size: size}, is, nil
		},
		Tell: func([]store.Movie, []store.Movie) {},
	})
}

// addBuyers adds accounts with money, each an actor that came in by a password.
func addBuyers(ctx context.Context, db store.DB, n int) (list []store.Actor, err error) {
	now := time.Now()
	err = db.Update(ctx, func(tx store.Tx) error {
		list = nil
		for i := range n {
			name := fmt.Sprintf("buyer%d-%d", i, now.UnixMicro())
			u := store.User{Account: store.Account{Name: name, Stamp: now.UnixMicro(), CreatedAt: now}, Fold: names.Fold(name), Hash: "none"}
			if err := tx.AddUser(ctx, &u); err != nil {
				return err
			}
			if err := tx.AddEntry(ctx, &store.LedgerEntry{Kind: store.EntryCredit, By: "boss", At: now, Postings: []store.Posting{
				{LedgerAccount: store.LedgerAccount{User: u.ID}, Amount: purse},
				{LedgerAccount: store.LedgerAccount{HouseAccount: store.HouseAccountCredits}, Amount: -purse},
			}}); err != nil {
				return err
			}
			list = append(list, store.Actor{Account: u.ID, Name: name, Role: store.RoleUser, Stamp: u.Stamp})
		}
		return nil
	})
	return list, err
}

// inserts is a table beside the library's, and a connection for each that inserts.
type inserts struct {
	db    *sql.DB
	conns []*sql.Conn
}

func openInserts(ctx context.Context, o options) (_ *inserts, err error) {
	s := &inserts{}
	if s.db, err = sql.Open("pgx", o.database); err != nil {
		return nil, err
	}
	for range o.buyers {
		c, err := s.db.Conn(ctx)
		if err != nil {
			return nil, errors.Join(err, s.db.Close())
		}
		s.conns = append(s.conns, c)
	}
	if _, err := s.conns[0].ExecContext(ctx, "CREATE TABLE inserted_rows (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, buyer BIGINT NOT NULL, said TEXT NOT NULL)"); err != nil {
		return nil, errors.Join(err, s.db.Close())
	}
	return s, nil
}

// one inserts a row by a statement that is kept.
func (s *inserts) one(ctx context.Context, i int) error {
	_, err := s.conns[i].ExecContext(ctx, "INSERT INTO inserted_rows (buyer, said) VALUES ($1, $2)", i, "a row of about as much text as a line of the audit has")
	return err
}

func (s *inserts) close() {
	_, _ = s.conns[0].ExecContext(context.Background(), "DROP TABLE inserted_rows")
	_ = s.db.Close()
}
