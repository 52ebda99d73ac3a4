package sqlitetest

import (
	"context"
	"os"
	"path/filepath"
	"sync"

	"youku.example/store/sqldb/sqlite"
)

// Open opens the database file, as sqlite.Open does. A file that is not there is
// made as a copy of one that has no rows: bringing a new one up to date for each
// test would take most of the time of many packages.
func Open(ctx context.Context, path string) (*sqlite.DB, error) {
	if _, err := os.Stat(path); os.IsNotExist(err) {
		empty, err := template()
		if err != nil {
			return nil, err
		}
		if err := os.WriteFile(path, empty, 0o600); err != nil {
			return nil, err
		}
	}
	return sqlite.Open(ctx, path)
}

// template is a file without rows, of this program's schema.
var template = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "youku-template-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "youku.db")
	db, err := sqlite.Open(context.Background(), file)
	if err != nil {
		return nil, err
	}
	if err := db.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(file)
})
