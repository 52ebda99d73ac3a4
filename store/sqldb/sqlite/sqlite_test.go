package sqlite_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"youku.example/store"
	"youku.example/store/sqldb/sqlite"
	"youku.example/store/sqldb/sqlite/sqlitetest"
	"youku.example/store/storetest"
)

// open opens the library of a folder. A child that is to be killed makes it from
// nothing.
func open(dir string) (store.DB, error) {
	file := filepath.Join(dir, "youku.db")
	if os.Getenv(storetest.ChildDir) != "" {
		return sqlite.Open(context.Background(), file)
	}
	return sqlitetest.Open(context.Background(), file)
}

func TestMain(m *testing.M) { storetest.Main(m, open) }

func TestShop(t *testing.T) { storetest.Run(t, open) }
