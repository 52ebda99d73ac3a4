package operator

import (
	"context"

	"youku.example/sshserver"
	"youku.example/store"
)

// Engines opens the shelves for rows and for movies. Only main knows which
// ones there are.
type Engines struct {
	Rows   func(ctx context.Context, file string) (Rows, error)
	Reader func(ctx context.Context, file string) (Rows, error) // changes nothing, not even the schema
	Movies func(dir string) (Movies, error)
}

// Rows is a database: the shop's shelf, and how to copy it while in use.
type Rows interface {
	store.DB
	// Backup writes a whole, consistent copy to file, which must not exist.
	Backup(ctx context.Context, file string) error
	Close() error
}

// Movies is a media library, with what check needs beside what the doors need.
type Movies interface {
	sshserver.Library
	IncomingKeys(ctx context.Context) ([]string, error)
	MovieKeys(ctx context.Context) ([]string, error)
	Close() error
}
