package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"

	"youku.example/store/sqldb/sqlite/stmt"
)

// The stamp proves which log belongs to which state of the database file. It
// stands in page 1 (SQLite's user_version), so it can be read from the file and
// from each copy of that page in the log, before SQLite opens either.
//
// Every update that writes something raises it by one. So the log, whenever
// SQLite begins it anew, holds the stamps that follow the one of the file, and
// has no gap: a file fits its log if its stamp is the one before the log's
// first (nothing was carried over yet), or one of those in it (some was). A
// kill -9 at any moment leaves such a pair. The file as it was at another time
// has an older stamp, and is no part of it.
//
// Every opening takes a new stamp at random and begins a new log behind it, and
// every backup has one of its own: so that a copy of the file of an earlier
// day, which would fit the log of the run that came next, fits none.

// raiseStamp raises the stamp, as part of the transaction.
func raiseStamp(ctx context.Context, t querier) error {
	old, err := stampOf(ctx, t)
	if err != nil {
		return err
	}
	return setStamp(ctx, t, old+1)
}

type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

func stampOf(ctx context.Context, q querier) (uint32, error) {
	var v int32
	err := q.QueryRowContext(ctx, stmt.Keep+"PRAGMA user_version").Scan(&v)
	return uint32(v), err
}

func setStamp(ctx context.Context, q querier, v uint32) error {
	_, err := q.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", int32(v)))
	return err
}

// randomStamp is one that is far from old, and never 0, which is that of a file
// that was never stamped.
func randomStamp(old uint32) uint32 {
	const far = 1 << 30
	for {
		if v := rand.Uint32(); v != 0 && v-old >= far && old-v >= far {
			return v
		}
	}
}

// changes is how many rows were ever changed over the connection.
func changes(ctx context.Context, q querier) (n int64, err error) {
	err = q.QueryRowContext(ctx, stmt.Keep+"SELECT total_changes()").Scan(&n)
	return n, err
}

// restamp gives the database the stamp of this opening. The update before it
// stands in the same log, since nothing is carried over in between: so a kill
// at any moment leaves a log whose first stamp follows the file's.
//
// On a full disk the stamps go on from where they were: what is there can still
// be looked at and fetched, and the log that comes next fits this file.
func (db *DB) restamp(ctx context.Context) error {
	c, err := db.write.DB.Conn(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	if _, err := c.ExecContext(ctx, "PRAGMA wal_autocheckpoint = 0"); err != nil {
		return err
	}
	for _, set := range []func(context.Context, querier) error{raiseStamp, renewStamp} {
		if err = stmt.InTx(ctx, c, "BEGIN IMMEDIATE", func() error { return set(ctx, c) }); err != nil {
			break
		}
	}
	if _, err := c.ExecContext(ctx, "PRAGMA "+autoCheckpoint); err != nil {
		return err
	}
	if isFull(err) {
		return nil
	}
	if err != nil {
		return err
	}
	// A reader of another process may be in the way. Then the log goes on, which
	// fits the file none the less.
	var busy, log, done int
	err = c.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &log, &done)
	if isFull(err) {
		return nil
	}
	return err
}

// renewStamp gives the file another stamp at random.
func renewStamp(ctx context.Context, t querier) error {
	old, err := stampOf(ctx, t)
	if err != nil {
		return err
	}
	return setStamp(ctx, t, randomStamp(old))
}
