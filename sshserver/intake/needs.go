package intake

import (
	"context"
	"time"

	"youku.example/media"
	"youku.example/store"
)

// Shop is what an upload needs of the shop. *store.Shop is one.
type Shop interface {
	CheckActive(ctx context.Context, a store.Actor) error
	IncomingRows(ctx context.Context) ([]store.Incoming, error)
	IncomingBySum(ctx context.Context, sha256 ...string) ([]store.Incoming, error)
	IncomingAt(ctx context.Context, name string) (store.Incoming, error)
	IncomingIn(ctx context.Context, folder string) ([]store.Incoming, error)
	MakeIncomingFolder(ctx context.Context, a store.Actor, name string) error
	RemoveIncomingFolder(ctx context.Context, a store.Actor, name string) error
	SetIncomingFolderTime(ctx context.Context, a store.Actor, name string, at time.Time) error
	IncomingBegin(ctx context.Context, a store.Actor, prefixes ...string) ([]store.Incoming, error)
	IncomingByName(ctx context.Context, name string) (store.Incoming, error)
	IncomingByID(ctx context.Context, id int64) (store.Incoming, error)
	AddIncoming(ctx context.Context, a store.Actor, name, file string) (store.Incoming, error)
	SaveIncoming(ctx context.Context, in store.Incoming) error
	SaveAllIncoming(ctx context.Context, list []store.Incoming) error
	SaveHashed(ctx context.Context, in store.Incoming) (store.Incoming, error)
	SetIncomingTime(ctx context.Context, id int64, at time.Time) error
	Claim(ctx context.Context, kind store.ClaimKind, key string) (is bool, err error)
	TakeClaim(ctx context.Context, kind store.ClaimKind, key string) error
	Unclaim(ctx context.Context, kind store.ClaimKind, key string) error
	OnServerGone(fn func())
	NextWriter(ctx context.Context, id int64) (store.Incoming, error)
	RenameIncoming(ctx context.Context, a store.Actor, from, to string) error
	DropIncoming(ctx context.Context, ids ...int64) error
	Match(ctx context.Context, hash string) (store.Match, error)
	MoviesToExamine(ctx context.Context, after int64) ([]store.Movie, error)
	SetExamined(ctx context.Context, id int64, streams store.Streams, tracks store.Tracks) error
	CheckNew(ctx context.Context, sha256 string) error
	PublishAll(ctx context.Context, a store.Actor, list []store.ToPublish) ([]store.Published, error)
	BeginPurge(ctx context.Context, a store.Actor, id int64) (store.Movie, error)
	EndPurge(ctx context.Context, id int64) error
	Purging(ctx context.Context) ([]store.Movie, error)
	AddSubtitle(ctx context.Context, a store.Actor, s store.Subtitle) (added, replaced store.Subtitle, err error)
	RemoveSubtitle(ctx context.Context, a store.Actor, movie int64, language string, kind *string) ([]store.Subtitle, error)
	SubtitlesOf(ctx context.Context, movie int64) ([]store.Subtitle, error)
	CoverOf(ctx context.Context, of store.EntryID) (int64, error)
	SetCover(ctx context.Context, a store.Actor, of store.EntryID, c store.Cover) (set, replaced store.Cover, err error)
	RemoveCover(ctx context.Context, a store.Actor, of store.EntryID) (store.Cover, error)
	Cover(ctx context.Context, id int64) (store.Cover, error)
	Note(ctx context.Context, a store.Actor, action, target, detail string) error
}

// Library keeps the bytes. *disk.Library is one.
type Library interface {
	// Receive opens a file for a writer of that generation of its row. A library
	// that several servers write to refuses one that is not the newest, with
	// media.ErrTakenOver.
	Receive(ctx context.Context, key string, generation int64) (media.Inbox, error)
	Arrived(ctx context.Context, key string) (media.File, error)
	Discard(ctx context.Context, keys ...string) error
	KeepAll(ctx context.Context, list []media.ToKeep, progress func(i int, done int64)) []error
	Keep(ctx context.Context, incomingKey, movieKey string, progress func(done int64)) error
	Movie(ctx context.Context, key string) (media.File, error)
	Remove(ctx context.Context, key string) error
	KeepSubtitle(ctx context.Context, key string, text []byte) error
	RemoveSubtitle(ctx context.Context, key string) error
	KeepCover(ctx context.Context, key string, picture []byte) error
	RemoveCover(ctx context.Context, key string) error
	IncomingKeys(ctx context.Context) ([]string, error)
	Space(ctx context.Context) (free, total uint64, err error)
}
