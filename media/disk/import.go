package disk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"time"

	"youku.example/keys/owner"
	"youku.example/media"
)

// Files of the machine come into the library by one of two ways: as a copy, which
// gets its key when its bytes are known (CopyIn, NameCopy), or as a second name
// for the same bytes (LinkIn). Both are durable when SyncMovies has returned.

// importPart begins the names of copies that have no key yet. They are written
// among the movies, so that a name is all that they need in the end.
const importPart = ".import-"

func partOf(part string) (string, error) {
	if err := media.CheckKey(part); err != nil {
		return "", err
	}
	return path.Join(moviesDir, importPart+part+".part"), nil
}

// CopyIn copies a file into the library and hashes what it writes. The bytes are
// durable when it returns; where the file system can, they are shared with the
// source until one of the two is written to.
func (l *Library) CopyIn(ctx context.Context, src *os.File, part string, progress func(done int64)) (sums media.Sums, err error) {
	to, err := partOf(part)
	if err != nil {
		return media.Sums{}, err
	}
	info, err := src.Stat()
	if err != nil {
		return media.Sums{}, err
	}
	if err := l.roomFor(info.Size(), moviesDir); err != nil {
		return media.Sums{}, err
	}
	dst, err := l.root.OpenFile(to, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return media.Sums{}, withNoSpace(fmt.Errorf("copy a file in: %w", err))
	}
	defer func() {
		_ = dst.Close()
		if err != nil {
			_ = l.root.Remove(to)
		}
	}()
	from := io.ReaderAt(dst)
	if clone(dst, src) != nil {
		from = &copyingReader{src: src, dst: dst}
	}
	sums, err = media.Sum(ctx, from, info.Size(), progress)
	if err == nil {
		err = dst.Sync()
	}
	if err != nil {
		return media.Sums{}, withNoSpace(fmt.Errorf("copy a file in: %w", err))
	}
	return sums, nil
}

// copyingReader writes what is read of it, once.
type copyingReader struct {
	src  io.ReaderAt
	dst  io.WriterAt
	done int64
}

func (c *copyingReader) ReadAt(p []byte, off int64) (int, error) {
	n, err := c.src.ReadAt(p, off)
	if off != c.done || n == 0 {
		return n, err
	}
	c.done += int64(n)
	if _, werr := c.dst.WriteAt(p[:n], off); werr != nil {
		return 0, werr
	}
	return n, err
}

// NameCopy makes a copy the movie of that key.
func (l *Library) NameCopy(ctx context.Context, part, key string) error {
	from, err := partOf(part)
	if err != nil {
		return err
	}
	to, unlock, err := l.lockMovie(ctx, key)
	if err != nil {
		return err
	}
	defer unlock()
	if _, err := l.root.Lstat(to); errors.Is(err, fs.ErrNotExist) {
		return l.root.Rename(from, to)
	} else if err != nil {
		return err
	}
	f, err := l.open(ctx, from) // a movie of that content lies there, that no row knows
	if err != nil {
		return err
	}
	defer f.Close()
	if err := l.sameBytes(ctx, f, to); err != nil {
		return err
	}
	return l.root.Remove(from)
}

// DropCopy removes a copy that became no movie.
func (l *Library) DropCopy(ctx context.Context, part string) error {
	name, err := partOf(part)
	if err != nil {
		return err
	}
	return l.remove(ctx, name)
}

// DropCopies removes those whose keys begin with a word and a dot: what a process left
// that has ended.
func (l *Library) DropCopies(ctx context.Context, of string) error {
	entries, err := l.entries(ctx, moviesDir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), importPart+of+".") && e.Type().IsRegular() {
			err = errors.Join(err, l.remove(ctx, path.Join(moviesDir, e.Name())))
		}
	}
	return err
}

