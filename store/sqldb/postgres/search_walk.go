package postgres

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"youku.example/store"
)

const (
	// fewBuckets are read before it is asked whether there is little to be found.
	fewBuckets = 12
	// littleFound is sorted as a whole: in its own order it would be looked for in many
	// buckets.
	littleFound = 300
)

// find gives the next n movies on the shelf, behind a place in an order, of which a
// question holds.
func (r rows) find(ctx context.Context, q question, p store.Priced, sort store.Sort, reverse bool, from *place, n int) ([]place, error) {
	q = q.and(priced(p))
	switch sort {
	case store.ByTitle:
		return r.sorted(ctx, q, from, reverse, n, func(most int64) ([]place, error) {
			return r.read(ctx, q, byTitle(from, reverse, most), n)
		}, func(a, b place) int {
			return cmp.Or(strings.Compare(a.TitleKey, b.TitleKey), cmp.Compare(a.MovieID, b.MovieID))
		})
	case store.ByPrice:
		return r.sorted(ctx, q, from, reverse, n, func(most int64) ([]place, error) {
			return r.findByPrice(ctx, q, from, reverse, n, most)
		}, func(a, b place) int { return cmp.Or(cmp.Compare(a.Price, b.Price), cmp.Compare(a.MovieID, b.MovieID)) })
	}
	return r.read(ctx, q, byNew(from, !reverse), n)
}

// sorted reads some buckets of an order. Where they do not fill the page, and little is
// to be found in all, that is sorted; else the other buckets are read too.
func (r rows) sorted(ctx context.Context, q question, from *place, down bool, n int, walk func(most int64) ([]place, error), compare func(a, b place) int) ([]place, error) {
	list, err := walk(fewBuckets)
	if err != nil || len(list) >= n {
		return list, err
	}
	list, err = r.read(ctx, q, byNew(nil, true), littleFound+1)
	if err != nil {
		return nil, err
	}
	if len(list) > littleFound {
		return walk(math.MaxInt32)
	}
	sign := 1
	if down {
		sign = -1
	}
	slices.SortFunc(list, func(a, b place) int { return sign * compare(a, b) })
	if from != nil {
		list = slices.DeleteFunc(list, func(p place) bool { return sign*compare(p, *from) <= 0 })
	}
	return list[:min(n, len(list))], nil
}

// findByPrice reads what is free and then what is paid for, or down the other way round.
func (r rows) findByPrice(ctx context.Context, q question, from *place, down bool, n int, most int64) (list []place, err error) {
	halves := []bool{true, false}
	if down {
		slices.Reverse(halves)
	}
	for _, free := range halves {
		behind := from
		if from != nil && free != (from.Price == 0) {
			if free != down { // it is over
				continue
			}
			behind = nil // all of it is beyond
		}
		w, mark := byPrice(behind, down, most), markPaid
		if free {
			w, mark = byNew(behind, down), markFree
		}
		some, err := r.read(ctx, q.and([]string{mark}), w, n-len(list))
		if err != nil {
			return nil, err
		}
		if list = append(list, some...); len(list) >= n {
			break
		}
	}
	return list, nil
}

// read gives the first n movies of which a question holds in the buckets of a walk. The
// buckets are asked one after another, and none that is not needed.
func (r rows) read(ctx context.Context, q question, w walk, n int) (list []place, err error) {
	beyond, args := w.beyond()
	text := keep + "SELECT f.movie_id, f.price, f.title_key FROM (" + w.buckets + ") AS b CROSS JOIN LATERAL (SELECT movie_id, price, title_key FROM movie_words" +
		" WHERE " + foundIn("bucket") + " AND " + beyond + " ORDER BY " + w.order() + " LIMIT ?) AS f LIMIT ?"
	found, err := r.Plain().QueryContext(ctx, text, slices.Concat(w.args, []any{q.tsquery()}, args, []any{n, n})...)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	for found.Next() {
		var p place
		if err := found.Scan(&p.MovieID, &p.Price, &p.TitleKey); err != nil {
			return nil, err
		}
		list = append(list, p)
	}
	return list, found.Err()
}
