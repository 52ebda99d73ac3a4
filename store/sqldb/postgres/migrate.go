package postgres

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"log/slog"
	"time"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"youku.example/store"
)

// The schema of this engine; other engines have the same tables.
//
//go:embed migrations
var migrations embed.FS

// How the servers that start at once wait for the one that brings the schema forward. It
// holds a row of a table, which is free again soon after it was killed.
const (
	lease     = 6 * time.Second
	heartbeat = time.Second
	lookAgain = 200 * time.Millisecond
	lookUpTo  = 5 * 60 * 5 // times: five minutes
)

func steps(db *sql.DB) (*goose.Provider, error) {
	dir, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, err
	}
	locker, err := lock.NewPostgresTableLocker(
		lock.WithTableLeaseDuration(lease), lock.WithTableHeartbeatInterval(heartbeat),
		lock.WithTableLockTimeout(lookAgain, lookUpTo), lock.WithTableLogger(slog.New(slog.DiscardHandler)))
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(goose.DialectPostgres, db, dir, goose.WithLocker(locker),
		goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger()))
}

// migrate brings the schema up to date, each step in one transaction.
func migrate(ctx context.Context, db *sql.DB) error {
	if err := finished(ctx, db); err != nil {
		return err
	}
	return bringForward(ctx, db)
}

func bringForward(ctx context.Context, db *sql.DB) error {
	have, want, err := versions(ctx, db)
	switch {
	case err != nil:
		return err
	case have > want:
		return store.ErrRowsNewer
	case have == want:
		return nil
	case have == 0:
		if err := unused(ctx, db); err != nil {
			return err
		}
	}
	p, err := steps(db)
	if err != nil {
		return err
	}
	if _, err = p.Up(ctx); err != nil {
		return fmt.Errorf("bring the schema forward: %w", err)
	}
	return nil
}

// current refuses a schema that is not exactly this program's.
func current(ctx context.Context, db *sql.DB) error {
	if err := finished(ctx, db); err != nil {
		return err
	}
	have, want, err := versions(ctx, db)
	switch {
	case err != nil:
		return err
	case have > want:
		return store.ErrRowsNewer
	case have == 0:
		if err := unused(ctx, db); err != nil {
			return err
		}
		return store.ErrRowsOlder
	case have < want:
		return store.ErrRowsOlder
	}
	return nil
}

// currentOrNew makes the schema where there is none.
func currentOrNew(ctx context.Context, db *sql.DB) error {
	have, _, err := versions(ctx, db)
	if err == nil && have == 0 {
		return migrate(ctx, db)
	}
	if err != nil {
		return err
	}
	return current(ctx, db)
}

// versions are the schema that is there, 0 for none of this program, and the one that
// this program has.
func versions(ctx context.Context, db *sql.DB) (have, want int64, err error) {
	p, err := steps(db)
	if err != nil {
		return 0, 0, err
	}
	all := p.ListSources()
	want = all[len(all)-1].Version
	ours, err := one[bool](ctx, db, "SELECT to_regclass('goose_db_version') IS NOT NULL AND to_regclass('library') IS NOT NULL")
	if err != nil || !ours {
		return 0, want, err
	}
	have, err = one[int64](ctx, db, "SELECT coalesce(max(version_id), 0) FROM goose_db_version")
	return have, want, err
}

// unused refuses a database that another program has tables in, and one that can't keep
// what people write. The tables of goose are there where the first start was cut off.
func unused(ctx context.Context, db *sql.DB) error {
	encoding, err := one[string](ctx, db, "SHOW server_encoding")
	if err != nil {
		return err
	}
	if encoding != "UTF8" {
		return store.ErrRowsEncoding
	}
	others, err := one[int](ctx, db, `SELECT count(*) FROM pg_class c WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace
		AND relname NOT IN ('goose_db_version', 'goose_lock', 'moving')
		AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')`)
	if err == nil && others > 0 {
		err = store.ErrRowsForeign
	}
	return err
}
