package sqlite_test

import (
	"context"
	"path/filepath"
	"testing"

	"youku.example/store"
	"youku.example/store/sqldb/sqlite"
	"youku.example/store/storetest"
)

func open(dir string) (store.DB, error) {
	return sqlite.Open(context.Background(), filepath.Join(dir, "youku.db"))
}

func TestMain(m *testing.M) { storetest.Main(m, open) }

func TestShop(t *testing.T) { storetest.Run(t, open) }
