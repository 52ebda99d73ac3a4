package postgres

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/uptrace/bun"

	"youku.example/store"
	"youku.example/store/sqldb"
)

const (
	// maxUpdate ends an update that hangs, and all its tries together.
	maxUpdate = 30 * time.Second
	// maxTries is how often an update is run that meets others each time.
	maxTries = 50
	// maxPause is the longest pause between two tries; the first ones are shorter.
	maxPause = 100 * time.Millisecond
)

// A transaction reads by indexes, whatever the planner knows of the tables yet: in an
// update, a walk over a small one would meet every other update of it. No question is
// worth compiling.
const (
	byIndexes   = "; SET LOCAL enable_seqscan = off; SET LOCAL jit = off"
	beginUpdate = "BEGIN ISOLATION LEVEL SERIALIZABLE"
	beginView   = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
)

// endIdle has the server end a transaction of which it hears nothing for so long. One
// whose machine is gone would hold its rows until the system finds that out, after hours.
func endIdle(after time.Duration) string {
	return fmt.Sprint("SET LOCAL idle_in_transaction_session_timeout = ", after.Milliseconds())
}

// askNumber asks for the number of the transaction that has begun, by which it can be
// asked later what became of it.
const askNumber = "; SELECT pg_current_xact_id(), pg_backend_pid()"

// settleWithin is how long it is asked what became of a transaction whose end was not
// confirmed: it takes the server so long to start again.
const settleWithin = 10 * time.Second

// errUndone says that a transaction was undone at its end, since a statement failed of
// which its function said nothing.
var errUndone = errors.New("a statement of the transaction failed")

// errTwice undoes the first of two runs.
var errTwice = errors.New("the first run is undone")

// rows is a View over a transaction, read by bun.
type rows struct{ sqldb.Rows }

// tx is a Tx.
type tx struct{ rows }

var (
	_ store.Leased     = (*DB)(nil)
	_ store.Asked      = (*DB)(nil)
	_ store.SharedView = rows{}
	_ store.SharedTx   = tx{}
)

// View implements store.DB.
func (db *DB) View(ctx context.Context, fn func(store.View) error) error {
	return db.view(ctx, db.read, fn)
}

// ViewBeside implements store.Shared.
func (db *DB) ViewBeside(ctx context.Context, fn func(store.View) error) error {
	return db.view(ctx, db.signs, fn)
}

func (db *DB) view(ctx context.Context, in *bun.DB, fn func(store.View) error) error {
	return refusalError(onConn(ctx, in, func(c bun.Conn) error {
		_, err := inTx(ctx, c.Conn, beginView, "", "COMMIT", func() error { return fn(over(c)) })
		return err
	}))
}

// Ask implements store.Asked.
func (db *DB) Ask(ctx context.Context, fn func(store.View) error) error {
	return refusalError(onConn(ctx, db.read, func(c bun.Conn) error {
		err := within(ctx, c.Conn, func() error { return fn(over(c)) })
		if isAway(err) { // another connection may answer
			err = fmt.Errorf("%w: %w", errNotBegun, err)
		}
		return err
	}))
}

// Update implements store.DB.
func (db *DB) Update(ctx context.Context, fn func(store.Tx) error) error {
	if db.readOnly {
		return errors.New("write to a database that was opened to read")
	}
	if db.twice {
		undone := func(t store.Tx) error { return cmp.Or(fn(t), errTwice) }
		if err := db.update(ctx, undone); !errors.Is(err, errTwice) {
			return err
		}
		ctx = context.WithoutCancel(ctx) // it has begun
	}
	return db.update(ctx, fn)
}

// update runs a transaction until it met no other.
func (db *DB) update(ctx context.Context, fn func(store.Tx) error) error {
	return refusalError(onConn(ctx, db.write, func(c bun.Conn) error {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), db.longest)
		defer cancel()
		err := db.untilAlone(ctx, c, fn)
		if unsure, is := err.(unsureError); is {
			return db.settle(ctx, unsure)
		}
		if err != nil && ctx.Err() != nil && !errors.Is(err, store.ErrBusy) {
			return fmt.Errorf("%w: %w", store.ErrRowsAway, err)
		}
		return err
	}))
}

// settle asks what became of a transaction: nil if it was committed.
func (db *DB) settle(ctx context.Context, unsure unsureError) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), db.settling)
	defer cancel()
	for {
		var is sql.NullString // NULL: of so long ago that no one knows
		err := db.read.NewRaw("SELECT pg_xact_status(?::xid8)", unsure.number).Scan(ctx, &is)
		switch {
		case err == nil && is.String == "committed":
			return nil
		case err == nil && is.String == "aborted":
			return fmt.Errorf("%w: %w", store.ErrRowsAway, unsure)
		}
		select {
		case <-time.After(maxPause):
		case <-ctx.Done():
			return fmt.Errorf("%w: %w", store.ErrRowsUnknown, unsure)
		}
	}
}

// untilAlone runs a transaction until it meets no other. What met one runs again one
// after another on this server: all at once they would go on to meet each other.
func (db *DB) untilAlone(ctx context.Context, c bun.Conn, fn func(store.Tx) error) error {
	rest := "; " + endIdle(db.longest) + askNumber
	for try := 1; ; try++ {
		conflict, err := inTx(ctx, c.Conn, beginUpdate, rest, "COMMIT", func() error { return fn(tx{over(sqldb.Uninterrupted{Conn: c})}) })
		if conflict == nil {
			return err
		}
		if try == maxTries || ctx.Err() != nil {
			return fmt.Errorf("%w: an update met others %d times: %w", store.ErrBusy, try, conflict)
		}
		if try == 1 {
			select {
			case db.again <- struct{}{}:
				defer func() { <-db.again }()
			case <-ctx.Done():
			}
			continue
		}
		time.Sleep(pause(try))
	}
}

// pause is how long an update waits before the next try: as others do not, and longer
// the more there are.
func pause(try int) time.Duration {
	return rand.N(min(maxPause, time.Millisecond<<min(try-1, 10)))
}

// Try implements store.Tx.
func (t tx) Try(ctx context.Context, fn func(store.Tx) error) error {
	if err := t.exec(ctx, "SAVEPOINT part"); err != nil {
		return fmt.Errorf("begin a part of a transaction: %w", refusalError(err))
	}
	err := fn(t)
	if err == nil {
		return t.exec(ctx, "RELEASE part")
	}
	return cmp.Or(t.exec(ctx, "ROLLBACK TO part; RELEASE part"), err)
}

func (t tx) exec(ctx context.Context, text string) error {
	_, err := t.DB.ExecContext(ctx, text)
	return err
}

// one reads a value of one row.
func one[T any](ctx context.Context, db *sql.DB, query string) (v T, err error) {
	err = db.QueryRowContext(ctx, query).Scan(&v)
	return v, err
}
