package disk

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"syscall"
	"time"

	"youku.example/media"
)

// file is an open movie.
type file struct {
	*os.File
	size int64
	info fs.FileInfo
}

func (f file) Size() int64 { return f.size }

// Times implements media.Timed: the first as it was when the file was opened.
func (f file) Times() (modified, changed time.Time) { return f.info.ModTime(), changedAt(f.File) }

// open opens a plain file for reading.
func (l *Library) open(ctx context.Context, name string) (file, error) {
	if err := ctx.Err(); err != nil {
		return file{}, err
	}
	f, info, err := l.openPlain(name, os.O_RDONLY)
	if err != nil {
		return file{}, err
	}
	return file{f, info.Size(), info}, nil
}

// openPlain opens a plain file and nothing else: no folder, no pipe that would
// hold the caller for ever.
func (l *Library) openPlain(name string, flag int) (*os.File, fs.FileInfo, error) {
	f, err := l.root.OpenFile(name, flag|openFlags, 0o600)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, media.ErrNotExist
	}
	if err != nil {
		return nil, nil, withNoSpace(fmt.Errorf("open a file: %w", err))
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("open a file: it is not a plain one")
	}
	if err != nil {
		_ = f.Close()
		return nil, nil, err
	}
	return f, info, nil
}

// Arrived opens what was received.
func (l *Library) Arrived(ctx context.Context, key string) (media.File, error) {
	name, err := incomingPath(key)
	if err != nil {
		return nil, err
	}
	f, err := l.open(ctx, name)
	if err != nil {
		return nil, err
	}
	return f, nil
}

// Movie opens what is kept. The folder of the movies may have been mounted, or
// put back, since the library was opened.
func (l *Library) Movie(ctx context.Context, key string) (media.File, error) {
	name, err := moviePath(key)
	if err != nil {
		return nil, err
	}
	f, err := l.open(ctx, name)
	if errors.Is(err, media.ErrNotExist) && l.root.reopen(moviesDir) {
		f, err = l.open(ctx, name)
	}
	if err != nil {
		return nil, err
	}
	return f, nil
}

// Receive opens a file to be received, a new one or where it was left. Bytes
// that have another name, as a movie or in a snapshot made of links, are copied
// first: what is written here changes them under no other name. The generation is
// for libraries that several servers write to; the rows alone refuse an older
// writer here.
func (l *Library) Receive(ctx context.Context, key string, _ int64) (media.Inbox, error) {
	name, err := incomingPath(key)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	f, info, err := l.openPlain(name, os.O_RDWR|os.O_CREATE|os.O_EXCL) // most are new
	if errors.Is(err, fs.ErrExist) {
		f, info, err = l.openPlain(name, os.O_RDWR|os.O_CREATE)
	}
	if err != nil {
		return nil, err
	}
	if links(info) > 1 {
		if f, err = l.ownBytes(ctx, name, file{f, info.Size(), info}); err != nil {
			return nil, withNoSpace(fmt.Errorf("receive a file: %w", err))
		}
	}
	in := &inbox{f: f}
	if info.Size() == 0 {
		in.name = func() error { return l.syncDir(incomingDir) }
	}
	return in, nil
}

// ownBytes copies a file whose bytes have other names, puts the copy in its
// place, and opens it. It closes the file that it is given.
func (l *Library) ownBytes(ctx context.Context, name string, shared file) (*os.File, error) {
	err := l.copyTo(ctx, shared, name, nil)
	if err := errors.Join(err, shared.Close()); err != nil {
		return nil, err
	}
	if err := l.syncDir(path.Dir(name)); err != nil {
		return nil, err
	}
	f, _, err := l.openPlain(name, os.O_RDWR)
	return f, err
}

// inbox is a file that is being received. The first Sync makes its name durable
// too, behind the bytes: file systems with a journal have written it with them by
// then, and there is little left to wait for.
type inbox struct {
	f    *os.File
	name func() error // nil: the name is durable
}

func (i *inbox) ReadAt(p []byte, off int64) (int, error) { return i.f.ReadAt(p, off) }

func (i *inbox) WriteAt(p []byte, off int64) (int, error) {
	n, err := i.f.WriteAt(p, off)
	return n, withNoSpace(err)
}

func (i *inbox) Truncate(size int64) error { return withNoSpace(i.f.Truncate(size)) }
func (i *inbox) Close() error              { return withNoSpace(i.f.Close()) }

// Sync is not for many goroutines at once.
func (i *inbox) Sync() error {
	err := i.f.Sync()
	if err == nil && i.name != nil {
		if err = i.name(); err == nil {
			i.name = nil
		}
	}
	return withNoSpace(err)
}

func (i *inbox) Size() (int64, error) {
	info, err := i.f.Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

// Discard removes what was received under some keys.
func (l *Library) Discard(ctx context.Context, keys ...string) error {
	var names []string
	for _, key := range keys {
		name, err := incomingPath(key)
		if err != nil {
			return err
		}
		names = append(names, name)
	}
	return l.remove(ctx, names...)
}

// withNoSpace adds ErrNoSpace to the errors of a file system that has no room: full,
// over a quota, or with a bound on the size of a file.
func withNoSpace(err error) error {
	for _, full := range []error{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG} {
		if errors.Is(err, full) {
			return fmt.Errorf("%w: %w", media.ErrNoSpace, err)
		}
	}
	return err
}
