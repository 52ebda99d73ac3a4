package sqlite

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"

	"youku.example/store/sqldb/sqlite/dbfile"
)

// A rollback journal that would empty or change the file is no less foreign.
func TestOwnLog_Journal(t *testing.T) {
	s := &shelf{t: t, path: filepath.Join(t.TempDir(), "youku.db")}
	s.open()
	s.note()
	backup := filepath.Join(t.TempDir(), "backup.db")
	s.must(s.db.Backup(t.Context(), backup, nil, nil))
	s.must(s.db.Close())
	file, err := os.ReadFile(backup)
	s.must(err)
	page := file[:4096]
	journal := func(pages uint32, first []byte) []byte {
		b := make([]byte, 512)
		copy(b, dbfile.JournalMagic)
		binary.BigEndian.PutUint32(b[8:], 1)
		binary.BigEndian.PutUint32(b[16:], pages)
		binary.BigEndian.PutUint32(b[20:], 512)
		binary.BigEndian.PutUint32(b[24:], 4096)
		b = binary.BigEndian.AppendUint32(b, 1)
		b = append(b, first...)
		sum := uint32(0)
		for i := 4096 - 200; i > 0; i -= 200 {
			sum += uint32(first[i])
		}
		return binary.BigEndian.AppendUint32(b, sum)
	}
	other := bytes.Clone(page)
	other[200] ^= 1
	mode := bytes.Clone(page)
	mode[18], mode[19] = 2, 2
	pages := uint32(len(file) / 4096)
	for name, c := range map[string]struct {
		journal []byte
		aside   bool
	}{
		"Empties":  {journal(0, page)[:512], true}, // left by a first start that was killed
		"Shorter":  {journal(pages-1, page), true},
		"Other":    {journal(pages, other), true},
		"Mode":     {journal(pages, mode), false},
		"NoRecord": {journal(pages, page)[:512], false},
		"NoMagic":  {make([]byte, 4096), false},
	} {
		t.Run(name, func(t *testing.T) {
			path := lay(t, file, nil)
			put(t, path+"-journal", c.journal)
			aside, err := dbfile.SetAsideForeignLog(path)
			if err != nil || (len(aside) > 0) != c.aside {
				t.Fatalf("set aside %q, %v; want one: %v", aside, err, c.aside)
			}
			db, err := Open(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			if n := audited(t, db); n != 1 {
				t.Errorf("%d lines, want 1", n)
			}
		})
	}
}
