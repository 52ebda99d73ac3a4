package sqldb

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"time"

	"github.com/uptrace/bun"

	"youku.example/store"
	"youku.example/store/sqldb/stmt"
)

// maxUpdate ends an update that hangs, which would hold up all others.
const maxUpdate = 30 * time.Second

// rows is a View over a transaction, read by bun.
type rows struct{ db bun.IDB }

// tx is a Tx.
type tx struct {
	rows
	index   indexEntries
	renamed *bool // set where episodes are left to be indexed under a new name
	audited *int  // counts the lines that the transaction adds to the audit
}

var (
	_ store.DB   = (*DB)(nil)
	_ store.View = rows{}
	_ store.Tx   = tx{}
)

// prepare readies a statement that an update runs often. The caller must close it.
func (r rows) prepare(ctx context.Context, query string) (*sql.Stmt, error) {
	return r.db.(bun.Tx).Tx.PrepareContext(ctx, query)
}

// View implements store.DB.
func (db *DB) View(ctx context.Context, fn func(store.View) error) error {
	t, err := db.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return fmt.Errorf("begin to read: %w", refusalError(err))
	}
	defer t.Rollback()
	return refusalError(fn(rows{t}))
}

// Update implements store.DB.
func (db *DB) Update(ctx context.Context, fn func(store.Tx) error) error {
	var wrote tx
	err := db.update(ctx, func(t tx) error {
		wrote = t
		return fn(t)
	})
	if err == nil && db.maintenance != nil {
		db.maintenance.noteUpdate(wrote.index, *wrote.renamed, *wrote.audited)
	}
	return err
}

func (db *DB) update(ctx context.Context, fn func(tx) error) error {
	if db.readOnly {
		return errors.New("write to a database that was opened to read")
	}
	select {
	case db.writeTurn <- struct{}{}:
		defer func() { <-db.writeTurn }()
	case <-ctx.Done():
		return fmt.Errorf("wait to write: %w", ctx.Err())
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), maxUpdate)
	defer cancel()
	t, err := db.write.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin to write: %w", refusalError(err))
	}
	defer t.Rollback()
	before, err := changes(ctx, t.Tx)
	if err != nil {
		return fmt.Errorf("begin to write: %w", refusalError(err))
	}
	u := tx{rows{t}, indexEntries{}, new(bool), new(int)}
	if err := fn(u); err != nil {
		return refusalError(err)
	}
	if err := u.index.write(ctx, u.rows); err != nil {
		return fmt.Errorf("index movies: %w", refusalError(err))
	}
	if after, err := changes(ctx, t.Tx); err != nil || after != before {
		if err = errors.Join(err, raiseStamp(ctx, t.Tx)); err != nil {
			return fmt.Errorf("stamp the update: %w", refusalError(err))
		}
	}
	if err := t.Commit(); err != nil {
		return fmt.Errorf("commit: %w", refusalError(err))
	}
	return nil
}

// Try implements store.Tx.
func (t tx) Try(ctx context.Context, fn func(store.Tx) error) error {
	index, renamed, audited := maps.Clone(t.index), *t.renamed, *t.audited
	if err := t.exec(ctx, "SAVEPOINT part"); err != nil {
		return fmt.Errorf("begin a part of a transaction: %w", refusalError(err))
	}
	err := fn(t)
	if err == nil {
		return t.exec(ctx, "RELEASE part")
	}
	clear(t.index)
	maps.Copy(t.index, index)
	*t.renamed, *t.audited = renamed, audited
	return cmp.Or(errors.Join(t.exec(ctx, "ROLLBACK TO part"), t.exec(ctx, "RELEASE part")), err)
}

// exec executes a statement whose text is always the same.
func (t tx) exec(ctx context.Context, text string, args ...any) error {
	_, err := t.plain().ExecContext(ctx, stmt.Keep+text, args...)
	return err
}
