package postgres

import (
	"context"
	"fmt"
	"math/bits"
	"slices"
	"strings"

	"youku.example/store"
	"youku.example/store/sqldb"
	"youku.example/store/title"
)

// Series stand in buckets of their own orders, larger than those of movies, since there
// are fewer:
//
//	by new     n5:     65,536 numbers of newest movies each
//	by title   t7:     a 32nd of the codes of sort keys each
//	by price   p33:    prices that differ by a quarter; what is free is p0.2:, of
//	                   4,096 numbers of series each
const (
	newestBits      = 16
	seriesTitleBits = 5
	freeBits        = 12
)

func seriesTitleBucket(key string) int64 {
	return title.Code(key) >> (title.CodeBits - seriesTitleBits)
}

// priceRange is the number of the range that a price above 0 is in: its highest three
// bits, and how many follow.
func priceRange(price int64) int64 {
	if price < 8 {
		return price
	}
	low := bits.Len64(uint64(price)) - 3
	return int64(low)<<2 + price>>low&3 + 8
}

// lastPriceRange is that of the highest price.
var lastPriceRange = priceRange(1<<63 - 1)

// bucketsOfSeries are the buckets that a series is in.
func bucketsOfSeries(s *seriesWords) []string {
	return []string{
		fmt.Sprintf("n%d:", s.Newest>>newestBits), fmt.Sprintf("t%d:", seriesTitleBucket(s.TitleKey)), seriesPriceBucket(s.Price, s.Pos),
	}
}

func seriesPriceBucket(price, pos int64) string {
	if price == 0 {
		return fmt.Sprintf("p0.%d:", pos>>freeBits)
	}
	return fmt.Sprintf("p%d:", priceRange(price))
}

// findSeries gives the next n places of series of which a question holds, in the order
// of a page, one bucket after another.
func (r rows) findSeries(ctx context.Context, q question, p store.LibraryPage, from *sqldb.LibraryPlace, n int) (places []sqldb.LibraryPlace, err error) {
	list, err := r.seriesBuckets(ctx, p, from)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	o := sqldb.InLibrary(p, true, from)
	inBucket := "SELECT m.pos AS id, " + o.Key + " AS k FROM series_words AS m WHERE " + foundIn("bucket")
	for _, c := range o.Where {
		inBucket += " AND " + c
	}
	inBucket += " ORDER BY " + o.Order + " LIMIT ?"
	rest := "FROM unnest(string_to_array(?::text, ' ')) AS b (bucket) CROSS JOIN LATERAL (" + inBucket + ") AS f LIMIT ?"
	args := slices.Concat([]any{strings.Join(list, " "), q.tsquery()}, o.Args, []any{n, n})
	return r.ReadPlaces(ctx, p, sqldb.Statement{Columns: []string{"f.id", "1", "f.k"}, Rest: rest}, args)
}

// seriesBuckets are those that a page may have to read, in its order.
func (r rows) seriesBuckets(ctx context.Context, p store.LibraryPage, from *sqldb.LibraryPlace) (list []string, err error) {
	var most struct{ Newest, Pos int64 }
	const ask = keep + "SELECT (SELECT coalesce(max(newest), 0) FROM series WHERE episodes > 0), (SELECT coalesce(max(id), 0) FROM series)"
	if err := r.Plain().QueryRowContext(ctx, ask).Scan(&most.Newest, &most.Pos); err != nil {
		return nil, err
	}
	first, last := int64(0), int64(0)
	narrow := func(at int64) {
		if from == nil {
			return
		}
		if sqldb.Down(p) {
			last = min(last, at)
		} else {
			first = max(first, at)
		}
	}
	switch p.Sort {
	case store.ByTitle:
		if last = 1<<seriesTitleBits - 1; from != nil {
			narrow(seriesTitleBucket(from.Text))
		}
		list = named("t%d:", first, last)
	case store.ByPrice:
		if last = lastPriceRange; from != nil {
			narrow(priceRange(from.Number))
		}
		if first == 0 && p.Priced != store.OnlyPaid {
			list = named("p0.%d:", 0, most.Pos>>freeBits)
		}
		if p.Priced != store.OnlyFree {
			list = append(list, named("p%d:", max(1, first), last)...)
		}
	default:
		if last = most.Newest >> newestBits; from != nil {
			narrow(from.Number >> newestBits)
		}
		list = named("n%d:", first, last)
	}
	if sqldb.Down(p) {
		slices.Reverse(list)
	}
	return list, nil
}

func named(format string, first, last int64) (list []string) {
	for b := first; b <= last; b++ {
		list = append(list, fmt.Sprintf(format, b))
	}
	return list
}
