package mediatest

import (
	"context"
	"sync/atomic"
	"testing"

	"youku.example/media"
)

// Library is what an engine does.
type Library interface {
	// Receive is called with a newer generation for each writer of a key.
	Receive(ctx context.Context, key string, generation int64) (media.Inbox, error)
	Arrived(ctx context.Context, key string) (media.File, error)
	Discard(ctx context.Context, keys ...string) error
	KeepAll(ctx context.Context, list []media.ToKeep, progress func(i int, done int64)) []error
	Keep(ctx context.Context, incomingKey, movieKey string, progress func(done int64)) error
	Movie(ctx context.Context, key string) (media.File, error)
	Remove(ctx context.Context, key string) error
	KeepSubtitle(ctx context.Context, key string, text []byte) error
	Subtitle(ctx context.Context, key string) (media.File, error)
	RemoveSubtitle(ctx context.Context, key string) error
	SubtitleKeys(ctx context.Context) ([]string, error)
	KeepCover(ctx context.Context, key string, picture []byte) error
	Cover(ctx context.Context, key string) (media.File, error)
	RemoveCover(ctx context.Context, key string) error
	CoverKeys(ctx context.Context) ([]string, error)
	IncomingKeys(ctx context.Context) ([]string, error)
	MovieKeys(ctx context.Context) ([]string, error)
	Space(ctx context.Context) (free, total uint64, err error)
	Close() error
}

// generations gives each writer of the suite a newer one than all before it.
var generations atomic.Int64

func next() int64 { return generations.Add(1) }

// Engine makes a library for one test. Open opens a new, empty one; Again
// opens the same library anew, as the next start of the program does.
type Engine struct {
	Open  func(t *testing.T) Library
	Again func(t *testing.T, l Library) Library
}

// Run holds an engine to the promises of a library.
func Run(t *testing.T, e Engine) {
	t.Run("Receive", func(t *testing.T) { testReceive(t, e) })
	t.Run("Resume", func(t *testing.T) { testResume(t, e) })
	t.Run("Missing", func(t *testing.T) { testMissing(t, e) })
	t.Run("Keep", func(t *testing.T) { testKeep(t, e) })
	t.Run("KeepAll", func(t *testing.T) { testKeepAll(t, e) })
	t.Run("KeepTwins", func(t *testing.T) { testKeepTwins(t, e) })
	t.Run("KeepOther", func(t *testing.T) { testKeepOther(t, e) })
	t.Run("Idempotent", func(t *testing.T) { testIdempotent(t, e) })
	t.Run("Keys", func(t *testing.T) { testKeys(t, e) })
	t.Run("BadKeys", func(t *testing.T) { testBadKeys(t, e) })
	t.Run("Subtitles", func(t *testing.T) { testSubtitles(t, e) })
	t.Run("Covers", func(t *testing.T) { testCovers(t, e) })
	t.Run("SubtitleAndMovie", func(t *testing.T) { testSubtitleAndMovie(t, e) })
	t.Run("Cancelled", func(t *testing.T) { testCancelled(t, e) })
	t.Run("Space", func(t *testing.T) { testSpace(t, e) })
	t.Run("Parallel", func(t *testing.T) { testParallel(t, e) })
}
