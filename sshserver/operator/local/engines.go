package local

import (
	"context"
	"log/slog"

	"youku.example/media"
	"youku.example/sshserver/importer"
	"youku.example/sshserver/intake"
	"youku.example/store"
	"youku.example/store/sqldb/move"
)

// Engines opens the storage of rows and of movies. Only main knows the engines. Rows are
// in a file, or at a URL.
type Engines struct {
	Rows   func(ctx context.Context, at string) (Rows, error)
	Reader func(ctx context.Context, at string) (Rows, error) // changes nothing, not even the schema
	// OwnLog renames a log beside a database file that is not that file's, and
	// returns the new names. The openings above do so too, and say nothing.
	OwnLog func(file string) (aside []string, err error)
	// LibraryID returns which library a database file is of, whatever its
	// schema; "" if it was written before they had an ID.
	LibraryID func(ctx context.Context, file string) (string, error)
	// InUse reports whether another process has a database file open.
	InUse  func(file string) (bool, error)
	Writer func(ctx context.Context, at string) (Rows, error) // for one change, while another process serves
	Movies func(ctx context.Context, at MoviesAt) (Movies, error)
	// Source opens rows to move them elsewhere: still says that no server uses them, and
	// that no byte of them may change. Target opens what they are moved into.
	Source func(ctx context.Context, at string, still bool) (Source, error)
	Target func(ctx context.Context, at string) (move.Target, error)
}

// Source is rows that are moved elsewhere.
type Source interface {
	move.Source
	Close() error
}

// MoviesAt is where the movies are: a folder, or the address of a store.
type MoviesAt struct {
	Place string
	// Of a store: the folder and the size of what is kept of it here; one process
	// alone may use the folder, and "" keeps nothing.
	Cache      string
	CacheBytes int64
	Log        *slog.Logger // nil: none
	ReadOnly   bool         // nothing is made, changed or swept; a folder must be there
}

// Rows is a database: what the shop stores in, and how to copy it while in use.
type Rows interface {
	store.DB
	// Backup writes a whole, consistent copy to file, which must not exist,
	// with these files as rows in it, and what content gives of each of its
	// subtitles and covers.
	Backup(ctx context.Context, file string, kept []store.KeptFile, content func(store.SmallFile) ([]byte, error)) error
	// KeptSmallFile returns the content of a file that a backup took along, nil if
	// it took none of that size along.
	KeptSmallFile(ctx context.Context, f store.SmallFile) ([]byte, error)
	// KeptFiles returns the files that a backup took along; DropKeptFiles
	// removes them from the rows.
	KeptFiles(ctx context.Context) ([]store.KeptFile, error)
	DropKeptFiles(ctx context.Context) error
	// SetLibraryID makes the rows those of another library.
	SetLibraryID(ctx context.Context, id string) error
	// Reindex makes the search index anew.
	Reindex(ctx context.Context) error
	Close() error
}

// Movies is a media library, with what check needs besides what the server needs.
type Movies interface {
	intake.Library
	importer.Library
	IncomingKeys(ctx context.Context) ([]string, error)
	MovieKeys(ctx context.Context) ([]string, error)
	PosterKeys(ctx context.Context) ([]string, error)
	Subtitle(ctx context.Context, key string) (media.File, error)
	SubtitleKeys(ctx context.Context) ([]string, error)
	Cover(ctx context.Context, key string) (media.File, error)
	CoverKeys(ctx context.Context) ([]string, error)
	Strays(ctx context.Context) ([]media.Stray, error)
	// TakeBack makes a movie's file an incoming one.
	TakeBack(ctx context.Context, movieKey, incomingKey string) error
	// TakeBackSubtitle makes a file of subtitles an incoming one.
	TakeBackSubtitle(ctx context.Context, key, incomingKey string) error
	// TakeBackCover makes a cover an incoming file.
	TakeBackCover(ctx context.Context, key, incomingKey string) error
	// RemovePart removes what a copy that was cut off left.
	RemovePart(ctx context.Context, name string) error
	Close() error
}
