package move

import (
	"cmp"
	"context"
	"database/sql"
	"errors"

	"youku.example/store"
)

// Columns are the columns of each table that can be written, by its name.
type Columns map[string][]string

// Source is a database that rows are read from.
type Source interface {
	store.DB
	LibraryID(ctx context.Context) (string, error)
	Columns(ctx context.Context) (Columns, error)
	// Query asks in words that each engine knows; a question mark is a value.
	Query(ctx context.Context, text string, values ...any) (*sql.Rows, error)
	// LastIDs returns the highest number that each table ever gave to a row, whether the
	// row is there or not. Tables that give none are left out.
	LastIDs(ctx context.Context) (map[string]int64, error)
	// Served reports whether a server says in the rows that it lives. It may take as long
	// as it takes a dead one to be seen as such.
	Served(ctx context.Context) (bool, error)
}

// Target is a database that rows are moved into. It can't be opened by anything else
// from Begin to Finish. While it is one, no trigger acts on what is written.
type Target interface {
	Source
	// Begun reports whether it is the target of a move already.
	Begun(ctx context.Context) (bool, error)
	// Begin makes it the target of that library, or goes on where it is one already, and
	// keeps other runs out. run is how often it was begun.
	Begin(ctx context.Context, library string) (run int64, err error)
	// Abandon leaves a target that was not begun as an empty library.
	Abandon(ctx context.Context) error
	// Insert adds rows, all of them or none.
	Insert(ctx context.Context, table string, columns []string, rows [][]any) error
	// Empty removes all rows of these tables, the last table first.
	Empty(ctx context.Context, tables []string) error
	// Settle makes what the engine makes of the rows: the search index, and what is counted.
	Settle(ctx context.Context) error
	// Finish sets the numbers that tables give to rows behind those, and makes it a
	// library that can be served.
	Finish(ctx context.Context, last map[string]int64) error
}

// Why a database can't be a target.
var (
	ErrNotEmpty = errors.New("the target is not empty")
	ErrOther    = errors.New("the target is that of another library's move")
	ErrDone     = errors.New("the target holds this library already")
	ErrRunning  = errors.New("another process moves rows into the target")
)

// WhyNot says why rows that are there keep that library's from being moved in.
func WhyNot(ctx context.Context, in Source, library string) error {
	here, err := in.LibraryID(ctx)
	if err == nil && here == library {
		return ErrDone
	}
	return cmp.Or(err, ErrNotEmpty)
}
