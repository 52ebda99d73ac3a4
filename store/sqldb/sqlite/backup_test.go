package sqlite_test

import (
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"youku.example/store"
	"youku.example/store/sqldb/sqlite"
)

// A backup beside a writer that never stops is whole and opens.
func TestBackup(t *testing.T) {
	db, err := sqlite.Open(t.Context(), filled(t))
	must(t, err)
	s, err := store.Open(t.Context(), db, store.DefaultRules())
	must(t, err)
	defer s.Close()

	stop := make(chan struct{})
	var writer sync.WaitGroup
	writer.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
				if err := s.Note(t.Context(), store.Operator(), "note", "", ""); err != nil {
					t.Error(err)
					return
				}
			}
		}
	})
	dir := t.TempDir()
	file := filepath.Join(dir, "backup.db")
	err = db.Backup(t.Context(), file, nil, nil)
	close(stop)
	writer.Wait()
	must(t, err)

	info, err := os.Stat(file)
	must(t, err)
	if info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
	names, err := os.ReadDir(dir)
	must(t, err)
	if len(names) != 1 {
		t.Errorf("left behind: %v", names)
	}
	copied, err := sqlite.Open(t.Context(), file)
	must(t, err)
	faults, err := store.Verify(t.Context(), copied)
	must(t, err)
	if len(faults) > 0 {
		t.Error(faults)
	}
	must(t, copied.Close())

	t.Run("ErrExist", func(t *testing.T) {
		if err := db.Backup(t.Context(), file, nil, nil); !errors.Is(err, os.ErrExist) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("NoFolder", func(t *testing.T) {
		if err := db.Backup(t.Context(), filepath.Join(dir, "none", "b.db"), nil, nil); err == nil {
			t.Error("no error")
		}
	})
}
