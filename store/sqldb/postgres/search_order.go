package postgres

import (
	"fmt"
	"math"

	"youku.example/store"
	"youku.example/store/sqldb"
	"youku.example/store/title"
)

// The orders of pages, and their buckets:
//
//	by new     n5:      16,384 numbers of movies each
//	by title   t63:     a 256th of the codes of sort keys each (title.Code)
//	by price   p990.2:  of a price, 32,768 numbers each; what is free costs nothing,
//	                    and stands by number already (by new, with a mark)
//
// What is not on the shelf stands in the bucket x:, and is sorted for the page: there is
// less of it.
const (
	newBits    = 14
	titleBits  = 8
	priceBits  = 15
	lastBucket = 1<<titleBits - 1

	apart = "x:"
)

// The marks of movies by price; no other mark begins so.
const (
	markFree = "ßf"
	markPaid = "ßp"
)

func titleBucket(key string) int64 { return title.Code(key) >> (title.CodeBits - titleBits) }

// bucketsOf are the buckets that a movie is in, and the marks that it has there.
func bucketsOf(m *sqldb.Movie) (buckets, marks []string) {
	if m.Shelf != string(store.OnShelf) {
		return []string{apart}, nil
	}
	buckets = []string{fmt.Sprintf("n%d:", m.ID>>newBits), fmt.Sprintf("t%d:", titleBucket(m.TitleKey))}
	if m.Free {
		return buckets, []string{markFree}
	}
	return append(buckets, fmt.Sprintf("p%d.%d:", m.Price, m.ID>>priceBits)), []string{markPaid}
}

// priced are the marks that a filter leaves.
func priced(p store.Priced) []string {
	switch p {
	case store.OnlyFree:
		return []string{markFree}
	case store.OnlyPaid:
		return []string{markPaid}
	}
	return nil
}

// place is where a movie stands in an order: by price or by key, and then by number.
type place struct {
	MovieID  int64
	Price    int64
	TitleKey string
}

// placeOf is the place of a cursor.
func placeOf(c sqldb.Cursor) *place {
	if !c.At {
		return nil
	}
	return &place{c.Pos, c.Price, c.Title}
}

// walk says how the buckets of an order are read: the query that lists them from one on,
// as bucket, and what a movie in them is compared and sorted by.
type walk struct {
	buckets string
	args    []any
	key     string // before the number; "" for none
	from    *place
	down    bool
}

// beyond is the condition of what stands behind the place, with its arguments.
func (w walk) beyond() (string, []any) {
	than := ">"
	if w.down {
		than = "<"
	}
	switch {
	case w.from == nil:
		return "TRUE", nil
	case w.key == "title_key":
		return "(title_key, movie_id + 0) " + than + " (?, ?)", []any{w.from.TitleKey, w.from.MovieID}
	case w.key == "price":
		return "(price, movie_id + 0) " + than + " (?, ?)", []any{w.from.Price, w.from.MovieID}
	}
	return "movie_id + 0 " + than + " ?", []any{w.from.MovieID}
}

// order is what a bucket's movies are sorted by. Without the sum, PostgreSQL would walk
// over all movies by number instead of asking the index.
func (w walk) order() string {
	direction := ""
	if w.down {
		direction = " DESC"
	}
	if w.key == "title_key" {
		return "title_key" + direction + ", movie_id + 0" + direction
	}
	return "movie_id + 0" + direction // a bucket has one price
}

// byNew walks by number.
func byNew(from *place, down bool) walk {
	w := walk{from: from, down: down}
	switch {
	case down && from != nil:
		w.buckets, w.args = "generate_series(least(?::bigint, (SELECT max(movie_id) FROM movie_words) >> 14), 0, -1)", []any{max(0, from.MovieID-1) >> newBits}
	case down:
		w.buckets = "generate_series((SELECT max(movie_id) FROM movie_words) >> 14, 0, -1)"
	case from != nil:
		w.buckets, w.args = "generate_series(?::bigint, (SELECT max(movie_id) FROM movie_words) >> 14)", []any{from.MovieID >> newBits}
	default:
		w.buckets = "generate_series(0, (SELECT max(movie_id) FROM movie_words) >> 14)"
	}
	w.buckets = "SELECT 'n' || b || ':' AS bucket FROM " + w.buckets + " AS b"
	return w
}

// byTitle walks by sort key, some buckets only if there is a bound.
func byTitle(from *place, down bool, most int64) walk {
	w := walk{key: "title_key", from: from, down: down}
	first, last, step := int64(0), int64(lastBucket), int64(1)
	if down {
		first, last, step = last, first, -1
	}
	if from != nil {
		first = titleBucket(from.TitleKey)
	}
	if down {
		last = max(last, first-most)
	} else {
		last = min(last, first+most)
	}
	w.buckets, w.args = "SELECT 't' || b || ':' AS bucket FROM generate_series(?::bigint, ?::bigint, ?::bigint) AS b", []any{first, last, step}
	return w
}

// byPrice walks what is paid for by price and number, some buckets only if there is a
// bound.
func byPrice(from *place, down bool, most int64) walk {
	w := walk{key: "price", from: from, down: down}
	than, direction := ">=", ""
	if down {
		than, direction = "<=", " DESC"
	}
	where := ""
	if from != nil {
		where = "WHERE (price, part) " + than + " (?, ?) "
		w.args = append(w.args, from.Price, min(from.MovieID>>priceBits, math.MaxInt64>>priceBits))
	}
	w.args = append(w.args, most+1)
	w.buckets = "SELECT 'p' || price || '.' || part || ':' AS bucket FROM price_buckets " + where +
		"ORDER BY price" + direction + ", part" + direction + " LIMIT ?"
	return w
}
