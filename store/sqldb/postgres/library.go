package postgres

import (
	"context"

	"youku.example/store"
)

// LibraryID returns which library this is.
func (db *DB) LibraryID(ctx context.Context) (id string, err error) {
	err = db.read.NewRaw("SELECT id FROM library").Scan(ctx, &id)
	return id, refusalError(err)
}

// SetLibraryID makes the rows those of another library.
func (db *DB) SetLibraryID(ctx context.Context, id string) error {
	return db.Update(ctx, func(t store.Tx) error {
		return t.(tx).OneRow(t.(tx).DB.NewRaw("UPDATE library SET id = ?", id).Exec(ctx))
	})
}

// Backup writes nothing: a database on a server is copied by the server's own programs.
func (db *DB) Backup(context.Context, string, []store.KeptFile, func(store.SmallFile) ([]byte, error)) error {
	return store.ErrRowsOnServer
}

// KeptFiles returns none: they stand in backups alone.
func (db *DB) KeptFiles(context.Context) ([]store.KeptFile, error) { return nil, nil }

// KeptSmallFile returns none, as KeptFiles.
func (db *DB) KeptSmallFile(context.Context, store.SmallFile) ([]byte, error) { return nil, nil }

// DropKeptFiles has none to drop.
func (db *DB) DropKeptFiles(context.Context) error { return nil }
