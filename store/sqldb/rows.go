package sqldb

import (
	"database/sql"
	"errors"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/schema"

	"youku.example/store"
	"youku.example/store/title"
)

// Rows reads and writes rows over one transaction: all of store.Tx but what each
// engine has of its own (Try, and all that its search index has a part in). An engine
// embeds it.
type Rows struct {
	DB bun.IDB
	*Engine
}

// Engine is what the queries need to know of an engine.
type Engine struct {
	// Keep begins the text of a statement that the engine is to keep compiled, with
	// its values beside it. "": it keeps none, and bun writes the values into the text.
	Keep string
	// Lists is how it reads lists, where it keeps statements.
	Lists Lists
	// Exact reports whether the index alone decides a search.
	Exact func(title.Search) bool
	// NamesIndexes says that a query names the index that it walks.
	NamesIndexes bool
	// Taken reports whether an error of the driver says that a row with the same
	// unique key is there.
	Taken func(error) bool
	// Spoils says that an error ends the transaction, so that no statement may fail
	// of which the caller is told that a key is taken.
	Spoils bool
	// Sums says that the shop's own accounts have no balance that is kept: it is the
	// sum of their postings.
	Sums bool
}

// Lists are the words in which engines differ about lists.
type Lists struct {
	Sign   string // the function that makes a sign of its number
	Joined string // the one that joins texts, with a sign between them
	Rows   string // what reads IDs, a value, as rows a with a column value
	Order  string // what has rows beside these keep their order
	Among  string // the condition that what stands before is one of IDs, a value
	Value  string // the brackets around IDs as a value
}

// RowError turns errors about a row into those of package store.
func (r Rows) RowError(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, sql.ErrNoRows):
		return store.NoRow()
	case r.Taken(err):
		return store.Taken()
	}
	return err
}

// OneRow turns the result of a statement into NoRow unless it changed one row.
func (r Rows) OneRow(res sql.Result, err error) error {
	if err != nil {
		return r.RowError(err)
	}
	n, err := res.RowsAffected()
	if err == nil && n != 1 {
		err = store.NoRow()
	}
	return err
}

// IndexedBy names the index that a query must walk, where the engine is told.
func (r Rows) IndexedBy(index string) bun.Safe {
	if !r.NamesIndexes {
		return ""
	}
	return bun.Safe(`INDEXED BY "` + index + `"`)
}

// Flag is a truth as a column keeps it: 1 or 0, in every engine.
type Flag bool

// AppendQuery implements schema.QueryAppender.
func (f Flag) AppendQuery(_ schema.QueryGen, b []byte) ([]byte, error) {
	if f {
		return append(b, '1'), nil
	}
	return append(b, '0'), nil
}
