package sqlite

import (
	"context"
	"slices"

	"youku.example/store"
	"youku.example/store/sqldb"
	"youku.example/store/sqldb/sqlite/postings"
)

// searchPart is a part of what the index finds: movies in the order of the page,
// and the place where it goes on.
type searchPart struct {
	movies []sqldb.Movie
	next   sqldb.Cursor
	more   bool
}

// search finds movies by the index and lets Matches decide. What
// the index says is right but for a few questions, so that one part is almost
// always the page.
func (r rows) search(ctx context.Context, p store.MoviePage, from sqldb.Cursor, question postings.Question) ([]store.Movie, error) {
	var list []sqldb.Movie
	x := r.finder()
	for n, left := p.Limit, 0; ; n = sqldb.NextPart(n, left, p.Limit-len(list)) {
		left = 0
		f, err := x.find(ctx, p, from, question, n)
		if err != nil {
			return nil, err
		}
		at := make([]*sqldb.Movie, len(f.movies))
		for i := range f.movies {
			at[i] = &f.movies[i]
		}
		if err := r.NameSeries(ctx, at); err != nil {
			return nil, err
		}
		for _, m := range at {
			if !p.Search.Blank() && !p.Search.Finds(m.Movie().Subject()) {
				continue
			}
			left++
			if list = append(list, *m); len(list) == p.Limit {
				return r.MovieList(ctx, list)
			}
		}
		if !f.more {
			return r.MovieList(ctx, list)
		}
		from = f.next
	}
}

// find gives about n movies that the index finds after a place.
func (r finder) find(ctx context.Context, p store.MoviePage, from sqldb.Cursor, question postings.Question, n int) (searchPart, error) {
	switch {
	case p.Deleted:
		return r.findOffShelf(ctx, p, from, question, n)
	case p.Sort == store.ByTitle:
		return r.findByTitle(ctx, p, from, question, n)
	case p.Sort == store.ByPrice:
		return r.findByPrice(ctx, p, from, question, n)
	}
	return r.findNewest(ctx, p, from, question, n)
}

// tablesFor is the index tables that a filter leaves.
func tablesFor(p store.Priced, free, paid indexTable) []indexTable {
	switch p {
	case store.OnlyFree:
		return []indexTable{free}
	case store.OnlyPaid:
		return []indexTable{paid}
	}
	return []indexTable{free, paid}
}

// movieLists are the lists of these tables that hold the movies of a page.
func movieLists(p store.MoviePage, free, paid indexTable) (all []indexList) {
	for _, t := range tablesFor(p.Priced, free, paid) {
		all = append(all, kindsOf(p, t)...)
	}
	return all
}

// kindsOf are the halves of a table that hold the movies of a page.
func kindsOf(p store.MoviePage, t indexTable) []indexList {
	if p.Series != 0 {
		return []indexList{episodes(t)}
	}
	return []indexList{singles(t), episodes(t)}
}

// findNewest reads the lists by ID from their ends, side by side.
func (r finder) findNewest(ctx context.Context, p store.MoviePage, from sqldb.Cursor, question postings.Question, n int) (searchPart, error) {
	ids, err := r.merged(ctx, asking(question, movieLists(p, freeNew, paidNew)...), !p.Reverse, bound(!p.Reverse, from.At, from.Pos), n)
	if err != nil {
		return searchPart{}, err
	}
	return r.part(ctx, ids, n)
}

// finder finds rows by the index. It opens each table once, and looks once where a term
// stands in it.
type finder struct {
	rows
	open map[indexTable]*postings.Index
}

func (r rows) finder() finder { return finder{r, map[indexTable]*postings.Index{}} }

// merged reads lists of one order side by side: at least n places, if there
// are so many, from a bound on or, down, those before it.
func (r finder) merged(ctx context.Context, all []asked, down bool, bound int64, n int) (places []int64, err error) {
	for _, a := range all {
		low, high := a.list.first, a.list.end
		if at := a.list.base + min(bound, a.list.end-a.list.base); down {
			high = at
		} else {
			low = max(low, at)
		}
		some, err := r.placesIn(ctx, a, down, low, high, n)
		if err != nil {
			return nil, err
		}
		for _, at := range some {
			places = append(places, at-a.list.base)
		}
	}
	slices.Sort(places)
	if down {
		slices.Reverse(places)
	}
	return places, nil
}

