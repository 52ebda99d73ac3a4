package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"io/fs"

	"github.com/pressly/goose/v3"

	"youku.example/store"
)

// The schema of this engine; other engines have the same tables.
//
//go:embed migrations
var migrations embed.FS

func steps(db *sql.DB) (*goose.Provider, error) {
	dir, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(goose.DialectSQLite3, db, dir,
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
	p, err := steps(db)
	if err != nil {
		return err
	}
	if err := notNewer(ctx, p); err != nil {
		return err
	}
	_, err = p.Up(ctx)
	return err
}

// notNewer refuses a schema that this program does not know.
func notNewer(ctx context.Context, p *goose.Provider) error {
	have, known, err := p.GetVersions(ctx)
	if err != nil {
		return err
	}
	if have > known {
		return store.ErrRowsNewer
	}
	return nil
}

// current refuses a schema that is not exactly this program's.
func current(ctx context.Context, db *sql.DB) error {
	if err := finished(ctx, db); err != nil {
		return err
	}
	if err := currentSchema(ctx, db); err != nil {
		return err
	}
	return wholeIndex(ctx, db)
}

// currentSchema is current for rows whose search index is yet to be made.
func currentSchema(ctx context.Context, db *sql.DB) error {
	p, err := steps(db)
	if err != nil {
		return err
	}
	all := p.ListSources()
	want := all[len(all)-1].Version
	var have int64
	if err := db.QueryRowContext(ctx, "SELECT max(version_id) FROM goose_db_version").Scan(&have); err != nil {
		return err
	}
	switch {
	case have > want:
		return store.ErrRowsNewer
	case have < want:
		return store.ErrRowsOlder
	}
	return nil
}

// wholeIndex refuses an index that the server has yet to make.
func wholeIndex(ctx context.Context, db *sql.DB) error {
	var version, upto int64
	if err := db.QueryRowContext(ctx, "SELECT version, upto FROM movie_index").Scan(&version, &upto); err != nil {
		return err
	}
	switch {
	case version > indexVersion:
		return store.ErrRowsNewer
	case version < indexVersion || upto != filled:
		return store.ErrRowsOlder
	}
	return nil
}
