package sqlite

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"youku.example/store"
	"youku.example/store/sqldb/sqlite/dbfile"
)

// frameSize is a page of the log with what stands before it.
const frameSize = dbfile.FrameHeadSize + 4096

func logSize(t *testing.T, db *DB) int64 {
	t.Helper()
	info, err := os.Stat(db.path + "-wal")
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

// However much is written without a quiet period, beside readers that come and go, the
// file of the log keeps its bound; and in the next quiet period it is emptied.
func TestMaintenance_BoundsTheLog(t *testing.T) {
	db, err := Open(t.Context(), filepath.Join(t.TempDir(), "youku.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	// Reads while others write, as screens do: always one, and none for long.
	reading, stop := context.WithCancel(t.Context())
	var readers sync.WaitGroup
	defer readers.Wait()
	defer stop()
	for range 2 {
		readers.Go(func() {
			for reading.Err() == nil {
				err := db.View(reading, func(v store.View) error {
					_, err := v.CountMovies(reading)
					time.Sleep(time.Millisecond)
					return err
				})
				if err != nil && reading.Err() == nil {
					t.Error(err)
					return
				}
			}
		})
	}
	var largest, written int64
	for i := range 60 {
		publishes(t, db, i*10, (i+1)*10)
		largest = max(largest, logSize(t, db))
		written += int64(pagesWritten(t, db)) * frameSize
	}
	stop()
	readers.Wait()
	if bound := int64(hugeLog+fullLog) * frameSize; largest > bound || written < bound {
		t.Errorf("of %d bytes that were written the log held %d at once; its bound is %d", written, largest, bound)
	}
	if err := db.Settled(t.Context()); err != nil {
		t.Fatal(err)
	}
	if size := logSize(t, db); size > longLog*frameSize {
		t.Errorf("in a quiet period the log still has %d bytes", size)
	}
}

// A reader holds the log for as long as it reads, and it grows; then it is
// emptied as soon as there is no update.
func TestMaintenance_LogThatAReaderHeld(t *testing.T) {
	db, err := Open(t.Context(), filepath.Join(t.TempDir(), "youku.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.View(t.Context(), func(v store.View) error {
		if _, err := v.CountMovies(t.Context()); err != nil {
			return err
		}
		publishes(t, db, 0, 300)
		if size := logSize(t, db); size < fullLog*frameSize {
			t.Errorf("beside a reader the log has %d bytes", size)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	publishes(t, db, 300, 301)
	if err := db.Settled(t.Context()); err != nil {
		t.Fatal(err)
	}
	if size := logSize(t, db); size > longLog*frameSize {
		t.Errorf("in a quiet period after it the log still has %d bytes", size)
	}
	if faults, err := store.Verify(t.Context(), db); err != nil || len(faults) > 0 {
		t.Error(faults, err)
	}
}
