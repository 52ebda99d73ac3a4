package importer

import (
	"context"
	"log/slog"
	"os"
	"time"

	"youku.example/media"
	"youku.example/store"
)

// Shop is what an import needs of the shop. *store.Shop is one.
type Shop interface {
	Match(ctx context.Context, hash string) (store.Match, error)
	Matches(ctx context.Context, sums []string) (map[string]store.Match, error)
	PublishImports(ctx context.Context, a store.Actor, list []store.Import) ([]store.Imported, error)
	SubtitlesOf(ctx context.Context, movie int64) ([]store.Subtitle, error)
	Movie(ctx context.Context, a store.Actor, id int64) (store.Listing, error)
	CoverOf(ctx context.Context, of store.EntryID) (int64, error)
	Claim(ctx context.Context, kind store.ClaimKind, key string) (is bool, err error)
	Unclaim(ctx context.Context, kind store.ClaimKind, key string) error
	Server() string // "" where there are no others
}

// Intake is what both ways into the library have in common. *intake.Intake is one.
type Intake interface {
	LockContent(ctx context.Context, sum string) (unlock func(), err error)
	RecheckDuplicates(ctx context.Context, sums ...string)
	SetCover(ctx context.Context, a store.Actor, of store.EntryID, p []byte) (store.Cover, error)
	AttachSubtitle(ctx context.Context, a store.Actor, movie int64, rest string, p []byte) (store.Subtitle, error)
}

// Library keeps the bytes. *disk.Library is one.
type Library interface {
	Near(src *os.File) (sameDisk, canBeOwn bool, err error)
	CopyIn(ctx context.Context, src *os.File, part string, progress func(done int64)) (media.Sums, error)
	NameCopy(ctx context.Context, part, key string) error
	DropCopy(ctx context.Context, part string) error
	DropCopies(ctx context.Context, of string) error
	LinkIn(ctx context.Context, src, folder *os.File, name, key string) (modified, changed time.Time, err error)
	Adopt(ctx context.Context, key string) error
	SyncMovies(ctx context.Context, keys []string) error
	Remove(ctx context.Context, key string) error
}

// Importer carries imports out. It is safe for many at once.
type Importer struct {
	Rows    store.DB
	Shop    Shop
	Intake  Intake
	Library Library
	Own     Own
	Log     *slog.Logger
	Step    func(name string) // nil but in tests, which stop the program between two steps
}

// Own is the library's own folders: nothing is imported from them.
type Own struct {
	Data  string   // itself is none's
	Media []string // nor is anything below these
}

func (im *Importer) at(step string) {
	if im.Step != nil {
		im.Step(step)
	}
}

// by signs what an import publishes.
var by = store.Operator()
