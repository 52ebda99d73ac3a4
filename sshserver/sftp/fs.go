package sftp

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"time"
)

// FS is what a client sees. Paths are cleaned and absolute, at most MaxPath
// bytes of UTF-8 without control characters and backslashes. ctx ends with the
// session.
type FS interface {
	// Open opens a file as the flags say. It honours Create, Exclusive and
	// Truncate; anyone who speaks the protocol sees to Append.
	Open(ctx context.Context, path string, f Flags) (File, error)
	Stat(ctx context.Context, path string) (Attr, error)
	List(ctx context.Context, path string) (Listing, error)
	Remove(ctx context.Context, path string) error
	Mkdir(ctx context.Context, path string) error
	Rmdir(ctx context.Context, path string) error
	// Rename fails when the target exists, unless it may overwrite it.
	Rename(ctx context.Context, from, to string, overwrite bool) error
	// Setstat changes the size and the time if c has them; modes are accepted
	// and forgotten where the file may be written.
	Setstat(ctx context.Context, path string, c Change) error
	Space(ctx context.Context) (Space, error)
	// BadName is the answer to a file that is to be made under a name that can't
	// be cleaned.
	BadName() error
}

// Space is the room that a file system has, in bytes.
type Space struct {
	Free      uint64 // not used
	Available uint64 // of that, what this client may use
	Total     uint64
}

// File is an open file. One goroutine at a time uses it.
type File interface {
	io.ReaderAt
	io.WriterAt
	Stat() (Attr, error)
	Truncate(size int64) error
	// SetTime sets when the content changed, until it is written to again.
	SetTime(t time.Time) error
	Sync() error
	// Close is called exactly once. clean says that the client closed the
	// file; it is false when the connection was lost with the file open.
	Close(clean bool) error
}

// Expecter is a File that learns how large it will be before its bytes come,
// where the protocol says so.
type Expecter interface{ Expect(size int64) }

// Follower is a File that has work to do behind its writes, for which no one need
// wait. Follow is called with what WriteAt wrote: once the reply has left if the
// client waits for it, and before anything else is asked of the session. The bytes
// are good until it returns.
type Follower interface{ Follow(p []byte, off int64) }

// Attr is what a client may know of a file.
type Attr struct {
	Size  int64
	Mode  fs.FileMode // fs.ModeDir and the nine permission bits
	MTime time.Time
}

// Entry is one name in a directory.
type Entry struct {
	Name string
	Attr
}

// Change is what a client wants changed.
type Change struct {
	Size  *int64    // nil: as it is
	MTime time.Time // when the content changed; zero: as it is
}

// Flags are how a file is opened, with the protocol's values.
type Flags uint32

const (
	Read      Flags = 1 << iota
	Write           //
	Append          // every write goes to the end, whatever its offset says
	Create          // make the file if there is none
	Truncate        // empty it
	Exclusive       // with Create: fail if there is one
)

// Has reports whether all of these flags are set.
func (f Flags) Has(all Flags) bool { return f&all == all }

// Writes reports whether the file may be changed through the handle.
func (f Flags) Writes() bool { return f&(Write|Append) != 0 }

// The errors that a client hears of by their own words. Every other error is
// logged, and "Failure" to the client.
var (
	ErrNoSuchFile  = fs.ErrNotExist
	ErrDenied      = fs.ErrPermission
	ErrUnsupported = errors.ErrUnsupported
	ErrFailure     = errors.New("failure")
)

// ClientError is an error with a sentence for the person behind the client. It is
// written to stderr and is the text of the status; its code is that of the
// error above that it wraps, else "Failure".
type ClientError interface {
	error
	ClientText() string
}