// LinkIn gives the bytes of src, which is the file of that name in a folder, a
// second name in the library. Neither owner nor mode of the file changes. It
// returns the times of the file with both names, or none where the library has the
// bytes for itself already. ErrOtherDisk says that there can be no such name.
func (l *Library) LinkIn(ctx context.Context, src, folder *os.File, name, key string) (modified, changed time.Time, err error) {
	to, unlock, err := l.lockMovie(ctx, key)
	if err != nil {
		return modified, changed, err
	}
	defer unlock()
	info, err := src.Stat()
	if err != nil {
		return modified, changed, err
	}
	if _, err := l.root.Lstat(to); err == nil {
		return l.linkedBefore(ctx, file{src, info.Size(), info}, to)
	}
	dir, err := l.root.Open(path.Dir(to))
	if err != nil {
		return modified, changed, err
	}
	defer dir.Close()
	err = linkBetween(folder, name, dir, path.Base(to))
	if isOtherDisk(err) {
		return modified, changed, media.ErrOtherDisk
	}
	if err != nil {
		return modified, changed, fmt.Errorf("link a file: %w", err)
	}
	f, err := l.open(ctx, to)
	if err == nil {
		defer f.Close()
		modified, changed = f.Times()
		if !os.SameFile(f.info, info) || f.size != info.Size() || !modified.Equal(info.ModTime()) {
			err = media.ErrOtherFile
		}
	}
	if err != nil {
		return time.Time{}, time.Time{}, errors.Join(err, l.root.Remove(to))
	}
	return modified, changed, nil
}

// linkedBefore is LinkIn of bytes that stand in the library already: a restore of
// older rows may leave a link without its row.
func (l *Library) linkedBefore(ctx context.Context, src file, to string) (modified, changed time.Time, err error) {
	if err := l.sameBytes(ctx, src, to); err != nil {
		return modified, changed, err
	}
	f, err := l.open(ctx, to)
	if err != nil {
		return modified, changed, err
	}
	defer f.Close()
	if links(f.info) > 1 {
		modified, changed = f.Times()
	}
	return modified, changed, nil
}

// lockMovie holds the place of a movie, whose folder is there when it returns.
func (l *Library) lockMovie(ctx context.Context, key string) (to string, unlock func(), err error) {
	if to, err = moviePath(key); err != nil {
		return "", nil, err
	}
	if unlock, err = l.keys.Lock(ctx, key); err != nil {
		return "", nil, err
	}
	if err := l.makeMovieDir(path.Dir(to)); err != nil {
		unlock()
		return "", nil, withNoSpace(err)
	}
	return to, unlock, nil
}

// Adopt makes a movie whose bytes had another name the library's own: with the
// owner and the mode that its files have.
func (l *Library) Adopt(ctx context.Context, key string) error {
	name, err := moviePath(key)
	if err != nil {
		return err
	}
	f, err := l.open(ctx, name)
	if err != nil {
		return err
	}
	defer f.Close()
	dir, err := l.root.Stat(path.Dir(name))
	if err != nil {
		return err
	}
	if err := owner.Give(f.File, dir); err != nil {
		return err
	}
	return f.Chmod(0o600)
}

// SyncMovies makes the names of movies durable.
func (l *Library) SyncMovies(ctx context.Context, keys []string) error {
	synced := map[string]bool{}
	for _, key := range keys {
		name, err := moviePath(key)
		if err != nil {
			return err
		}
		if dir := path.Dir(name); !synced[dir] {
			synced[dir] = true
			if err := errors.Join(ctx.Err(), l.syncDir(dir)); err != nil {
				return withNoSpace(err)
			}
		}
	}
	return nil
}

// Near reports whether a file lies on the disk of the movies, so that LinkIn can
// link it, and whether its bytes can become the library's own then: they have no
// other name, and this process may Adopt them.
func (l *Library) Near(src *os.File) (sameDisk, canBeOwn bool, err error) {
	info, err := src.Stat()
	if err != nil {
		return false, false, err
	}
	dir, err := l.root.Stat(moviesDir)
	if err != nil {
		return false, false, err
	}
	return onOneDisk(info, dir), links(info) == 1 && isOurs(info), nil
}
