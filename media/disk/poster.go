package disk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"

	"youku.example/media"
)

// postersDir holds a small picture a movie, in folders like those of the
// movies. It is made of them and may be lost.
const (
	postersDir = "posters"
	posterExt  = ".jpg"
)

// maxPoster bounds what is kept and what is read.
const maxPoster = 1 << 20

func posterPath(key string) (string, error) {
	name, err := moviePath(key)
	if err != nil {
		return "", err
	}
	return path.Join(postersDir, path.Base(path.Dir(name)), key+posterExt), nil
}

// Poster reads the poster of a movie.
func (l *Library) Poster(ctx context.Context, key string) ([]byte, error) {
	name, err := posterPath(key)
	if err != nil {
		return nil, err
	}
	f, err := l.open(ctx, name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if f.size > maxPoster {
		return nil, fmt.Errorf("read a poster: it has %d bytes", f.size)
	}
	return io.ReadAll(io.LimitReader(f.File, maxPoster))
}

// KeepPoster keeps the poster of a movie that is kept here. It appears whole
// or not at all, but no caller waits until it is on the disk.
func (l *Library) KeepPoster(ctx context.Context, key string, picture []byte) error {
	movie, err := moviePath(key)
	if err != nil {
		return err
	}
	name, err := posterPath(key)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if len(picture) > maxPoster {
		return fmt.Errorf("keep a poster: it has %d bytes", len(picture))
	}
	unlock, err := l.keys.Lock(ctx, key) // Remove takes both
	if err != nil {
		return err
	}
	defer unlock()
	if _, err := l.root.Lstat(movie); errors.Is(err, fs.ErrNotExist) {
		return media.ErrNotExist
	} else if err != nil {
		return fmt.Errorf("keep a poster: %w", err)
	}
	for _, dir := range []string{postersDir, path.Dir(name)} {
		if _, err := l.makeDir(dir); err != nil {
			return withNoSpace(fmt.Errorf("keep a poster: %w", err))
		}
	}
	if err := l.roomFor(int64(len(picture)), path.Dir(name)); err != nil {
		return fmt.Errorf("keep a poster: %w", err)
	}
	part := partPath(name)
	if err := l.writeAll(part, picture); err != nil {
		_ = l.root.Remove(part)
		return withNoSpace(fmt.Errorf("keep a poster: %w", err))
	}
	if err := l.root.Rename(part, name); err != nil {
		_ = l.root.Remove(part)
		return withNoSpace(fmt.Errorf("keep a poster: %w", err))
	}
	return nil
}

func (l *Library) writeAll(name string, p []byte) error {
	f, err := l.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(p)
	return errors.Join(err, f.Close())
}

// DropPoster removes the poster of a movie.
func (l *Library) DropPoster(ctx context.Context, key string) error {
	unlock, err := l.keys.Lock(ctx, key)
	if err != nil {
		return err
	}
	defer unlock()
	return l.dropPoster(key)
}

func (l *Library) dropPoster(key string) error {
	name, err := posterPath(key)
	if err != nil {
		return err
	}
	for _, n := range []string{partPath(name), name} {
		if err := l.root.Remove(n); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("remove a poster: %w", err)
		}
	}
	return nil
}
