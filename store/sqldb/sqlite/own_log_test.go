package sqlite

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"youku.example/store"
	"youku.example/store/sqldb/sqlite/dbfile"
)

// pair is a database file and its log as a kill at some moment leaves them.
type pair struct {
	file, log []byte
	lines     int // in the audit, of which all were acknowledged
}

// shelf is a database that is looked at in many moments.
type shelf struct {
	t     *testing.T
	path  string
	db    *DB
	lines int
}

func (s *shelf) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *shelf) open() {
	s.t.Helper()
	db, err := Open(s.t.Context(), s.path)
	s.must(err)
	s.must(db.Settled(s.t.Context()))
	s.must(db.maintenance.close()) // nothing is carried over but by the test
	db.maintenance = nil
	s.db = db
}

func (s *shelf) note() {
	s.t.Helper()
	s.must(s.db.Update(s.t.Context(), func(t store.Tx) error {
		return t.AddAudit(s.t.Context(), store.AuditLine{Action: "note", Detail: strings.Repeat("x", rand.IntN(3000))})
	}))
	s.lines++
}

func (s *shelf) checkpoint(how string) {
	s.t.Helper()
	var a, b, c int
	s.must(s.db.write.QueryRowContext(s.t.Context(), "PRAGMA wal_checkpoint("+how+")").Scan(&a, &b, &c))
}

func (s *shelf) pair() pair {
	s.t.Helper()
	file, err := os.ReadFile(s.path)
	s.must(err)
	log, err := os.ReadFile(s.path + "-wal")
	if err != nil && !os.IsNotExist(err) {
		s.t.Fatal(err)
	}
	return pair{file, log, s.lines}
}

// lay puts a file and a log into a new folder.
func lay(t *testing.T, file, log []byte) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "youku.db")
	put(t, path, file)
	put(t, path+"-wal", log)
	return path
}

