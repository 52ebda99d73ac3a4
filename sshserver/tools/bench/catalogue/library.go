package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"youku.example/store"
	"youku.example/store/sqldb/postgres"
	"youku.example/store/sqldb/sqlite"
	"youku.example/store/storetest/stock"
)

// library is an open shop over a stock of movies.
type library struct {
	copy   string // its data folder, removed at the end
	movies int
	rows   *sqlite.DB
	served *postgres.DB // in the place of both, of a database on a server
	shop   *store.Shop
}

// openLibrary opens a copy of the library that a run before left, or makes
// that first.
func openLibrary(ctx context.Context, o options) (_ *library, err error) {
	kept := filepath.Join(o.dir, fmt.Sprintf("youku-stock-%s-%d-%d.db", stock.Version(), o.movies, o.people))
	if _, err := os.Stat(kept); errors.Is(err, os.ErrNotExist) {
		if err := makeLibrary(ctx, kept, o); err != nil {
			return nil, fmt.Errorf("make a library of %d movies: %w", o.movies, err)
		}
	}
	if err := renew(ctx, kept); err != nil {
		return nil, fmt.Errorf("bring %s up to date: %w", kept, err)
	}
	l := &library{movies: o.movies}
	if l.copy, err = os.MkdirTemp(o.dir, "youku-stock-run-"); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			_ = os.RemoveAll(l.copy)
		}
	}()
	if err := os.Mkdir(filepath.Join(l.copy, "media"), 0o700); err != nil { // without it, a library has lost its movies
		return nil, err
	}
	file := filepath.Join(l.copy, "youku.db")
	if err := copyFile(kept, file); err != nil {
		return nil, err
	}
	rows, err := sqlite.Open(ctx, file)
	if err != nil {
		return nil, err
	}
	if l.shop, err = store.Open(ctx, rows, store.DefaultRules()); err != nil {
		return nil, errors.Join(err, rows.Close())
	}
	l.rows = rows
	return l, errors.Join(l.shop.Reconciled(ctx), rows.Settled(ctx))
}

// renew brings a kept library to this program's schema, and its search index
// to rest, once and not in each copy.
func renew(ctx context.Context, kept string) error {
	rows, err := sqlite.Open(ctx, kept)
	if err != nil {
		return err
	}
	return errors.Join(rows.Settled(ctx), rows.Close())
}

func (l *library) close() error { return l.shop.Close() }

// makeLibrary makes it under another name, so that half a library is none.
func makeLibrary(ctx context.Context, kept string, o options) error {
	part, err := os.MkdirTemp(o.dir, "youku-stock-part-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(part)
	file := filepath.Join(part, "youku.db")
	if err := fillRows(ctx, file, o.movies); err != nil {
		return err
	}
	rows, err := sqlite.Open(ctx, file) // makes the search index
	if err != nil {
		return err
	}
	if err = errors.Join(stock.People(ctx, rows, o.people), rows.Settled(ctx), rows.Close()); err != nil {
		return err
	}
	return os.Rename(file, kept)
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
