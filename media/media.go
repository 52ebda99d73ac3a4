package media

import (
	"errors"
	"io"
	"time"
)

var (
	// ErrNoSpace says that the library has no room for these bytes.
	ErrNoSpace = errors.New("no space left in the library")
	// ErrNotExist says that the library has no such file.
	ErrNotExist = errors.New("no such file in the library")
	// ErrLeadsNowhere says that a symbolic link in the library leads to a
	// folder that is not there: its disk may not be mounted.
	ErrLeadsNowhere = errors.New("a link leads to a folder that is not there")
	// ErrOtherDisk says that a file lies where no link leads from the library.
	ErrOtherDisk = errors.New("it is on another disk than the library")
	// ErrOtherFile says that a name leads to another file than before.
	ErrOtherFile = errors.New("the name leads to another file now")
	// ErrKey says that a key is not one that a library takes.
	ErrKey = errors.New("not a key of the library")
)

// File is an open file of the library. Its reads may run in parallel.
type File interface {
	io.ReaderAt
	io.Closer
	Size() int64
}

// Timed is a File that knows when its bytes were changed last, and when anything
// of it was: its bytes, owner, mode or names. A zero time is not known.
type Timed interface {
	Times() (modified, changed time.Time)
}

// Inbox is a file that is being received: written at any offset, in any order,
// and readable while it is. A write that finds no room fails with ErrNoSpace.
type Inbox interface {
	io.ReaderAt
	io.WriterAt
	Truncate(size int64) error
	Size() (int64, error)
	Sync() error // durable when it returns
	Close() error
}

// ToKeep is one of several files that are kept together: the key under which it
// was received, and that of the movie.
type ToKeep struct{ Incoming, Movie string }

// Stray is something in a library that is none of its files.
type Stray struct {
	Name    string // under the library's folder
	Partial bool   // the beginning of a copy; it grows while one is made
	ModTime time.Time
}

// ReservedSpace is the room that movies leave to the database, of all that a disk has: a
// full one stops the ledger too.
func ReservedSpace(total uint64) uint64 { return min(256<<20, total/20) }

// MaxKey is the length that a key may have.
const MaxKey = 128

// CheckKey returns ErrKey unless the key is lower-case letters, digits and
// inner single dots: one plain word on any file system and in any bucket.
func CheckKey(key string) error {
	if key == "" || len(key) > MaxKey {
		return ErrKey
	}
	for i := range len(key) {
		c := key[i]
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
		case c == '.' && i > 0 && i < len(key)-1 && key[i-1] != '.':
		default:
			return ErrKey
		}
	}
	return nil
}
