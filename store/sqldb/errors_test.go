package sqldb

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"youku.example/store"
)

func openShop(t *testing.T) (*DB, *store.Shop) {
	t.Helper()
	db, err := Open(t.Context(), filepath.Join(t.TempDir(), "youku.db"))
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), db, store.DefaultRules())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return db, s
}

// A full disk is said, nothing is half written, and it goes on when there is
// room again.
func TestUpdate_ErrNoSpace(t *testing.T) {
	db, s := openShop(t)
	var pages int
	if err := db.write.QueryRow("PRAGMA page_count").Scan(&pages); err != nil {
		t.Fatal(err)
	}
	if _, err := db.write.Exec("PRAGMA max_page_count = ?", pages); err != nil {
		t.Fatal(err)
	}
	var err error
	for range 200 {
		if _, err = s.Post(t.Context(), store.House(), "title", strings.Repeat("长", 4000)); err != nil {
			break
		}
	}
	if !errors.Is(err, store.ErrNoSpace) {
		t.Fatalf("got %v", err)
	}
	if _, err := db.write.Exec("PRAGMA max_page_count = 1000000"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Post(t.Context(), store.House(), "title", "x"); err != nil {
		t.Error(err)
	}
	if faults, err := s.Verify(t.Context()); err != nil || len(faults) > 0 {
		t.Error(faults, err)
	}
}

func TestUpdate_ErrBusy(t *testing.T) {
	db, s := openShop(t)
	if _, err := db.write.Exec("PRAGMA busy_timeout = 1"); err != nil {
		t.Fatal(err)
	}
	other, err := pool(dsn(db.path, writePragmas), 1)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	tx, err := other.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Note(t.Context(), store.House(), "a", "", ""); !errors.Is(err, store.ErrBusy) {
		t.Errorf("got %v", err)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	if err := s.Note(t.Context(), store.House(), "a", "", ""); err != nil {
		t.Error(err)
	}
}
