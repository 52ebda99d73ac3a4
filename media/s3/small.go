package s3

import (
	"context"
	"fmt"
	"io"

	"youku.example/media"
)

const (
	subtitlesDir = "subtitles"
	coversDir    = "covers"
	postersDir   = "posters"
	posterEnding = ".jpg"

	mostSmall  = 64 << 20 // of a file that is read whole
	mostPoster = 1 << 20
)

// small is an open file that is held in memory.
type small struct{ p []byte }

func (f small) Size() int64  { return int64(len(f.p)) }
func (f small) Close() error { return nil }

func (f small) ReadAt(p []byte, off int64) (int, error) {
	if off < 0 {
		return 0, fmt.Errorf("read at %d", off)
	}
	if off >= int64(len(f.p)) {
		return 0, io.EOF
	}
	n := copy(p, f.p[off:])
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

var _ media.File = small{}

func (l *Library) keepSmall(ctx context.Context, dir, key string, p []byte) error {
	name, err := shelved(dir, key)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := l.bucket.put(ctx, name, p, nil); err != nil {
		return fmt.Errorf("keep a file of %s: %w", dir, err)
	}
	return nil
}

func (l *Library) openSmall(ctx context.Context, dir, key string) (media.File, error) {
	name, err := shelved(dir, key)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	p, _, err := l.bucket.get(ctx, name, mostSmall)
	if err != nil {
		return nil, err
	}
	return small{p}, nil
}

func (l *Library) removeSmall(ctx context.Context, dir, key string) error {
	name, err := shelved(dir, key)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return l.bucket.remove(ctx, name)
}

// KeepSubtitle keeps a file of subtitles, whole or not at all.
func (l *Library) KeepSubtitle(ctx context.Context, key string, text []byte) error {
	return l.keepSmall(ctx, subtitlesDir, key, text)
}

// Subtitle opens a file of subtitles.
func (l *Library) Subtitle(ctx context.Context, key string) (media.File, error) {
	return l.openSmall(ctx, subtitlesDir, key)
}

// RemoveSubtitle removes a file of subtitles, and is content if it is not there.
func (l *Library) RemoveSubtitle(ctx context.Context, key string) error {
	return l.removeSmall(ctx, subtitlesDir, key)
}

// SubtitleKeys lists the files of subtitles.
func (l *Library) SubtitleKeys(ctx context.Context) ([]string, error) {
	return l.shelvedKeys(ctx, subtitlesDir, "")
}

// KeepCover keeps a picture, whole or not at all.
func (l *Library) KeepCover(ctx context.Context, key string, picture []byte) error {
	return l.keepSmall(ctx, coversDir, key, picture)
}

// Cover opens a picture.
func (l *Library) Cover(ctx context.Context, key string) (media.File, error) {
	return l.openSmall(ctx, coversDir, key)
}

// RemoveCover removes a picture, and is content if it is not there.
func (l *Library) RemoveCover(ctx context.Context, key string) error {
	return l.removeSmall(ctx, coversDir, key)
}

// CoverKeys lists the covers.
func (l *Library) CoverKeys(ctx context.Context) ([]string, error) {
	return l.shelvedKeys(ctx, coversDir, "")
}

func posterName(key string) (string, error) {
	name, err := shelved(postersDir, key)
	return name + posterEnding, err
}

// Poster reads the poster of a movie.
func (l *Library) Poster(ctx context.Context, key string) ([]byte, error) {
	name, err := posterName(key)
	if err != nil {
		return nil, err
	}
	p, _, err := l.bucket.get(ctx, name, mostPoster)
	return p, err
}

// KeepPoster keeps the poster of a movie that is kept here.
func (l *Library) KeepPoster(ctx context.Context, key string, picture []byte) error {
	if len(picture) > mostPoster {
		return fmt.Errorf("keep a poster: it has %d bytes", len(picture))
	}
	name, err := posterName(key)
	if err != nil {
		return err
	}
	movie, err := shelved(moviesDir, key)
	if err != nil {
		return err
	}
	unlock, err := l.keys.Lock(ctx, key) // Remove takes both
	if err != nil {
		return err
	}
	defer unlock()
	if _, err := l.bucket.head(ctx, movie); err != nil {
		return err
	}
	return l.bucket.put(ctx, name, picture, nil)
}

// DropPoster removes the poster of a movie.
func (l *Library) DropPoster(ctx context.Context, key string) error {
	name, err := posterName(key)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return l.bucket.remove(ctx, name)
}

// PosterKeys lists the movies that have a poster.
func (l *Library) PosterKeys(ctx context.Context) ([]string, error) {
	return l.shelvedKeys(ctx, postersDir, posterEnding)
}
