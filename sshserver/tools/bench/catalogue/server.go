package main

import (
	"context"
	"errors"
	"fmt"

	"youku.example/store"
	"youku.example/store/sqldb/move"
	"youku.example/store/sqldb/postgres"
	"youku.example/store/storetest/stock"
)

// openServed opens the library in a database on a server; an empty one is filled first.
// What is measured there stays there.
func openServed(ctx context.Context, o options) (*library, error) {
	if err := fillServed(ctx, o); err != nil {
		return nil, fmt.Errorf("fill the database with %d movies: %w", o.movies, err)
	}
	rows, err := postgres.Open(ctx, o.database)
	if err != nil {
		return nil, err
	}
	shop, err := store.Open(ctx, rows, store.DefaultRules())
	if err != nil {
		return nil, errors.Join(err, rows.Close())
	}
	l := &library{shop: shop, served: rows}
	all, err := shop.CountMovies(ctx, guest, store.Query{})
	if err == nil {
		err = shop.Reconciled(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, l.close())
	}
	l.movies = all.N
	return l, nil
}

// fillServed moves the stock into a database that has no movies yet, as a library is
// moved from another engine.
func fillServed(ctx context.Context, o options) (err error) {
	if there, err := hasMovies(ctx, o.database); err != nil || there {
		return err
	}
	to, err := postgres.OpenTarget(ctx, o.database)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, to.Close()) }()
	begun, err := to.Begun(ctx)
	if err != nil {
		return err
	}
	if _, err := to.Begin(ctx, fmt.Sprintf("stock-%s-%d", stock.Version(), o.movies)); err != nil {
		return err
	}
	if begun { // and broken off
		if err := to.Empty(ctx, []string{"movies", "series", "series_counts", "tags", "movie_counts", "library_counts"}); err != nil {
			return err
		}
	}
	f := &bulk{series: map[int64]*counted{}}
	for i := range o.movies {
		m := stock.Movie(i)
		m.ID = int64(i + 1)
		f.count(m)
	}
	for _, t := range f.counts() {
		if err := to.Insert(ctx, t.name, t.columns, t.rows); err != nil {
			return err
		}
	}
	for at := 0; at < o.movies; at += bulkBatch {
		if err := insertMovies(ctx, to, at, min(at+bulkBatch, o.movies)); err != nil {
			return fmt.Errorf("add movies from %d: %w", at, err)
		}
	}
	if err := to.Settle(ctx); err != nil {
		return err
	}
	return to.Finish(ctx, nil)
}

func insertMovies(ctx context.Context, to move.Target, from, upTo int) error {
	list := make([][]any, 0, upTo-from)
	for i := from; i < upTo; i++ {
		m := stock.Movie(i)
		m.ID = int64(i + 1)
		list = append(list, movieRow(m))
	}
	return to.Insert(ctx, "movies", movieColumns, list)
}

// hasMovies reports whether a database has any; it gets its schema if it is empty.
func hasMovies(ctx context.Context, url string) (bool, error) {
	rows, err := postgres.Open(ctx, url)
	if errors.Is(err, store.ErrRowsMoving) { // a filling was broken off
		return false, nil
	}
	if err != nil {
		return false, err
	}
	var n store.Counts
	err = rows.View(ctx, func(v store.View) (err error) {
		n, err = v.CountMovies(ctx)
		return err
	})
	return n.All > 0, errors.Join(err, rows.Close())
}