// placesIn gives the first n places of a list that the index finds between two, or,
// down, the last.
func (r finder) placesIn(ctx context.Context, a asked, down bool, low, high int64, n int) (places []int64, err error) {
	x := r.open[a.list.table]
	if x == nil {
		if x, err = postings.Open(ctx, r.Plain(), string(a.list.table)); err != nil {
			return nil, err
		}
		r.open[a.list.table] = x
	}
	return x.Find(ctx, a.question, down, low, high, n)
}

// count counts what the index finds in lists, up to most.
func (r finder) count(ctx context.Context, all []asked, most int) (t store.Total, err error) {
	for _, a := range all {
		some, err := r.placesIn(ctx, a, false, a.list.first, a.list.end, most+1-t.N)
		if err != nil {
			return t, err
		}
		if t.N += len(some); t.N > most {
			return store.Total{N: most, More: true}, nil
		}
	}
	return t, nil
}

// asked is a list of the index with the question that it is asked.
type asked struct {
	list     indexList
	question postings.Question
}

// asking is one question to several lists.
func asking(q postings.Question, lists ...indexList) (all []asked) {
	for _, l := range lists {
		all = append(all, asked{l, q})
	}
	return all
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
func (r finder) findByPrice(ctx context.Context, p store.MoviePage, from sqldb.Cursor, question postings.Question, n int) (searchPart, error) {
	if p.Reverse {
		return r.findByPriceDown(ctx, p, from, question, n)
	}
	var ids []int64
	for _, t := range tablesFor(p.Priced, freeNew, paidPrice) {
		low := int64(0)
		switch {
		case !from.At || t == paidPrice && from.Price == 0: // all of it
		case t == freeNew && from.Price > 0:
			continue
		default:
			low = placeOf(from.Price, from.Pos) + 1
		}
		places, err := r.merged(ctx, asking(question, kindsOf(p, t)...), false, low, n-len(ids))
		if err != nil {
			return searchPart{}, err
		}
		for _, place := range places[:min(n-len(ids), len(places))] {
			ids = append(ids, idAt(place))
		}
		if len(ids) == n {
			break
		}
	}
	return r.part(ctx, ids, n)
}

// findByPriceDown reads what is paid for from its end and then what is free.
func (r finder) findByPriceDown(ctx context.Context, p store.MoviePage, from sqldb.Cursor, question postings.Question, n int) (searchPart, error) {
	all := tablesFor(p.Priced, freeNew, paidPrice)
	slices.Reverse(all)
	var ids []int64
	for _, t := range all {
		high := int64(last)
		switch {
		case !from.At || t == freeNew && from.Price > 0: // all of it
		case t == paidPrice && from.Price == 0:
			continue
		default:
			high = placeOf(from.Price, from.Pos)
		}
		places, err := r.merged(ctx, asking(question, kindsOf(p, t)...), true, high, n-len(ids))
		if err != nil {
			return searchPart{}, err
		}
		for _, place := range places[:min(n-len(ids), len(places))] {
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
	if f.movies, err = r.MoviesByID(ctx, ids[:min(n, len(ids))]); err != nil {
		return f, err
	}
	if len(f.movies) > 0 {
		f.next = sqldb.CursorAfter(&f.movies[len(f.movies)-1])
	}
	return f, nil
}

// findOffShelf looks among what is not on the shelf. It is in the index by ID
// alone, and sorted for the page: admins look there, and it is not much.
func (r rows) findOffShelf(ctx context.Context, p store.MoviePage, from sqldb.Cursor, question postings.Question, n int) (f searchPart, err error) {
	q := r.DB.NewSelect().Model(&f.movies).
		ModelTableExpr("? CROSS JOIN movies AS m ON m.id = ?.rowid", offShelf.ident(), offShelf.ident()).
		Where("? MATCH ?", offShelf.ident(), question.String())
	if err := sqldb.PageQuery(q, p, from).Limit(int64(n)).Scan(ctx); err != nil {
		return f, err
	}
	if f.more = len(f.movies) == n; f.more {
		f.next = sqldb.CursorAfter(&f.movies[n-1])
	}
	return f, nil
}
