package sqldb

import (
	"cmp"
	"context"
	"slices"

	"github.com/uptrace/bun"

	"youku.example/store"
)

// searchPart is a part of what the index finds: movies in the order of the page,
// and the place where it goes on.
type searchPart struct {
	movies []movie
	next   cursor
	more   bool
}

// search finds movies by the index and lets Matches decide. What
// the index says is right but for a few questions, so that one part is almost
// always the page.
func (r rows) search(ctx context.Context, p store.MoviePage, from cursor, match string) ([]store.Movie, error) {
	var list []movie
	for n := p.Limit; ; n = min(4*n, 2000) {
		f, err := r.find(ctx, p, from, match, n)
		if err != nil {
			return nil, err
		}
		at := make([]*movie, len(f.movies))
		for i := range f.movies {
			at[i] = &f.movies[i]
		}
		if err := r.nameSeries(ctx, at); err != nil {
			return nil, err
		}
		for _, m := range at {
			if !p.Search.Blank() && !p.Search.Finds(m.movie().Subject()) {
				continue
			}
			if list = append(list, *m); len(list) == p.Limit {
				return r.movieList(ctx, list)
			}
		}
		if !f.more {
			return r.movieList(ctx, list)
		}
		from = f.next
	}
}

// find gives about n movies that the index finds after a place.
func (r rows) find(ctx context.Context, p store.MoviePage, from cursor, match string, n int) (searchPart, error) {
	switch {
	case p.Deleted:
		return r.findOffShelf(ctx, p, from, match, n)
	case p.Sort == store.ByTitle:
		return r.findByTitle(ctx, p, from, match, n)
	case p.Sort == store.ByPrice:
		return r.findByPrice(ctx, p, from, match, n)
	}
	return r.findNewest(ctx, p, from, match, n)
}

// first gives the first n places of a list, from one on, at which the index has
// what is asked for.
func (r rows) first(ctx context.Context, l indexList, match string, from int64, n int) ([]int64, error) {
	low := max(l.first, l.base+min(from, l.end-l.base))
	return r.placesIn(ctx, l, "SELECT rowid FROM ? WHERE ? MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid LIMIT ?", match, low, l.end, n)
}

// latest gives the last n places of a list before one, the last of them first.
func (r rows) latest(ctx context.Context, l indexList, match string, before int64, n int) ([]int64, error) {
	high := l.base + min(before, l.end-l.base)
	return r.placesIn(ctx, l, "SELECT rowid FROM ? WHERE ? MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid DESC LIMIT ?", match, l.first, high, n)
}

func (r rows) placesIn(ctx context.Context, l indexList, query, match string, low, high int64, n int) (places []int64, err error) {
	if low >= high {
		return nil, nil
	}
	err = r.db.NewRaw(query, l.table.ident(), l.table.ident(), match, low, high, n).Scan(ctx, &places)
	for i := range places {
		places[i] -= l.base
	}
	return places, err
}

// countIn counts what the index finds in a list, up to most.
func (r rows) countIn(ctx context.Context, l indexList, match string, most int) (n int, err error) {
	err = r.db.NewRaw("SELECT count(*) FROM (SELECT 1 FROM ? WHERE ? MATCH ? AND rowid >= ? AND rowid < ? LIMIT ?)",
		l.table.ident(), l.table.ident(), match, l.first, l.end, most).Scan(ctx, &n)
	return n, err
}

// tablesFor is the index tables that a filter leaves.
func tablesFor(p store.Priced, free, paid indexTable) []indexList {
	switch p {
	case store.OnlyFree:
		return []indexList{whole(free)}
	case store.OnlyPaid:
		return []indexList{whole(paid)}
	}
	return []indexList{whole(free), whole(paid)}
}

// findNewest reads the lists by ID from their ends, side by side.
func (r rows) findNewest(ctx context.Context, p store.MoviePage, from cursor, match string, n int) (searchPart, error) {
	ids, err := r.merged(ctx, tablesFor(p.Priced, freeNew, paidNew), match, !p.Reverse, bound(!p.Reverse, from.at, from.pos), n)
	if err != nil {
		return searchPart{}, err
	}
	return r.part(ctx, ids, n)
}

