package sqldb

import (
	"github.com/uptrace/bun"

	"youku.example/store"
)

// The search index is SQLite's own, FTS5, in this file and its siblings
// (search_*.go) alone; what titles are found by is made in store (Grams).
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
// and what is free or paid alone is in one list, whatever the order.
type list string

// The lists, by the names of their tables.
const (
	freeNew   list = "grams_free_new"   // by ID
	paidNew   list = "grams_paid_new"   // by ID
	paidPrice list = "grams_paid_price" // by price, then ID
	freeTitle list = "grams_free_title" // by the beginning of the title's sort key
	paidTitle list = "grams_paid_title"
	offShelf  list = "grams_off_shelf" // deleted, taken down and purged ones, by ID
)

var allLists = []list{freeNew, paidNew, paidPrice, freeTitle, paidTitle, offShelf}

func (l list) table() bun.Ident { return bun.Ident(l) }

const (
	idBits   = 30
	codeBits = 32 // of a price or of the beginning of a sort key
	maxID    = 1<<idBits - 1
	maxCode  = 1<<codeBits - 1
	last     = 1<<(codeBits+idBits) - 1
)

// at is a rowid: where in a list's order a movie stands. Lists by ID have no
// code.
func at(code, id int64) int64 { return code<<idBits | id }

// idAt is the movie at a place, codeAt its code.
func idAt(place int64) int64   { return place & maxID }
func codeAt(place int64) int64 { return place >> idBits }

// slot is a place in a list.
type slot struct {
	list  list
	place int64
}

// slots are where a movie stands in the index.
func slots(m *movie) []slot {
	switch title := titleCode(m.TitleKey); {
	case m.Shelf != string(store.OnShelf):
		return []slot{{offShelf, at(0, m.ID)}}
	case m.Free:
		return []slot{{freeNew, at(0, m.ID)}, {freeTitle, at(title, m.ID)}}
	default:
		return []slot{{paidNew, at(0, m.ID)}, {paidPrice, at(m.Price, m.ID)}, {paidTitle, at(title, m.ID)}}
	}
}