func put(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

func audited(t *testing.T, db *DB) (n int) {
	t.Helper()
	if err := db.read.QueryRowContext(t.Context(), "SELECT count(*) FROM audit").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func asides(t *testing.T, path string) []string {
	t.Helper()
	found, err := filepath.Glob(path + "*.aside-*")
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// moments lets a database live through several openings, with logs that are
// carried over in part, whole and not, and keeps what lay on the disk after
// each step.
func moments(t *testing.T) (all []pair) {
	t.Helper()
	s := &shelf{t: t, path: filepath.Join(t.TempDir(), "youku.db")}
	for range 3 {
		s.open()
		all = append(all, s.pair())
		for step := range 14 {
			switch {
			case step%5 == 2:
				s.checkpoint("PASSIVE") // the next update begins the log anew
			case step == 8:
				s.checkpoint("TRUNCATE")
			default:
				s.note()
			}
			all = append(all, s.pair())
		}
		s.must(s.db.Close())
		all = append(all, s.pair())
	}
	return all
}

// Whatever a kill leaves is replayed, and a file that meets the log of another
// moment is never taken elsewhere than to that moment, nor left in between.
func TestOwnLog_Moments(t *testing.T) {
	all := moments(t)
	accepted := 0
	for i, file := range all {
		for j, log := range all {
			if i != j && (len(log.log) == 0 || rand.IntN(4) > 0) {
				continue
			}
			path := lay(t, file.file, log.log)
			own, err := dbfile.OwnWAL(path)
			if err != nil {
				t.Fatal(err)
			}
			if i == j && !own {
				t.Fatalf("at moment %d the log is not the file's own", i)
			}
			if !own || i == j && i%3 > 0 {
				continue
			}
			accepted++
			db, err := Open(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			if n := audited(t, db); n != log.lines {
				t.Errorf("the file of moment %d with the log of %d: %d lines, want %d", i, j, n, log.lines)
			}
			if faults, err := store.Verify(t.Context(), db); err != nil || len(faults) > 0 {
				t.Errorf("the file of moment %d with the log of %d: %v, %v", i, j, faults, err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			if a := asides(t, path); len(a) > 0 {
				t.Errorf("moment %d with log %d: set aside %q", i, j, a)
			}
		}
	}
	if accepted < len(all)/3 {
		t.Errorf("only %d were looked at", accepted)
	}
}

// A log that was carried over in part when the kill came is replayed.
func TestOwnLog_PartlyCarried(t *testing.T) {
	s := &shelf{t: t, path: filepath.Join(t.TempDir(), "youku.db")}
	s.open()
	for range 8 {
		s.note()
	}
	p := s.pair()
	s.must(s.db.Close())
	size := int(binary.BigEndian.Uint32(p.log[8:]))
	for range 12 {
		file := bytes.Clone(p.file)
		for at := dbfile.WALHeadSize; at+dbfile.FrameHeadSize+size <= len(p.log); at += dbfile.FrameHeadSize + size {
			page := int(binary.BigEndian.Uint32(p.log[at:]))
			if page*size <= len(file) && rand.IntN(2) == 0 {
				copy(file[(page-1)*size:], p.log[at+dbfile.FrameHeadSize:at+dbfile.FrameHeadSize+size])
			}
		}
		path := lay(t, file, p.log)
		db, err := Open(t.Context(), path)
		s.must(err)
		if n := audited(t, db); n != 8 {
			t.Errorf("%d lines, want 8", n)
		}
		s.must(db.Close())
		if a := asides(t, path); len(a) > 0 {
			t.Errorf("set aside: %q", a)
		}
	}
}

// A copy that lies where the log of a killed database does is left as it is,
// whatever copy it is and however it is opened, and the log is kept.
func TestOwnLog_SetAside(t *testing.T) {
	s := &shelf{t: t, path: filepath.Join(t.TempDir(), "youku.db")}
	s.open()
	s.note()
	backup := filepath.Join(t.TempDir(), "backup.db")
	s.must(s.db.Backup(t.Context(), backup, nil, nil))
	fromBackup, err := os.ReadFile(backup)
	s.must(err)
	s.must(s.db.Close())
	byHand := s.pair() // of a day without a server
	s.open()
	s.note()
	killed := s.pair()
	s.must(s.db.Close())
	other := &shelf{t: t, path: filepath.Join(t.TempDir(), "youku.db")}
	other.open()
	other.note()
	other.must(other.db.Close())

	unstamped := bytes.Clone(fromBackup) // as a version without stamps made it
	clear(unstamped[dbfile.StampAt : dbfile.StampAt+4])
	for name, file := range map[string][]byte{
		"Backup": fromBackup, "ByHand": byHand.file, "Unstamped": unstamped, "AnotherLibrary": other.pair().file,
	} {
		for how, open := range map[string]func(context.Context, string) (*DB, error){"Open": Open, "OpenReader": OpenReader} {
			t.Run(name+how, func(t *testing.T) {
				path := lay(t, file, killed.log)
				put(t, path+"-shm", make([]byte, 32768))
				db, err := open(t.Context(), path)
				if err != nil {
					t.Fatal(err)
				}
				defer db.Close()
				if n := audited(t, db); n != 1 {
					t.Errorf("%d lines, want the copy's 1", n)
				}
				kept := asides(t, path)
				if len(kept) != 2 {
					t.Fatalf("set aside: %q", kept)
				}
				if log, err := os.ReadFile(kept[1]); err != nil || !bytes.Equal(log, killed.log) {
					t.Errorf("the log was not kept: %v", err)
				}
			})
		}
	}
}

// Of a log that is damaged, what comes before the damage counts; without a head
// it is none, and is kept.
func TestOwnLog_Damaged(t *testing.T) {
	s := &shelf{t: t, path: filepath.Join(t.TempDir(), "youku.db")}
	s.open()
	s.note()
	s.note()
	middle := len(s.pair().log) // what makes the schema is before it
	s.note()
	s.note()
	p := s.pair()
	if middle >= len(p.log) { // it was begun anew
		middle = len(p.log) / 2
	}
	s.must(s.db.Close())
	for name, c := range map[string]struct {
		damage func(log []byte) []byte
		aside  bool
	}{
		"Head":     {func(log []byte) []byte { log[20] ^= 1; return log }, true},
		"Zeros":    {func(log []byte) []byte { clear(log); return log }, true},
		"HeadCut":  {func(log []byte) []byte { return log[:20] }, true},
		"First":    {func(log []byte) []byte { log[dbfile.WALHeadSize+dbfile.FrameHeadSize+100] ^= 1; return log }, false},
		"Middle":   {func(log []byte) []byte { log[middle] ^= 1; return log }, false},
		"CutInOne": {func(log []byte) []byte { return log[:len(log)-100] }, false},
		"Empty":    {func(log []byte) []byte { return nil }, false},
	} {
		t.Run(name, func(t *testing.T) {
			path := lay(t, p.file, c.damage(bytes.Clone(p.log)))
			aside, err := dbfile.SetAsideForeignLog(path)
			if err != nil || (len(aside) > 0) != c.aside {
				t.Fatalf("set aside %q, %v; want one: %v", aside, err, c.aside)
			}
			db, err := Open(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			if n := audited(t, db); n > 4 || (name == "Middle" || name == "CutInOne") && n == 0 {
				t.Errorf("%d lines", n)
			}
			if faults, err := store.Verify(t.Context(), db); err != nil || len(faults) > 0 {
				t.Error(faults, err)
			}
		})
	}
}

// A log is not examined while it is written.
func TestOwnLog_WhileServing(t *testing.T) {
	s := &shelf{t: t, path: filepath.Join(t.TempDir(), "youku.db")}
	s.open()
	defer s.db.Close()
	s.note()
	put(t, s.path+"-journal", []byte(dbfile.JournalMagic+strings.Repeat("x", 600))) // would be set aside
	defer os.Remove(s.path + "-journal")
	aside, err := dbfile.SetAsideForeignLog(s.path)
	if err != nil || len(aside) > 0 {
		t.Errorf("set aside %q, %v", aside, err)
	}
}

// A log without its database is kept: SQLite would remove it.
func TestOwnLog_NoDatabase(t *testing.T) {
	s := &shelf{t: t, path: filepath.Join(t.TempDir(), "youku.db")}
	s.open()
	s.note()
	p := s.pair()
	s.must(s.db.Close())
	path := lay(t, nil, p.log)
	for range 2 { // empty, and gone
		s.must(os.Remove(path))
		put(t, path+"-wal", p.log)
		db, err := Open(t.Context(), path)
		s.must(err)
		s.must(db.Close())
	}
	if kept := asides(t, path); len(kept) != 2 {
		t.Errorf("kept: %q", kept)
	}
}

// The file of the lock is readable by its owner alone.
func TestLock_Private(t *testing.T) {
	path := filepath.Join(t.TempDir(), "youku.db")
	db, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	info, err := os.Stat(path + ".lock")
	if err != nil || info.Mode().Perm() != fs.FileMode(0o600) {
		t.Error(fmt.Sprint(info.Mode(), err))
	}
}
