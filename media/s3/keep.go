package s3

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path"
	"strings"

	"youku.example/media"
	"youku.example/media/s3/chunk"
)

// errOther says that a key is taken by other bytes.
var errOther = errors.New("other bytes have that key")

// Keep makes what was received a movie, by a copy within the store that appears whole
// or not at all; the incoming file stays. Keeping the same bytes again is fine, other
// bytes under a key that is taken are refused, and so is a key that is another hash
// than that of the bytes that were received. progress is called with how many bytes
// are copied; it may be nil.
func (l *Library) Keep(ctx context.Context, incomingKey, movieKey string, progress func(done int64)) error {
	if err := l.keep(ctx, media.ToKeep{Incoming: incomingKey, Movie: movieKey}, progress); err != nil {
		return fmt.Errorf("keep a movie: %w", err)
	}
	return nil
}

// KeepAll is Keep of several files, no two of which are one movie, and returns an
// error or nil for each.
func (l *Library) KeepAll(ctx context.Context, list []media.ToKeep, progress func(i int, done int64)) []error {
	errs := make([]error, len(list))
	for i, k := range list {
		errs[i] = l.Keep(ctx, k.Incoming, k.Movie, func(done int64) { progress(i, done) })
	}
	return errs
}

func (l *Library) keep(ctx context.Context, k media.ToKeep, progress func(done int64)) error {
	if err := media.CheckKey(k.Incoming); err != nil {
		return err
	}
	to, err := shelved(moviesDir, k.Movie)
	if err != nil {
		return err
	}
	unlock, err := l.keys.Lock(ctx, k.Movie)
	if err != nil {
		return err
	}
	defer unlock()
	_, c, err := l.chainOf(ctx, k.Incoming)
	if err != nil {
		return err
	}
	src := arrived{l.fileOf(k.Incoming, c)}
	defer src.Close()
	sum, err := src.SHA256(ctx)
	if err != nil {
		return err
	}
	return l.put(ctx, src.file, sum, to, progress)
}

// put makes a movie of a file whose hash is known or "".
func (l *Library) put(ctx context.Context, src *file, sum, to string, progress func(done int64)) error {
	if named := hashIn(path.Base(to)); sum != "" && named != "" && named != sum {
		return fmt.Errorf("%w: their hash is %s", media.ErrStoreChanged, sum)
	}
	old, err := l.bucket.head(ctx, to)
	if err == nil {
		return l.sameBytes(ctx, src, sum, old)
	}
	if !errors.Is(err, media.ErrNotExist) {
		return err
	}
	var meta map[string]string
	if sum != "" {
		meta = map[string]string{metaSum: sum}
	}
	return l.bucket.copyChain(ctx, src.dir, src.parts, to, meta, progress)
}

// hashIn is the hash by which a movie is named, "" if it is named otherwise.
func hashIn(key string) string {
	stem, _, _ := strings.Cut(key, ".")
	if len(stem) != 64 || strings.Trim(stem, "0123456789abcdef") != "" {
		return ""
	}
	return stem
}

// sameBytes compares a file with an object: by their hashes where both are known.
func (l *Library) sameBytes(ctx context.Context, src *file, sum string, old object) error {
	if old.size != src.size {
		return errOther
	}
	if known := old.meta[metaSum]; sum != "" && known != "" {
		if known != sum {
			return errOther
		}
		return nil
	}
	dir, base := path.Split(old.name)
	other := l.newFile(dir, whole(base, old), "")
	defer other.Close()
	p, q := make([]byte, chunk.Size), make([]byte, chunk.Size)
	for off := int64(0); off < src.size; off += chunk.Size {
		if err := ctx.Err(); err != nil {
			return err
		}
		n := min(chunk.Size, src.size-off)
		if k, err := src.ReadAt(p[:n], off); int64(k) < n {
			return err
		}
		if k, err := other.ReadAt(q[:n], off); int64(k) < n {
			return err
		}
		if !bytes.Equal(p[:n], q[:n]) {
			return errOther
		}
	}
	return nil
}

// Remove removes a movie, its poster, and what the cache has of it.
func (l *Library) Remove(ctx context.Context, key string) error {
	name, err := shelved(moviesDir, key)
	if err != nil {
		return err
	}
	unlock, err := l.keys.Lock(ctx, key)
	if err != nil {
		return err
	}
	defer unlock()
	poster, err := posterName(key)
	if err != nil {
		return err
	}
	if err := l.bucket.remove(ctx, poster, name); err != nil {
		return fmt.Errorf("remove a movie: %w", err)
	}
	l.Forget(key)
	return nil
}

// Forget drops what the cache has of a movie that another server removed.
func (l *Library) Forget(key string) { l.chunks.Forget(key) }

// Cached lists the movies of which the cache has something.
func (l *Library) Cached() []string { return l.chunks.Movies() }

// TakeBack makes what was kept as a movie an incoming file again, for repairs.
func (l *Library) TakeBack(ctx context.Context, movieKey, incomingKey string) error {
	unlock, err := l.keys.Lock(ctx, movieKey)
	if err != nil {
		return err
	}
	defer unlock()
	if err := l.takeBack(ctx, moviesDir, movieKey, incomingKey); err != nil {
		return fmt.Errorf("take a movie back: %w", err)
	}
	poster, err := posterName(movieKey)
	if err != nil {
		return err
	}
	l.Forget(movieKey)
	return l.bucket.remove(ctx, poster)
}

// TakeBackSubtitle is TakeBack for a file of subtitles.
func (l *Library) TakeBackSubtitle(ctx context.Context, key, incomingKey string) error {
	return l.takeBack(ctx, subtitlesDir, key, incomingKey)
}

// TakeBackCover is TakeBack for a cover.
func (l *Library) TakeBackCover(ctx context.Context, key, incomingKey string) error {
	return l.takeBack(ctx, coversDir, key, incomingKey)
}

// takeBack copies an object to the incoming files, as their only part, and removes it
// then. One that a repair which was cut off has copied already is copied again.
func (l *Library) takeBack(ctx context.Context, dir, key, incomingKey string) error {
	from, err := shelved(dir, key)
	if err != nil {
		return err
	}
	if err := media.CheckKey(incomingKey); err != nil {
		return err
	}
	o, err := l.bucket.head(ctx, from)
	if err != nil {
		return err
	}
	if r, err := l.find(ctx, incomingKey); err != nil {
		return err
	} else if r.writer != "" && r.writer != takenBack {
		return errOther
	}
	at, base := path.Split(from)
	if err := l.bucket.copyChain(ctx, at, whole(base, o), incomingName(incomingKey, partName(takenBack, 0, 0)), nil, nil); err != nil {
		return err
	}
	return l.bucket.remove(ctx, from)
}

// takenBack is the writer of what was taken back, older than any other.
var takenBack = writerName(0, "back")
