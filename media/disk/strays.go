package disk

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"youku.example/media"
)

// Strays lists what lies in the library and is no file of it: leftovers of
// copies that were cut off, and whatever else was put there. The folder that a
// file system makes for itself (lost+found) is none.
func (l *Library) Strays(ctx context.Context) ([]media.Stray, error) {
	s := strayList{l: l}
	err := errors.Join(
		s.walk(ctx, ".", func(e fs.DirEntry) bool { return l.root.in[e.Name()] != nil }),
		s.walk(ctx, incomingDir, isKeyFile),
		s.walkShelves(ctx, moviesDir, moviePath),
		s.walkShelves(ctx, postersDir, posterOf),
		s.walkShelves(ctx, subtitlesDir, subtitlePath),
		s.walkShelves(ctx, coversDir, coverPath),
	)
	if err != nil {
		return nil, fmt.Errorf("look for strays: %w", err)
	}
	return s.found, nil
}

// PosterKeys lists the movies that have a poster.
func (l *Library) PosterKeys(ctx context.Context) (keys []string, err error) {
	err = l.eachShelf(ctx, postersDir, func(shelf string, e fs.DirEntry) {
		key, is := strings.CutSuffix(e.Name(), posterExt)
		if at, err := posterPath(key); is && err == nil && at == path.Join(shelf, e.Name()) {
			keys = append(keys, key)
		}
	})
	if err != nil {
		return nil, fmt.Errorf("list posters: %w", err)
	}
	return keys, nil
}

// SubtitleKeys lists the files of subtitles.
func (l *Library) SubtitleKeys(ctx context.Context) ([]string, error) {
	return l.smallKeys(ctx, subtitlesDir)
}

// CoverKeys lists the covers.
func (l *Library) CoverKeys(ctx context.Context) ([]string, error) {
	return l.smallKeys(ctx, coversDir)
}

// smallKeys lists the files of a folder that pathIn divides.
func (l *Library) smallKeys(ctx context.Context, dir string) (keys []string, err error) {
	err = l.eachShelf(ctx, dir, func(shelf string, e fs.DirEntry) {
		if at, err := pathIn(dir, e.Name()); err == nil && at == path.Join(shelf, e.Name()) && e.Type().IsRegular() {
			keys = append(keys, e.Name())
		}
	})
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", dir, err)
	}
	slices.Sort(keys)
	return keys, nil
}

// posterOf is where a file with this name would lie as a poster.
func posterOf(name string) (string, error) {
	key, is := strings.CutSuffix(name, posterExt)
	if !is {
		return "", media.ErrKey
	}
	return posterPath(key)
}

func isKeyFile(e fs.DirEntry) bool { return e.Type().IsRegular() && media.CheckKey(e.Name()) == nil }

type strayList struct {
	l     *Library
	found []media.Stray
}

// walk adds the entries of a folder that do not belong there.
func (s *strayList) walk(ctx context.Context, dir string, belongs func(fs.DirEntry) bool) error {
	entries, err := s.l.entries(ctx, dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !belongs(e) && !(e.IsDir() && e.Name() == "lost+found") {
			s.add(dir, e)
		}
	}
	return nil
}

// walkShelves does so for a folder of shelves; where says where a file with
// that name belongs.
func (s *strayList) walkShelves(ctx context.Context, dir string, where func(name string) (string, error)) error {
	if err := s.walk(ctx, dir, isShelf); err != nil {
		return err
	}
	return s.l.eachShelf(ctx, dir, func(shelf string, e fs.DirEntry) {
		at, err := where(e.Name())
		if err != nil || at != path.Join(shelf, e.Name()) || !e.Type().IsRegular() {
			s.add(shelf, e)
		}
	})
}

func isShelf(e fs.DirEntry) bool { return e.IsDir() && media.CheckKey(e.Name()) == nil }

// add notes one that is still there.
func (s *strayList) add(dir string, e fs.DirEntry) {
	info, err := e.Info()
	if err != nil {
		return
	}
	name := e.Name()
	partial := strings.HasPrefix(name, ".") && strings.HasSuffix(name, ".part") && e.Type().IsRegular()
	s.found = append(s.found, media.Stray{Name: path.Join(dir, name), Partial: partial, ModTime: info.ModTime()})
}

// eachShelf calls found for each entry of the folders in dir.
func (l *Library) eachShelf(ctx context.Context, dir string, found func(shelf string, e fs.DirEntry)) error {
	shelves, err := l.entries(ctx, dir)
	if err != nil {
		return err
	}
	for _, shelf := range shelves {
		if !isShelf(shelf) {
			continue
		}
		at := path.Join(dir, shelf.Name())
		entries, err := l.entries(ctx, at)
		if err != nil {
			return err
		}
		for _, e := range entries {
			found(at, e)
		}
	}
	return nil
}

func (l *Library) entries(ctx context.Context, dir string) ([]fs.DirEntry, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	d, err := l.root.Open(dir)
	if err != nil {
		return nil, err
	}
	defer d.Close()
	return d.ReadDir(-1)
}
