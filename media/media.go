package media

import (
	"context"
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
	// ErrTakenOver says that a newer writer has the file that is being received.
	ErrTakenOver = errors.New("a newer writer has this file")
	// ErrSent says that a write is for bytes that a library holds already and
	// can't change: it keeps what is received in parts.
	ErrSent = errors.New("these bytes were sent already and can't be changed")
	// ErrAhead says that a write is too far ahead of what came before it.
	ErrAhead = errors.New("this write is too far ahead of the bytes before it")
)

// Why a store that other machines hold can't be used. Each is one clear sentence;
// the error around it has the cause.
var (
	ErrStoreAddress = errors.New("an address is s3://BUCKET/PREFIX?endpoint=URL&region=NAME")
	ErrStoreAway    = error(storeFault("the store does not answer"))
	ErrStoreBusy    = error(storeFault("the store says that it is busy"))
	ErrStoreKeys    = errors.New("the store refuses the access keys")
	ErrStoreNoKeys  = errors.New("there are no access keys for the store")
	ErrStoreDenied  = errors.New("the store does not let these access keys do that")
	ErrStoreBucket  = errors.New("the store has no such bucket")
	ErrStoreRegion  = errors.New("the bucket is in another region")
	ErrStoreClock   = errors.New("the clock of this machine and that of the store differ too much")
	ErrStoreAnswers = errors.New("what answers is no store, or one that lacks what is needed")
	ErrStoreChanged = errors.New("the store holds other bytes than were sent")
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

// Inbox is a file that is being received, and readable while it is. It is written
// at any offset and in any order where the library can: one that keeps parts
// refuses a write to what it has sent away with ErrSent, and one that is far ahead
// of a gap with ErrAhead. A write that finds no room fails with ErrNoSpace.
//
// A file that Truncate makes longer keeps that size when it is closed only where
// bytes were written behind the gap.
type Inbox interface {
	io.ReaderAt
	io.WriterAt
	Truncate(size int64) error
	Size() (int64, error)
	Sync() error // durable when it returns
	Close() error
}

// Durable is an Inbox that makes bytes durable by itself as they come. Durable
// returns how many from the beginning are, without a gap; Sync makes the rest so.
type Durable interface {
	Durable() int64
}

// Hashed is a File whose hash was made while it was received. It is "" when it
// is not known: the bytes must be read then.
type Hashed interface {
	SHA256(ctx context.Context) (string, error)
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

// storeFault is a fault of a store that passes.
type storeFault string

func (f storeFault) Error() string { return string(f) }

// RefusalCode is the code of the sentence that people read of it.
func (storeFault) RefusalCode() string { return "store_away" }
