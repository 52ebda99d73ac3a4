package dbfile

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// SetAsideForeignLog looks whether the write-ahead log (or rollback journal)
// beside a database file is this file's, as it is at the moment. One that is
// not, left by a database that another file was copied over, is renamed, and
// the new names are returned; SQLite would replay it into the wrong database.
// While another process writes to the database, the log is that process's.
// Open and OpenReader do the same and say nothing.
func SetAsideForeignLog(path string) (aside []string, err error) {
	if !HasLog(path) {
		return nil, nil
	}
	lock, aside, err := Lock(path)
	if err != nil {
		return aside, fmt.Errorf("look at the log of %s: %w", path, err)
	}
	lock.Unlock()
	return aside, nil
}

// settleLog is SetAsideForeignLog for one who holds the lock.
func settleLog(path string) (aside []string, err error) {
	var foreign []string
	if own, err := OwnWAL(path); err != nil {
		return nil, err
	} else if !own {
		foreign = append(foreign, path+"-wal", path+"-shm")
	}
	if own, err := ownJournal(path); err != nil {
		return nil, err
	} else if !own {
		foreign = append(foreign, path+"-journal")
	}
	for _, name := range foreign {
		to, err := moveAside(name)
		if err != nil {
			return aside, err
		}
		if to != "" {
			aside = append(aside, to)
		}
	}
	if len(aside) > 0 {
		return aside, Sync(filepath.Dir(path))
	}
	return nil, nil
}

// moveAside gives a file a name that says when, or does nothing if there is
// none.
func moveAside(name string) (to string, err error) {
	if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	stem := name + ".aside-" + time.Now().UTC().Format("20060102T150405Z")
	to = stem
	for n := 2; ; n++ {
		if _, err := os.Lstat(to); errors.Is(err, fs.ErrNotExist) {
			return to, os.Rename(name, to)
		} else if err != nil {
			return "", err
		}
		to = fmt.Sprint(stem, "-", n)
	}
}

// HasLog reports whether there is anything that SQLite could replay.
func HasLog(path string) bool {
	return slices.ContainsFunc([]string{"-wal", "-journal"}, func(ending string) bool {
		info, err := os.Lstat(path + ending)
		return err == nil && info.Size() > 0 || err != nil && !errors.Is(err, fs.ErrNotExist)
	})
}

// OwnWAL reports whether SQLite may replay the log beside a database file. A
// log without a copy of page 1 was written by a version that had no stamps, as
// far as the file has none either.
func OwnWAL(path string) (bool, error) {
	f, err := os.Open(path + "-wal")
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || info.Size() == 0 {
		return true, err
	}
	head, _, err := firstPage(path)
	if err != nil {
		return false, err
	}
	if head == nil { // SQLite would remove the log of an empty file
		return false, nil
	}
	log, err := readLog(f)
	if errors.Is(err, errNoLog) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return fits(head, log), nil
}

// fits reports whether a log continues the file with that first page.
func fits(head []byte, log walContent) bool {
	switch {
	case log.commits == 0:
		return true // nothing would be replayed
	case log.pageSize != len(head):
		return false
	}
	stamp := binary.BigEndian.Uint32(head[StampAt:])
	if len(log.stamps) == 0 {
		return stamp == 0
	}
	return stamp == log.stamps[0]-1 || slices.Contains(log.stamps, stamp)
}

// firstPage reads page 1 of a database file, and how many pages there are; nil
// if the file is missing, empty or shorter than a page, or no database.
func firstPage(path string) (page []byte, pages int64, err error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, 0, nil
	}
	if err != nil {
		return nil, 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return nil, 0, err
	}
	var head [HeadSize]byte
	if _, err := f.ReadAt(head[:], 0); err != nil {
		return nil, 0, cutOff(err, nil)
	}
	size := int(binary.BigEndian.Uint16(head[16:]))
	if size == 1 {
		size = 65536
	}
	if string(head[:len(Magic)]) != Magic || !isPageSize(size) {
		return nil, 0, nil
	}
	page = make([]byte, size)
	if _, err := f.ReadAt(page, 0); err != nil {
		return nil, 0, cutOff(err, nil)
	}
	return page, info.Size() / int64(size), nil
}

const (
	JournalMagic = "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
	// maxJournal is more than the journal of the one change that is made without
	// a log to a file that holds anything: page 1, that says so from then on.
	maxJournal = 1 << 18
)

// ownJournal reports whether SQLite may roll back the journal beside a database
// file. This program writes none but for making the file, and for turning a
// file without a log into one with a log: then page 1 alone is in it, and
// differs in nothing but what says so.
func ownJournal(path string) (bool, error) {
	journal, err := readSome(path+"-journal", maxJournal)
	if err != nil || len(journal) < 28 || string(journal[:8]) != JournalMagic {
		return err == nil, err // none that SQLite would roll back
	}
	page, pages, err := firstPage(path)
	if err != nil || pages <= 1 {
		return err == nil, err // it is being made
	}
	sector, size := int(binary.BigEndian.Uint32(journal[20:])), int(binary.BigEndian.Uint32(journal[24:]))
	if int64(binary.BigEndian.Uint32(journal[16:])) != pages || size != len(page) || sector < 28 || sector > len(journal) {
		return false, nil
	}
	records := journal[sector:]
	if len(records) < 4+size+4 { // not even one: nothing is rolled back
		return true, nil
	}
	if len(records) > 4+size+4+sector || binary.BigEndian.Uint32(records) != 1 {
		return false, nil
	}
	return bytes.Equal(withoutMode(records[4:4+size]), withoutMode(page)), nil
}

// readSome reads a file up to a bound; none is empty.
func readSome(path string, bound int64) ([]byte, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, bound))
}

// withoutMode is a first page without what says how the file is written, and
// how often and by which SQLite it was.
func withoutMode(page []byte) []byte {
	page = bytes.Clone(page)
	clear(page[18:20])
	clear(page[24:28])
	clear(page[92:100])
	return page
}
