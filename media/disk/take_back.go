package disk

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
)

// TakeBack makes what was kept as a movie an incoming file again, for repairs.
// The file has both names for a moment, or for good if the process ends then;
// taking it back again under the same key goes on.
func (l *Library) TakeBack(ctx context.Context, movieKey, incomingKey string) error {
	from, err := moviePath(movieKey)
	if err != nil {
		return err
	}
	to, err := incomingPath(incomingKey)
	if err != nil {
		return err
	}
	unlock, err := l.keys.Lock(ctx, movieKey)
	if err != nil {
		return err
	}
	defer unlock()
	src, err := l.open(ctx, from)
	if err != nil {
		return err
	}
	defer src.Close()
	if err := l.put(ctx, src, from, to, nil); err != nil {
		return withNoSpace(fmt.Errorf("take a movie back: %w", err))
	}
	if err := l.syncDir(incomingDir); err != nil {
		return withNoSpace(fmt.Errorf("take a movie back: %w", err))
	}
	if err := l.dropPoster(movieKey); err != nil {
		return err
	}
	return l.remove(ctx, from)
}

// TakeBackSubtitle is TakeBack for a file of subtitles.
func (l *Library) TakeBackSubtitle(ctx context.Context, key, incomingKey string) error {
	return l.takeBackIn(ctx, subtitlesDir, key, incomingKey)
}

// TakeBackCover is TakeBack for a cover.
func (l *Library) TakeBackCover(ctx context.Context, key, incomingKey string) error {
	return l.takeBackIn(ctx, coversDir, key, incomingKey)
}

func (l *Library) takeBackIn(ctx context.Context, dir, key, incomingKey string) error {
	from, err := pathIn(dir, key)
	if err != nil {
		return err
	}
	to, err := incomingPath(incomingKey)
	if err != nil {
		return err
	}
	src, err := l.open(ctx, from)
	if err != nil {
		return err
	}
	defer src.Close()
	err = l.put(ctx, src, from, to, nil)
	if err == nil {
		err = l.syncDir(incomingDir)
	}
	if err != nil {
		return withNoSpace(fmt.Errorf("take a file of %s back: %w", dir, err))
	}
	return l.remove(ctx, from)
}

// RemovePart removes what a copy that was cut off left, by its name among the
// Strays.
func (l *Library) RemovePart(ctx context.Context, name string) error {
	found, err := l.Strays(ctx)
	if err != nil {
		return err
	}
	for _, s := range found {
		if s.Partial && s.Name == name {
			if err := l.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return fmt.Errorf("remove a leftover: %w", err)
			}
			return l.syncDir(path.Dir(name))
		}
	}
	return nil
}
