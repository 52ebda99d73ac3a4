package tree

import (
	"context"
	"time"

	"youku.example/media"
	"youku.example/sshserver/intake"
	"youku.example/store"
)

// Shop is what the tree asks of the shop. *store.Shop is one.
type Shop interface {
	CheckActive(ctx context.Context, a store.Actor) error
	// Download is the live grant of a movie, ready or not.
	Download(ctx context.Context, a store.Actor, movie int64) (store.Download, error)
	// EpisodeDownloads are the live grants, ready or not, of the episodes at a number.
	EpisodeDownloads(ctx context.Context, a store.Actor, folder string, season, number int) ([]store.Download, error)
	ReadyDownloads(ctx context.Context, a store.Actor) ([]store.Download, error)
	ReadyDownloadsIn(ctx context.Context, a store.Actor, folder string) ([]store.Download, error)
	OpenDownload(ctx context.Context, a store.Actor, movie int64, protocol store.Protocol, client string) (*store.Transfer, error)
	StartUpload(a store.Actor, name string, size int64, protocol store.Protocol, client string) *store.Transfer
	Movie(ctx context.Context, a store.Actor, id int64) (store.Listing, error)
	MoviesFrom(ctx context.Context, after int64) ([]store.Movie, error)
}

// Intake is what the tree asks of the incoming folder; it lets in admins only.
// *intake.Intake is one.
type Intake interface {
	// List lists the files and folders in a folder, "" for the top.
	List(ctx context.Context, a store.Actor, folder string) ([]store.Incoming, error)
	// Stat answers for folders too.
	Stat(ctx context.Context, a store.Actor, name string) (store.Incoming, error)
	Read(ctx context.Context, a store.Actor, name string) (media.File, error)
	Write(ctx context.Context, a store.Actor, name string, m intake.Mode) (*intake.Upload, error)
	Resize(ctx context.Context, a store.Actor, name string, size int64) error
	SetTime(ctx context.Context, a store.Actor, name string, at time.Time) error
	Rename(ctx context.Context, a store.Actor, from, to string, overwrite bool) error
	MakeFolder(ctx context.Context, a store.Actor, name string) error
	RemoveFolder(ctx context.Context, a store.Actor, name string) error
	SetFolderTime(ctx context.Context, a store.Actor, name string, at time.Time) error
	Discard(ctx context.Context, a store.Actor, name string, shown *store.Shown) error
	Space(ctx context.Context) (free, available, total uint64, err error)
}

// Library opens the bytes of a published movie. *disk.Library is one.
type Library interface {
	Movie(ctx context.Context, key string) (media.File, error)
	Subtitle(ctx context.Context, key string) (media.File, error)
}
