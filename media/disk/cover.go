package disk

import (
	"context"
	"fmt"

	"youku.example/media"
)

// coversDir holds the pictures that people gave to movies and series, each under
// a key of its own, in folders like those of the movies. They are made of nothing
// else and may not be lost.
const coversDir = "covers"

func coverPath(key string) (string, error) { return pathIn(coversDir, key) }

// KeepCover keeps a picture. When it returns nil the file survives a power loss;
// it appears whole or not at all.
func (l *Library) KeepCover(ctx context.Context, key string, picture []byte) error {
	if err := l.keepIn(ctx, coversDir, key, picture); err != nil {
		return withNoSpace(fmt.Errorf("keep a cover: %w", err))
	}
	return nil
}

// Cover opens a picture.
func (l *Library) Cover(ctx context.Context, key string) (media.File, error) {
	name, err := coverPath(key)
	if err != nil {
		return nil, err
	}
	f, err := l.open(ctx, name)
	if err != nil {
		return nil, err
	}
	return f, nil
}

// RemoveCover removes a picture, and is content if it is not there.
func (l *Library) RemoveCover(ctx context.Context, key string) error {
	name, err := coverPath(key)
	if err != nil {
		return err
	}
	return l.remove(ctx, name)
}
