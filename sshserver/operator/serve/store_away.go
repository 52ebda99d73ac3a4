package serve

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"youku.example/media"
	"youku.example/media/poster"
	"youku.example/sshserver/operator/local"
	"youku.example/store"
)

// storedMovies are movies in a store that other machines hold, and that may be away:
// people read one sentence then, whatever they do, and the log has the cause once,
// and when it is over.
type storedMovies struct {
	local.Movies
	poster.Shelf
	log *slog.Logger

	mu   sync.Mutex
	away time.Time // since when; zero: it is not
}

// inStore makes such of movies that are in a store.
func inStore(movies local.Movies, log *slog.Logger) local.Movies {
	shelf, is := movies.(poster.Shelf)
	if !is {
		return movies
	}
	return &storedMovies{Movies: movies, Shelf: shelf, log: log}
}

// unreachable are the faults of a store, of which a person can do nothing but wait.
var unreachable = []error{
	media.ErrStoreAway, media.ErrStoreBusy, media.ErrStoreKeys, media.ErrStoreNoKeys, media.ErrStoreDenied,
	media.ErrStoreBucket, media.ErrStoreRegion, media.ErrStoreClock, media.ErrStoreAnswers,
}

// said is an error as people are told it. It notes whether the store answers.
func (m *storedMovies) said(err error) error {
	for _, away := range unreachable {
		if errors.Is(err, away) {
			m.noteAway(err)
			return fmt.Errorf("%w: %w", store.ErrStoreAway, err)
		}
	}
	if err == nil || errors.Is(err, media.ErrNotExist) {
		m.noteBack()
	}
	return err
}

func (m *storedMovies) noteAway(err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.away.IsZero() {
		m.away = time.Now()
		m.log.Error("the movies' store does not answer as it should", "err", err)
	}
}

func (m *storedMovies) noteBack() {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.away.IsZero() {
		m.log.Info("the movies' store answers again", "after", time.Since(m.away).Round(time.Second))
		m.away = time.Time{}
	}
}

func (m *storedMovies) file(f media.File, err error) (media.File, error) {
	if err = m.said(err); err != nil {
		return nil, err
	}
	if h, is := f.(media.Hashed); is {
		return storedHashed{storedFile{f, m}, h}, nil
	}
	return storedFile{f, m}, nil
}

// storedFile is an open file.
type storedFile struct {
	media.File
	in *storedMovies
}

func (f storedFile) ReadAt(p []byte, off int64) (int, error) {
	n, err := f.File.ReadAt(p, off)
	if err != nil {
		err = f.in.said(err)
	}
	return n, err
}

type storedHashed struct {
	storedFile
	hashed media.Hashed
}

func (f storedHashed) SHA256(ctx context.Context) (string, error) {
	sum, err := f.hashed.SHA256(ctx)
	return sum, f.in.said(err)
}

// storedInbox is what is being received.
type storedInbox struct {
	media.Inbox
	in *storedMovies
}

func (i storedInbox) WriteAt(p []byte, off int64) (int, error) {
	n, err := i.Inbox.WriteAt(p, off)
	if err != nil {
		err = i.in.said(err)
	}
	return n, err
}

func (i storedInbox) Sync() error  { return i.in.said(i.Inbox.Sync()) }
func (i storedInbox) Close() error { return i.in.said(i.Inbox.Close()) }

type durableInbox struct {
	storedInbox
	durable media.Durable
}

func (i durableInbox) Durable() int64 { return i.durable.Durable() }

func (m *storedMovies) Receive(ctx context.Context, key string, generation int64) (media.Inbox, error) {
	i, err := m.Movies.Receive(ctx, key, generation)
	if err = m.said(err); err != nil {
		return nil, err
	}
	if d, is := i.(media.Durable); is {
		return durableInbox{storedInbox{i, m}, d}, nil
	}
	return storedInbox{i, m}, nil
}

func (m *storedMovies) Movie(ctx context.Context, key string) (media.File, error) {
	return m.file(m.Movies.Movie(ctx, key))
}

func (m *storedMovies) Arrived(ctx context.Context, key string) (media.File, error) {
	return m.file(m.Movies.Arrived(ctx, key))
}

func (m *storedMovies) Subtitle(ctx context.Context, key string) (media.File, error) {
	return m.file(m.Movies.Subtitle(ctx, key))
}

func (m *storedMovies) Cover(ctx context.Context, key string) (media.File, error) {
	return m.file(m.Movies.Cover(ctx, key))
}

func (m *storedMovies) Discard(ctx context.Context, keys ...string) error {
	return m.said(m.Movies.Discard(ctx, keys...))
}

func (m *storedMovies) Keep(ctx context.Context, incomingKey, movieKey string, progress func(done int64)) error {
	return m.said(m.Movies.Keep(ctx, incomingKey, movieKey, progress))
}

func (m *storedMovies) KeepAll(ctx context.Context, list []media.ToKeep, progress func(i int, done int64)) []error {
	errs := m.Movies.KeepAll(ctx, list, progress)
	for i, err := range errs {
		errs[i] = m.said(err)
	}
	return errs
}

func (m *storedMovies) Remove(ctx context.Context, key string) error {
	return m.said(m.Movies.Remove(ctx, key))
}

func (m *storedMovies) KeepSubtitle(ctx context.Context, key string, text []byte) error {
	return m.said(m.Movies.KeepSubtitle(ctx, key, text))
}

func (m *storedMovies) RemoveSubtitle(ctx context.Context, key string) error {
	return m.said(m.Movies.RemoveSubtitle(ctx, key))
}

func (m *storedMovies) KeepCover(ctx context.Context, key string, picture []byte) error {
	return m.said(m.Movies.KeepCover(ctx, key, picture))
}

func (m *storedMovies) RemoveCover(ctx context.Context, key string) error {
	return m.said(m.Movies.RemoveCover(ctx, key))
}
