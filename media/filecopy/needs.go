package filecopy

import (
	"context"

	"youku.example/media"
)

// Source is a library that files are read from.
type Source interface {
	Movie(ctx context.Context, key string) (media.File, error)
	Arrived(ctx context.Context, key string) (media.File, error)
	Subtitle(ctx context.Context, key string) (media.File, error)
	Cover(ctx context.Context, key string) (media.File, error)
}

// Target is a library that files are copied into.
type Target interface {
	Source
	Receive(ctx context.Context, key string, generation int64) (media.Inbox, error)
	Discard(ctx context.Context, keys ...string) error
	Keep(ctx context.Context, incomingKey, movieKey string, progress func(done int64)) error
	KeepSubtitle(ctx context.Context, key string, text []byte) error
	KeepCover(ctx context.Context, key string, picture []byte) error
	Remove(ctx context.Context, key string) error
	RemoveSubtitle(ctx context.Context, key string) error
	RemoveCover(ctx context.Context, key string) error
	MovieKeys(ctx context.Context) ([]string, error)
	SubtitleKeys(ctx context.Context) ([]string, error)
	CoverKeys(ctx context.Context) ([]string, error)
	IncomingKeys(ctx context.Context) ([]string, error)
}
