package sqlite

import (
	"bufio"
	"context"
	"database/sql/driver"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/uptrace/bun"
	"modernc.org/sqlite"

	"youku.example/store"
	"youku.example/store/storetest"
)

// publishes adds movies, each in an update of its own.
func publishes(t testing.TB, db *DB, from, to int) {
	t.Helper()
	for i := from; i < to; i++ {
		m := store.Movie{
			Title: fmt.Sprintf("爱情故事 Love Story %d", i), SHA256: fmt.Sprintf("%064d", i), Shelf: store.OnShelf,
			Free: i%2 == 0, Price: store.Fen(i % 2 * 2000),
		}
		x := store.IndexOf(m)
		if err := db.Update(context.Background(), func(t store.Tx) error { return t.AddMovie(context.Background(), &m, x) }); err != nil {
			t.Fatal(err)
		}
	}
}

// unmergedLists are the lists in which segments are left to be merged.
func unmergedLists(t *testing.T, db *DB) (lists []indexTable) {
	t.Helper()
	for _, l := range indexTables {
		if err := db.update(t.Context(), func(u tx) error {
			some, err := u.mergeIndex(t.Context(), l, 1)
			if some {
				lists = append(lists, l)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	return lists
}

// What publications leave in the index is brought together in the next quiet period,
// and what a run left before by the run after it.
func TestMaintenance_Merges(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "youku.db")
		db, err := Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		if err := db.maintenance.close(); err != nil {
			t.Fatal(err)
		}
		db.maintenance = nil
		publishes(t, db, 0, 20)
		if len(unmergedLists(t, db)) < 4 {
			t.Error("twenty publications left nothing to be done")
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		if db, err = Open(t.Context(), path); err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if err := db.Settled(t.Context()); err != nil {
			t.Fatal(err)
		}
		if left := unmergedLists(t, db); len(left) > 0 {
			t.Error("after the start there is still something to be done in", left)
		}
		publishes(t, db, 20, 60)
		if err := db.Settled(t.Context()); err != nil {
			t.Fatal(err)
		}
		if left := unmergedLists(t, db); len(left) > 0 {
			t.Error("after publications there is still something to be done in", left)
		}
		faults, err := store.Verify(t.Context(), db)
		if err != nil || len(faults) > 0 {
			t.Error(faults, err)
		}
	})
}

// A process that merges the index is killed in the middle of it, and nothing is lost nor
// found twice.
func TestMaintenance_Killed(t *testing.T) {
	dir := t.TempDir()
	kills := min(4, storetest.Kills())
	for i := range kills + 1 {
		db, err := Open(t.Context(), filepath.Join(dir, "youku.db"))
		if err != nil {
			t.Fatal(err)
		}
		if err := db.maintenance.close(); err != nil {
			t.Fatal(err)
		}
		db.maintenance = nil
		faults, err := store.Verify(t.Context(), db)
		if err != nil || len(faults) > 0 {
			t.Fatal(faults, err)
		}
		publishes(t, db, i*100, (i+1)*100)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		if i == kills {
			return
		}
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), storetest.ChildDir+"="+dir, storetest.ChildOpens)
		if _, err := cmd.StdinPipe(); err != nil { // held open, so that it stays
			t.Fatal(err)
		}
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if _, err := bufio.NewReader(out).ReadString('\n'); err != nil { // it opens the database now
			t.Fatal(err)
		}
		time.Sleep(quietPeriod + rand.N(60*time.Millisecond))
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait()
	}
}

// The log is carried over in a quiet period, also when a reader stood in the way.
func TestMaintenance_Carries(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db, err := Open(t.Context(), filepath.Join(t.TempDir(), "youku.db"))
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		logged := func() int {
			t.Helper()
			time.Sleep(time.Second)
			synctest.Wait()
			n, err := db.maintenance.logPages(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		err = db.View(t.Context(), func(v store.View) error {
			if _, err := v.CountMovies(t.Context()); err != nil {
				return err
			}
			publishes(t, db, 0, 60)
			if n := logged(); n < longLog {
				t.Errorf("%d pages of the log are left beside a reader who does not see them", n)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		publishes(t, db, 60, 61)
		if n := logged(); n >= longLog {
			t.Errorf("%d pages of the log are left", n)
		}
	})
}

// looks counts what is asked.
type looks struct{ n atomic.Int32 }

func (l *looks) BeforeQuery(ctx context.Context, _ *bun.QueryEvent) context.Context { return ctx }
func (l *looks) AfterQuery(context.Context, *bun.QueryEvent)                        { l.n.Add(1) }

// While updates come one behind the other, maintenance looks now and then what is to
// be done, and not after each.
func TestMaintenance_Looks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db, err := Open(t.Context(), filepath.Join(t.TempDir(), "youku.db"))
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if err := db.Settled(t.Context()); err != nil {
			t.Fatal(err)
		}
		asked := &looks{}
		db.maintenance.logs = db.maintenance.logs.WithQueryHook(asked)
		publishes(t, db, 0, 1)       // it leaves something to merge in a quiet period
		for range fewUnindexed - 1 { // and no time passes
			err := db.Update(t.Context(), func(t store.Tx) error {
				return t.AddAudit(context.Background(), store.AuditLine{Action: "a"})
			})
			if err != nil {
				t.Fatal(err)
			}
			synctest.Wait()
		}
		if n := asked.n.Load(); n > 2 {
			t.Errorf("it looked %d times", n)
		}
		if err := db.Settled(t.Context()); err != nil {
			t.Fatal(err)
		}
		if asked.n.Load() < 3 {
			t.Error("it did not look again behind the last update")
		}
	})
}

// A publication writes few pages, whatever those before it left: it does not
// pay for bringing the index together, nor for the log.
func TestPublish_Pages(t *testing.T) {
	db, err := Open(t.Context(), filepath.Join(t.TempDir(), "youku.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.maintenance.close(); err != nil { // its pages are not counted
		t.Fatal(err)
	}
	db.maintenance = nil
	for i := range 60 {
		if publishes(t, db, i, i+1); pagesWritten(t, db) > 60 && i > 0 {
			t.Errorf("publication %d wrote too many pages", i)
		}
	}
}

// pagesWritten is how many pages updates wrote since it was asked before.
func pagesWritten(t testing.TB, db *DB) (n int) {
	t.Helper()
	c, err := db.write.Conn(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	err = c.Raw(func(dc any) (err error) {
		n, _, err = dc.(interface{ Unwrap() driver.Conn }).Unwrap().(sqlite.DBStatus).Status(sqlite.DBStatusCacheWrite, true)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// What a publication costs beside the pages that it writes.
func BenchmarkPublish(b *testing.B) {
	db, err := Open(b.Context(), filepath.Join(b.TempDir(), "youku.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	publishes(b, db, 0, 1000)
	pagesWritten(b, db)
	b.ReportAllocs()
	n := 1000
	for b.Loop() {
		publishes(b, db, n, n+1)
		n++
	}
	b.ReportMetric(float64(pagesWritten(b, db))/float64(n-1000), "pages/op")
}
