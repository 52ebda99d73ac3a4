package sqldb

import (
	"cmp"
	"context"
	"slices"

	"github.com/uptrace/bun"

	"youku.example/store"
)

// maxAlike is how many movies with the same code are read to be sorted. What
// begins alike more often (a series of thousands) is walked through instead.
const maxAlike = 600

// walked is how many movies are looked at in one step of that walk.
const walked = 200

// findByTitle reads the lists by title, side by side. A code says only how a
// sort key begins, so movies of one code are read together, and sorted.
func (r rows) findByTitle(ctx context.Context, p store.MoviePage, from mark, match string, n int) (found, error) {
	low := int64(0)
	if from.at {
		low = max(titleCode(from.title), from.code)
	}
	for wanted := n; ; {
		places, end, err := r.alike(ctx, p.Priced, match, low, n)
		switch {
		case err != nil:
			return found{}, err
		case len(places) > 0 || end > maxCode:
			return r.sorted(ctx, places, from, end, wanted)
		case n < maxAlike:
			n = min(4*n, maxAlike)
		default:
			return r.walk(ctx, p, from, end)
		}
	}
}

// alike gives at least n places (all there are, if fewer) from a code on, and
// the first code that it does not speak of. None is given when the first code
// alone has more than n.
func (r rows) alike(ctx context.Context, priced store.Priced, match string, low int64, n int) (places []int64, end int64, err error) {
	end = maxCode + 1
	for _, l := range lists(priced, freeTitle, paidTitle) {
		some, err := r.first(ctx, l, match, at(low, 0), n+1)
		if err != nil {
			return nil, 0, err
		}
		if len(some) > n { // of the last code there may be more
			end = min(end, codeAt(some[n]))
		}
		places = append(places, some...)
	}
	slices.SortFunc(places, func(a, b int64) int { return cmp.Compare(codeAt(a), codeAt(b)) })
	for i := n; i > 0 && i < len(places); i++ { // both lists together: no more than needed
		if c := codeAt(places[i]); c != codeAt(places[i-1]) {
			end = min(end, c)
			break
		}
	}
	until, _ := slices.BinarySearchFunc(places, end, func(a, end int64) int { return cmp.Compare(codeAt(a), end) })
	return places[:until], end, nil
}

// sorted sorts movies by title, leaves out those that stand before a place and
// reads the first n of the others; end is the code where it goes on after all.
func (r rows) sorted(ctx context.Context, places []int64, from mark, end int64, n int) (f found, err error) {
	ids := make([]int64, len(places))
	for i, place := range places {
		ids[i] = idAt(place)
	}
	var keys []movie
	if len(ids) > 0 {
		if err := r.db.NewSelect().Model(&keys).Column("id", "title_key").Where("m.id IN (?)", bun.List(ids)).Scan(ctx); err != nil {
			return f, err
		}
	}
	keys = slices.DeleteFunc(keys, func(m movie) bool {
		return from.at && cmp.Or(cmp.Compare(m.TitleKey, from.title), cmp.Compare(m.ID, from.pos)) <= 0
	})
	slices.SortFunc(keys, func(a, b movie) int {
		return cmp.Or(cmp.Compare(a.TitleKey, b.TitleKey), cmp.Compare(a.ID, b.ID))
	})
	f.next, f.more = from, end <= maxCode
	switch {
	case len(keys) > n:
		keys = keys[:n]
		f.next, f.more = behind(&keys[n-1]), true
	case len(keys) > 0:
		f.next = behind(&keys[len(keys)-1])
		f.next.code = end
	default:
		f.next.at, f.next.code = true, end
	}
	ids = ids[:0]
	for i := range keys {
		ids = append(ids, keys[i].ID)
	}
	f.movies, err = r.byID(ctx, ids)
	return f, err
}

// walk goes through the part of the catalogue that has one code, by title,
// from a place on. Much of what stands there answers the search.
func (r rows) walk(ctx context.Context, p store.MoviePage, from mark, code int64) (f found, err error) {
	if !from.at || titleCode(from.title) < code {
		from = mark{at: true, title: firstKey(code)}
	}
	var list []movie
	if err := narrowed(r.db.NewSelect().Model(&list), p, from).Limit(walked).Scan(ctx); err != nil {
		return f, err
	}
	f.next, f.more = from, len(list) == walked
	for i := range list {
		switch c := titleCode(list[i].TitleKey); {
		case c > code:
			f.next.code, f.more = code+1, true
			return f, nil
		case c == code && p.Search.Matches(list[i].Title):
			f.movies = append(f.movies, list[i])
		}
		f.next = behind(&list[i])
	}
	return f, nil
}
