package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"youku.example/store"
)

// maxUpdate ends an update that hangs, which would hold up all others.
const maxUpdate = 30 * time.Second

// rows is a View over a transaction, read by bun.
type rows struct{ db bun.IDB }

// tx is a Tx.
type tx struct {
	rows
	entries entries
}

var (
	_ store.DB   = (*DB)(nil)
	_ store.View = rows{}
	_ store.Tx   = tx{}
)

// View implements store.DB.
func (db *DB) View(ctx context.Context, fn func(store.View) error) error {
	t, err := db.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return fmt.Errorf("begin to read: %w", outward(err))
	}
	defer t.Rollback()
	return outward(fn(rows{t}))
}

// Update implements store.DB.
func (db *DB) Update(ctx context.Context, fn func(store.Tx) error) error {
	var wrote entries
	err := db.update(ctx, func(t tx) error {
		wrote = t.entries
		return fn(t)
	})
	if err == nil && db.tending != nil {
		db.tending.heard(wrote)
	}
	return err
}

func (db *DB) update(ctx context.Context, fn func(tx) error) error {
	if db.frozen {
		return errors.New("write to a database that was opened to read")
	}
	select {
	case db.turn <- struct{}{}:
		defer func() { <-db.turn }()
	case <-ctx.Done():
		return fmt.Errorf("wait to write: %w", ctx.Err())
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), maxUpdate)
	defer cancel()
	t, err := db.write.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin to write: %w", outward(err))
	}
	defer t.Rollback()
	before, err := changes(ctx, t.Tx)
	if err != nil {
		return fmt.Errorf("begin to write: %w", outward(err))
	}
	u := tx{rows{t}, entries{}}
	if err := fn(u); err != nil {
		return outward(err)
	}
	if err := u.entries.write(ctx, u.rows); err != nil {
		return fmt.Errorf("index movies: %w", outward(err))
	}
	if after, err := changes(ctx, t.Tx); err != nil || after != before {
		if err = errors.Join(err, count(ctx, t.Tx)); err != nil {
			return fmt.Errorf("stamp the update: %w", outward(err))
		}
	}
	if err := t.Commit(); err != nil {
		return fmt.Errorf("commit: %w", outward(err))
	}
	return nil
}
