package sqlite

import (
	"math"

	"github.com/uptrace/bun"

	"youku.example/store"
	"youku.example/store/sqldb"
)

// The search index is SQLite's own, FTS5, in this file and its siblings
// (search_*.go) alone; what titles are found by is made in store (title.Terms). FTS5
// writes it; pages of lists are read from it by package postings.
//
// What is found is given in the order of the rowid, either way. So a movie
// stands in one index for each order in which it is asked for, under a rowid
// that is its place in that order. The first page of a search is then what the
// index gives first, however much else there is to be found.
//
//	all by new     freeNew and paidNew, side by side
//	all by price   freeNew, then paidPrice: what is free costs nothing
//	all by title   freeTitle and paidTitle, side by side
//
// and what is free or paid alone is in one table, whatever the order. In the lower
// half of each stand the movies of no series, which the library shows, and in the
// upper one the episodes: side by side, a page of the first would read past the
// others. Of series there are fewer: each order has one table, in two halves where
// free and paid ones are mixed (seriesSlots).
type indexTable string

// The index tables, by their names in the schema.
const (
	freeNew   indexTable = "grams_free_new"   // by ID
	paidNew   indexTable = "grams_paid_new"   // by ID
	paidPrice indexTable = "grams_paid_price" // by price, then ID
	freeTitle indexTable = "grams_free_title" // by the movie's place among titles
	paidTitle indexTable = "grams_paid_title"
	offShelf  indexTable = "grams_off_shelf" // deleted, taken down and purged ones, by ID

	seriesNew   indexTable = "grams_series_new"   // by the newest movie's ID
	seriesPrice indexTable = "grams_series_price" // by the price of all of it, then ID
	seriesTitle indexTable = "grams_series_title" // by the series' place among titles

	allAudit indexTable = "grams_audit" // the lines of the audit, by ID
)

var indexTables = []indexTable{freeNew, paidNew, paidPrice, freeTitle, paidTitle, offShelf, seriesNew, seriesPrice, seriesTitle, allAudit}

func (l indexTable) ident() bun.Ident { return bun.Ident(l) }

const (
	idBits = 30
	maxID  = 1<<idBits - 1
	last   = math.MaxInt64 // no place is behind it
)

// maxPrice is more than anything costs; if a series did, it would stand among
// those of this price.
const maxPrice = 1<<(62-idBits) - 1

// placeOf is a place by price: at a price, by ID.
func placeOf(price, id int64) int64 { return min(price, maxPrice)<<idBits | id }

// idAt is the movie at a place by price.
func idAt(place int64) int64 { return place & maxID }

// indexList is a part of an index table: what stands in one order.
type indexList struct {
	table      indexTable
	base       int64 // places are counted from it
	first, end int64 // the rowids, without the end
}

// whole is all of an index table.
func whole(t indexTable) indexList { return indexList{t, 0, 0, last} }

// half is where the upper half of a table begins.
const half = 1 << 62

// lower and upper are the halves of a table.
func lower(t indexTable) indexList { return indexList{t, 0, 0, half} }
func upper(t indexTable) indexList { return indexList{t, half, half, last} }

// singles are the movies of no series in a table, and episodes the others.
func singles(t indexTable) indexList  { return lower(t) }
func episodes(t indexTable) indexList { return upper(t) }

// halfOf is the half of a table of series where free or paid ones stand.
func halfOf(t indexTable, free bool) indexList {
	if free {
		return lower(t)
	}
	return upper(t)
}

// seriesLists are the lists that hold the series of a page.
func seriesLists(sort store.Sort, p store.Priced) []indexList {
	table := seriesNew
	switch sort {
	case store.ByTitle:
		table = seriesTitle
	case store.ByPrice:
		switch firstPaid := placeOf(1, 0); p {
		case store.OnlyFree:
			return []indexList{{seriesPrice, 0, 0, firstPaid}}
		case store.OnlyPaid:
			return []indexList{{seriesPrice, 0, firstPaid, last}}
		}
		return []indexList{whole(seriesPrice)}
	}
	switch p {
	case store.OnlyFree:
		return []indexList{halfOf(table, true)}
	case store.OnlyPaid:
		return []indexList{halfOf(table, false)}
	}
	return []indexList{halfOf(table, true), halfOf(table, false)}
}

// slot is a place in an index table.
type slot struct {
	table indexTable
	place int64
}

// slots are where a movie stands in the index.
func slots(m *sqldb.Movie) []slot {
	in := singles
	if m.SeriesID != 0 {
		in = episodes
	}
	at := func(t indexTable, place int64) slot { return slot{t, in(t).base + place} }
	switch {
	case m.Shelf != string(store.OnShelf):
		return []slot{{offShelf, m.ID}}
	case bool(m.Free):
		return []slot{at(freeNew, m.ID), at(freeTitle, m.TitlePlace)}
	default:
		return []slot{at(paidNew, m.ID), at(paidPrice, placeOf(m.Price, m.ID)), at(paidTitle, m.TitlePlace)}
	}
}

// seriesSlots are where a series stands in the index.
func seriesSlots(s *sqldb.Series) []slot {
	if s.Episodes == 0 {
		return nil
	}
	free := s.Price == 0
	return []slot{
		{seriesNew, halfOf(seriesNew, free).base + s.Newest},
		{seriesPrice, placeOf(s.Price, s.ID)},
		seriesTitles.slot(titled{TitlePlace: s.TitlePlace, Free: free}),
	}
}
