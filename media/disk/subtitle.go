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

func subtitlePath(key string) (string, error) {
	name, err := moviePath(key)
	if err != nil {
		return "", err
	}
	return path.Join(subtitlesDir, path.Base(path.Dir(name)), key), nil
}

// KeepSubtitle keeps a file of subtitles. When it returns nil the file survives a
// power loss; it appears whole or not at all.
func (l *Library) KeepSubtitle(ctx context.Context, key string, text []byte) error {
	name, err := subtitlePath(key)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := l.keepSubtitle(name, text); err != nil {
		return withNoSpace(fmt.Errorf("keep subtitles: %w", err))
	}
	return nil
}

func (l *Library) keepSubtitle(name string, text []byte) error {
	made, err := l.makeDir(path.Dir(name))
	if err == nil && made {
		err = l.syncDir(subtitlesDir)
	}
	if err == nil {
		err = l.roomFor(int64(len(text)), path.Dir(name))
	}
	if err != nil {
		return err
	}
	part := partPath(name)
	if err := errors.Join(l.writeAll(part, text), l.syncFile(part)); err != nil {
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
	err = l.remove(ctx, name)
	if errors.Is(err, media.ErrNotExist) {
		return nil
	}
	return err
}