// merged reads lists of one order side by side: at least n places, if there
// are so many, from a bound on or, down, those before it.
func (r rows) merged(ctx context.Context, all []indexList, match string, down bool, bound int64, n int) (places []int64, err error) {
	read := r.first
	if down {
		read = r.latest
	}
	for _, l := range all {
		some, err := read(ctx, l, match, bound, n)
		if err != nil {
			return nil, err
		}
		places = append(places, some...)
	}
	slices.Sort(places)
	if down {
		slices.Reverse(places)
	}
	return places, nil
}

// bound is where merged goes on behind a place, or begins.
func bound(down, goesOn bool, place int64) int64 {
	switch {
	case down && goesOn:
		return place
	case down:
		return last
	case goesOn:
		return place + 1
	}
	return 0
}

// findByPrice reads what is free and then what is paid for.
func (r rows) findByPrice(ctx context.Context, p store.MoviePage, from cursor, match string, n int) (searchPart, error) {
	if p.Reverse {
		return r.findByPriceDown(ctx, p, from, match, n)
	}
	var ids []int64
	for _, l := range tablesFor(p.Priced, freeNew, paidPrice) {
		low := int64(0)
		switch {
		case !from.at || l.table == paidPrice && from.price == 0: // all of it
		case l.table == freeNew && from.price > 0:
			continue
		default:
			low = placeOf(from.price, from.pos) + 1
		}
		places, err := r.first(ctx, l, match, low, n-len(ids))
		if err != nil {
			return searchPart{}, err
		}
		for _, place := range places {
			ids = append(ids, idAt(place))
		}
		if len(ids) == n {
			break
		}
	}
	return r.part(ctx, ids, n)
}

// findByPriceDown reads what is paid for from its end and then what is free.
func (r rows) findByPriceDown(ctx context.Context, p store.MoviePage, from cursor, match string, n int) (searchPart, error) {
	all := tablesFor(p.Priced, freeNew, paidPrice)
	slices.Reverse(all)
	var ids []int64
	for _, l := range all {
		high := int64(last)
		switch {
		case !from.at || l.table == freeNew && from.price > 0: // all of it
		case l.table == paidPrice && from.price == 0:
			continue
		default:
			high = placeOf(from.price, from.pos)
		}
		places, err := r.latest(ctx, l, match, high, n-len(ids))
		if err != nil {
			return searchPart{}, err
		}
		for _, place := range places {
			ids = append(ids, idAt(place))
		}
		if len(ids) == n {
			break
		}
	}
	return r.part(ctx, ids, n)
}

// part reads the first n movies of those that were found.
func (r rows) part(ctx context.Context, ids []int64, n int) (f searchPart, err error) {
	f.more = len(ids) >= n
	if f.movies, err = r.byID(ctx, ids[:min(n, len(ids))]); err != nil {
		return f, err
	}
	if len(f.movies) > 0 {
		f.next = cursorAfter(&f.movies[len(f.movies)-1])
	}
	return f, nil
}

// byID reads movies in the order of their IDs in the list, but for some columns.
func (r rows) byID(ctx context.Context, ids []int64, without ...string) ([]movie, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	list := make([]movie, 0, len(ids))
	if err := r.db.NewSelect().Model(&list).ExcludeColumn(without...).Where("m.id IN (?)", bun.List(ids)).Scan(ctx); err != nil {
		return nil, err
	}
	rank := make(map[int64]int, len(ids))
	for i, id := range ids {
		rank[id] = i
	}
	slices.SortFunc(list, func(a, b movie) int { return cmp.Compare(rank[a.ID], rank[b.ID]) })
	return list, nil
}

// findOffShelf looks among what is not on the shelf. It is in the index by ID
// alone, and sorted for the page: admins look there, and it is not much.
func (r rows) findOffShelf(ctx context.Context, p store.MoviePage, from cursor, match string, n int) (f searchPart, err error) {
	q := r.db.NewSelect().Model(&f.movies).
		ModelTableExpr("? CROSS JOIN movies AS m ON m.id = ?.rowid", offShelf.ident(), offShelf.ident()).
		Where("? MATCH ?", offShelf.ident(), match)
	if err := pageQuery(q, p, from).Limit(int64(n)).Scan(ctx); err != nil {
		return f, err
	}
	if f.more = len(f.movies) == n; f.more {
		f.next = cursorAfter(&f.movies[n-1])
	}
	return f, nil
}
