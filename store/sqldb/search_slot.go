package sqldb

import (
	"math"

	"github.com/uptrace/bun"

	"youku.example/store"
)

// The search index is SQLite's own, FTS5, in this file and its siblings
// (search_*.go) alone; what titles are found by is made in store (title.Terms).
//
// FTS5 gives what it finds in the order of the rowid, either way. So a movie
// stands in one index for each order in which it is asked for, under a rowid
// that is its place in that order. The first page of a search is then what the
// index gives first, however much else there is to be found.
//
//	all by new     freeNew and paidNew, side by side
//	all by price   freeNew, then paidPrice: what is free costs nothing
//	all by title   freeTitle and paidTitle, side by side
//
// and what is free or paid alone is in one table, whatever the order.
type indexTable string

// The index tables, by their names in the schema.
const (
	freeNew   indexTable = "grams_free_new"   // by ID
	paidNew   indexTable = "grams_paid_new"   // by ID
	paidPrice indexTable = "grams_paid_price" // by price, then ID
	freeTitle indexTable = "grams_free_title" // by the movie's place among titles
	paidTitle indexTable = "grams_paid_title"
	offShelf  indexTable = "grams_off_shelf" // deleted, taken down and purged ones, by ID
	allSeries indexTable = "grams_series"    // by ID
	allAudit  indexTable = "grams_audit"     // the lines of the audit, by ID
)

var indexTables = []indexTable{freeNew, paidNew, paidPrice, freeTitle, paidTitle, offShelf, allSeries, allAudit}

func (l indexTable) ident() bun.Ident { return bun.Ident(l) }

const (
	idBits = 30
	maxID  = 1<<idBits - 1
	last   = math.MaxInt64 // no place is behind it
)

// placeOf is a place by price, of which no movie has as much as 2^33 fen: at a
// price, by ID.
func placeOf(price, id int64) int64 { return price<<idBits | id }

// idAt is the movie at a place by price.
func idAt(place int64) int64 { return place & maxID }

// slot is a place in an index table.
type slot struct {
	table indexTable
	place int64
}

// slots are where a movie stands in the index.
func slots(m *movie) []slot {
	switch {
	case m.Shelf != string(store.OnShelf):
		return []slot{{offShelf, m.ID}}
	case m.Free:
		return []slot{{freeNew, m.ID}, byTitle(m)}
	default:
		return []slot{{paidNew, m.ID}, {paidPrice, placeOf(m.Price, m.ID)}, byTitle(m)}
	}
}

// byTitle is where a movie on the shelf stands by title.
func byTitle(m *movie) slot {
	if m.Free {
		return slot{freeTitle, m.TitlePlace}
	}
	return slot{paidTitle, m.TitlePlace}
}
