package disk

import (
	"context"
	"errors"
	"fmt"
	"path"

	"youku.example/media"
)

// subtitlesDir holds files of subtitles, each under a key of its own, in folders
// like those of the movies. They are made of nothing else and may not be lost.
const subtitlesDir = "subtitles"

func subtitlePath(key string) (string, error) { return pathIn(subtitlesDir, key) }

// pathIn is where a file lies in a folder that is divided like that of the movies.
func pathIn(dir, key string) (string, error) {
	name, err := moviePath(key)
	if err != nil {
		return "", err
	}
	return path.Join(dir, path.Base(path.Dir(name)), key), nil
}

// KeepSubtitle keeps a file of subtitles. When it returns nil the file survives a
// power loss; it appears whole or not at all.
func (l *Library) KeepSubtitle(ctx context.Context, key string, text []byte) error {
	if err := l.keepIn(ctx, subtitlesDir, key, text); err != nil {
		return withNoSpace(fmt.Errorf("keep subtitles: %w", err))
	}
	return nil
}

// keepIn writes a small file durably, whole or not at all.
func (l *Library) keepIn(ctx context.Context, dir, key string, p []byte) error {
	name, err := pathIn(dir, key)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	made, err := l.makeDir(path.Dir(name))
	if err == nil && made {
		err = l.syncDir(dir)
	}
	if err == nil {
		err = l.roomFor(int64(len(p)), path.Dir(name))
	}
	if err != nil {
		return err
	}
	part := partPath(name)
	if err := errors.Join(l.writeAll(part, p), l.syncFile(part)); err != nil {
		_ = l.root.Remove(part)
		return err
	}
	if err := l.root.Rename(part, name); err != nil {
		_ = l.root.Remove(part)
		return err
	}
	return l.syncDir(path.Dir(name))
}

// syncFile makes the bytes of a file durable.
func (l *Library) syncFile(name string) error {
	f, err := l.root.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// Subtitle opens a file of subtitles.
func (l *Library) Subtitle(ctx context.Context, key string) (media.File, error) {
	name, err := subtitlePath(key)
	if err != nil {
		return nil, err
	}
	f, err := l.open(ctx, name)
	if err != nil {
		return nil, err
	}
	return f, nil
}

// RemoveSubtitle removes a file of subtitles, and is content if it is not there.
func (l *Library) RemoveSubtitle(ctx context.Context, key string) error {
	name, err := subtitlePath(key)
	if err != nil {
		return err
	}
	return l.remove(ctx, name)
}
