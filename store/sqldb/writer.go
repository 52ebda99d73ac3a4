package sqldb

import (
	"context"
	"fmt"

	"youku.example/store/sqldb/dbfile"
)

// OpenWriter opens a database file for a single change, while another process
// serves over it or not. Nothing is migrated, filled or tidied up: that is the
// server's. Its updates continue the stamps of the log that is there.
func OpenWriter(ctx context.Context, path string) (*DB, error) {
	db, err := openWriter(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("open the database %s: %w", path, openError(err))
	}
	return db, nil
}

func openWriter(ctx context.Context, path string) (*DB, error) {
	if err := inspect(path); err != nil {
		return nil, err
	}
	lock, _, err := dbfile.Lock(path)
	if err != nil {
		return nil, err
	}
	db, err := connect(path, false)
	if err != nil {
		lock.Unlock()
		return nil, err
	}
	db.lock = lock
	if err := current(ctx, db.read.DB); err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}
