package sqlite

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
	"youku.example/store/sqldb"
	"youku.example/store/sqldb/sqlite/stmt"
	"youku.example/store/title"
)

// maxUpdate ends an update that hangs, which would hold up all others.
const maxUpdate = 30 * time.Second

// rows is a View over a transaction, read by bun.
type rows struct{ sqldb.Rows }

// engine is what the queries that all engines share need to know of this one.
var engine = &sqldb.Engine{
	Exact: title.Search.Exact,
	Keep:  stmt.Keep, NamesIndexes: true, Taken: isTaken,
	Lists: sqldb.Lists{Sign: "char", Joined: "group_concat", Rows: "json_each(?) AS a", Among: " IN (SELECT value FROM json_each(?))", Value: "[]"},
}

// over is the rows of a transaction, or of a connection.
func over(db bun.IDB) rows { return rows{sqldb.Rows{DB: db, Engine: engine}} }

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
	return r.DB.(sqldb.Uninterrupted).Conn.Conn.PrepareContext(context.WithoutCancel(ctx), query)
}

// View implements store.DB.
func (db *DB) View(ctx context.Context, fn func(store.View) error) error {
	c, err := db.read.Conn(ctx)
	if err != nil {
		return fmt.Errorf("begin to read: %w", refusalError(err))
	}
	defer c.Close()
	return refusalError(stmt.InTx(ctx, c.Conn, "BEGIN", func() error { return fn(over(c)) }))
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
	if err := ctx.Err(); err != nil { // else it may begin by chance
		return fmt.Errorf("wait to write: %w", err)
	}
	select {
	case db.writeTurn <- struct{}{}:
		defer func() { <-db.writeTurn }()
	case <-ctx.Done():
		return fmt.Errorf("wait to write: %w", ctx.Err())
	}
	ctx = context.WithoutCancel(ctx)
	until, cancel := context.WithTimeout(ctx, db.longest)
	defer cancel()
	c, err := db.write.Conn(until)
	if err != nil {
		return fmt.Errorf("begin to write: %w", refusalError(err))
	}
	defer c.Close()
	ended := make(chan struct{})
	stop := context.AfterFunc(until, func() { defer close(ended); stmt.Drop(c.Conn) })
	defer func() {
		if !stop() {
			<-ended // before the connection is given back
		}
	}()
	err = stmt.InTx(ctx, c.Conn, "BEGIN IMMEDIATE", func() error { return stamped(ctx, over(sqldb.Uninterrupted{Conn: c}), fn) })
	if err != nil && until.Err() != nil {
		err = fmt.Errorf("an update took more than %s: %w", db.longest, err)
	}
	return refusalError(err)
}

// stamped runs fn in a transaction that has begun, and then writes what it left to
// be indexed, and the stamp if it changed anything.
func stamped(ctx context.Context, r rows, fn func(tx) error) error {
	before, err := changes(ctx, r.Plain())
	if err != nil {
		return fmt.Errorf("begin to write: %w", err)
	}
	u := tx{r, indexEntries{}, new(bool), new(int)}
	if err := fn(u); err != nil {
		return err
	}
	if err := u.index.write(ctx, u.rows); err != nil {
		return fmt.Errorf("index movies: %w", err)
	}
	if after, err := changes(ctx, r.Plain()); err != nil || after != before {
		if err = errors.Join(err, raiseStamp(ctx, r.Plain())); err != nil {
			return fmt.Errorf("stamp the update: %w", err)
		}
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
	_, err := t.Plain().ExecContext(ctx, stmt.Keep+text, args...)
	return err
}
