package disk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"

	"youku.example/media"
)

// copyStep is how many bytes are copied or compared at a time.
const copyStep = 1 << 20

// Keep makes what was received a movie. When it returns nil the movie survives
// a power loss: its bytes, its name and its folder are on the disk. It is a
// second name for the same bytes where the file system can, else a copy that
// appears whole or not at all; the incoming name stays. Keeping the same bytes
// again is fine, other bytes under a key that is taken are refused. Of a copy,
// progress is called with how many bytes are done; it may be nil.
func (l *Library) Keep(ctx context.Context, incomingKey, movieKey string, progress func(done int64)) error {
	report := func(_ int, done int64) {
		if progress != nil {
			progress(done)
		}
	}
	return l.KeepAll(ctx, []media.ToKeep{{Incoming: incomingKey, Movie: movieKey}}, report)[0]
}

// KeepAll is Keep of several files, no two of which are one movie, and returns an
// error or nil for each. The names are made first and made durable after that: a
// file system with a journal does so for all of them at the first.
func (l *Library) KeepAll(ctx context.Context, list []media.ToKeep, progress func(i int, done int64)) []error {
	errs, dirs := make([]error, len(list)), make([]string, len(list))
	madeDir := false
	for i, k := range list {
		unlock, err := l.keys.Lock(ctx, k.Movie)
		if err != nil {
			errs[i] = err
			continue
		}
		defer unlock()
		made := false
		dirs[i], made, errs[i] = l.keepName(ctx, k, func(done int64) { progress(i, done) })
		madeDir = madeDir || made
	}
	synced := map[string]error{}
	sync := func(dir string) error {
		err, is := synced[dir]
		if !is {
			err = l.syncDir(dir)
			synced[dir] = err
		}
		return err
	}
	for i := range list {
		if errs[i] != nil {
			errs[i] = withNoSpace(fmt.Errorf("keep a movie: %w", errs[i]))
			continue
		}
		err := sync(dirs[i])
		if err == nil && madeDir {
			err = sync(moviesDir)
		}
		if err != nil {
			errs[i] = withNoSpace(fmt.Errorf("keep a movie: %w", err))
		}
	}
	return errs
}

// keepName makes the movie's name for bytes that are durable; dir is the folder in
// which it is, and made says that it was not there before. Neither is durable yet.
func (l *Library) keepName(ctx context.Context, k media.ToKeep, progress func(done int64)) (dir string, made bool, err error) {
	from, err := incomingPath(k.Incoming)
	if err != nil {
		return "", false, err
	}
	to, err := moviePath(k.Movie)
	if err != nil {
		return "", false, err
	}
	src, err := l.open(ctx, from)
	if err != nil {
		return "", false, err
	}
	defer src.Close()
	if err := src.Sync(); err != nil {
		return "", false, err
	}
	dir = path.Dir(to)
	if made, err = l.makeDir(dir); err != nil {
		return dir, made, err
	}
	return dir, made, l.put(ctx, src, from, to, progress)
}

// put makes the movie's name: of what stands there, by a link, or by a copy
// where there are no links.
func (l *Library) put(ctx context.Context, src file, from, to string, progress func(done int64)) error {
	if _, err := l.root.Lstat(to); err == nil {
		return l.sameBytes(ctx, src, to)
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if l.link(from, to) == nil {
		return nil
	}
	return l.copyTo(ctx, src, to, progress)
}

func (l *Library) makeMovieDir(name string) error {
	made, err := l.makeDir(name)
	if err != nil || !made {
		return err
	}
	return l.syncDir(moviesDir)
}

// partPath is where a copy grows. It is one name a movie, so that what a crash
// left is used up by the next try or goes with Remove.
func partPath(to string) string {
	return path.Join(path.Dir(to), "."+path.Base(to)+".part")
}

func (l *Library) copyTo(ctx context.Context, src file, to string, progress func(done int64)) (err error) {
	part := partPath(to)
	if err := l.root.Remove(part); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := l.roomFor(src.size, path.Dir(to)); err != nil {
		return err
	}
	dst, err := l.root.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		_ = dst.Close()
		if err != nil {
			_ = l.root.Remove(part)
		}
	}()
	if err := copyBytes(ctx, dst, src, progress); err != nil {
		return err
	}
	if err := dst.Sync(); err != nil {
		return err
	}
	if err := dst.Close(); err != nil {
		return err
	}
	return l.root.Rename(part, to)
}

// copyBytes writes all of src, and stops with ctx.
func copyBytes(ctx context.Context, dst io.Writer, src file, progress func(done int64)) error {
	buf := make([]byte, copyStep)
	for off := int64(0); off < src.size; {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, err := src.ReadAt(buf[:min(copyStep, src.size-off)], off)
		if n == 0 && err != nil {
			return err
		}
		if _, err := dst.Write(buf[:n]); err != nil {
			return err
		}
		off += int64(n)
		if progress != nil {
			progress(off)
		}
	}
	return nil
}

// errOther says that a key is taken by other bytes.
var errOther = errors.New("other bytes have that key")

// sameBytes compares the source with what stands under the name.
func (l *Library) sameBytes(ctx context.Context, src file, name string) error {
	old, err := l.open(ctx, name)
	if err != nil {
		return err
	}
	defer old.Close()
	a, err := src.Stat()
	if err != nil {
		return err
	}
	b, err := old.Stat()
	if err != nil {
		return err
	}
	if os.SameFile(a, b) {
		return nil
	}
	if old.size != src.size {
		return errOther
	}
	p, q := make([]byte, copyStep), make([]byte, copyStep)
	for off := int64(0); off < src.size; {
		if err := ctx.Err(); err != nil {
			return err
		}
		n := min(copyStep, src.size-off)
		if _, err := io.ReadFull(io.NewSectionReader(src, off, n), p[:n]); err != nil {
			return err
		}
		if _, err := io.ReadFull(io.NewSectionReader(old, off, n), q[:n]); err != nil {
			return err
		}
		if !bytes.Equal(p[:n], q[:n]) {
			return errOther
		}
		off += n
	}
	return old.Sync()
}

// Remove removes a movie, the pieces of one, and its poster.
func (l *Library) Remove(ctx context.Context, key string) error {
	name, err := moviePath(key)
	if err != nil {
		return err
	}
	unlock, err := l.keys.Lock(ctx, key)
	if err != nil {
		return err
	}
	defer unlock()
	if err := l.root.Remove(partPath(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove a file: %w", err)
	}
	if err := l.dropPoster(key); err != nil {
		return err
	}
	return l.remove(ctx, name)
}

var _ media.File = file{}
var _ media.Inbox = (*inbox)(nil)
