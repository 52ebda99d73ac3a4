package sqldb

import (
	"context"

	"youku.example/store"
)

// CountMoviePage implements store.View. The shelf is counted by triggers; what
// a search finds is looked at, but no more of it than most.
func (r rows) CountMoviePage(ctx context.Context, p store.MoviePage, most int) (store.Total, error) {
	anyPrice := p.Priced != store.OnlyFree && p.Priced != store.OnlyPaid
	switch {
	case p.Missing:
		n, err := r.db.NewSelect().Model((*movie)(nil)).Where("m.missing_since <> 0").Count(ctx)
		return store.Total{N: int(n)}, err
	case !p.Search.Blank() || p.Narrowed():
		return r.countFound(ctx, p, most)
	case p.Deleted && anyPrice:
		n, err := r.listCount(ctx, "off_shelf")
		return store.Total{N: n}, err
	case p.Deleted:
		return r.countRows(ctx, p, most)
	}
	c, err := r.CountMovies(ctx)
	switch p.Priced {
	case store.OnlyFree:
		return store.Total{N: c.Free}, err
	case store.OnlyPaid:
		return store.Total{N: c.Paid}, err
	}
	return store.Total{N: c.All}, err
}

// countRows counts the rows that pass the filters, but no more of them than most.
func (r rows) countRows(ctx context.Context, p store.MoviePage, most int) (store.Total, error) {
	some := filterQuery(r.db.NewSelect().TableExpr("movies AS m").ColumnExpr("1 AS x"), p).Limit(int64(most) + 1)
	var n int
	err := r.db.NewSelect().TableExpr("(?) AS some", some).ColumnExpr("count(*)").Scan(ctx, &n)
	return store.Total{N: min(n, most), More: n > most}, err
}

// mostRead is how many titles are read to count what the index finds where it
// may find too much: each takes as long as a dozen rows of the index.
const mostRead = 200

// countFound counts what the index finds.
func (r rows) countFound(ctx context.Context, p store.MoviePage, most int) (t store.Total, err error) {
	if !p.Search.Blank() && len(p.Search.Clauses()) == 0 {
		return t, nil
	}
	from := tablesFor(p.Priced, freeNew, paidNew)
	if p.Deleted {
		from = []indexList{whole(offShelf)}
	}
	if (p.Search.Blank() || p.Search.Exact()) && (!p.Deleted || p.Priced == store.AnyPrice || p.Priced == "") {
		for _, l := range from {
			n, err := r.countIn(ctx, l, matchMovies(p), most+1-t.N)
			if err != nil {
				return t, err
			}
			t.N += n
		}
		return store.Total{N: min(t.N, most), More: t.N > most}, nil
	}
	most = min(most, mostRead)
	ids, err := r.merged(ctx, from, matchMovies(p), true, last, most+1)
	if err != nil {
		return t, err
	}
	t.More = len(ids) > most
	t.N, err = r.countMatching(ctx, p, ids[:min(most, len(ids))])
	return t, err
}

// countMatching lets Matches have the last word about some movies.
func (r rows) countMatching(ctx context.Context, p store.MoviePage, ids []int64) (n int, err error) {
	if len(ids) == 0 {
		return 0, nil
	}
	list, err := r.byID(ctx, ids)
	if err != nil {
		return 0, err
	}
	movies, err := r.movieList(ctx, list)
	for _, m := range movies {
		inPrice := p.Priced == store.AnyPrice || p.Priced == "" || m.Free == (p.Priced == store.OnlyFree)
		if inPrice && p.Search.Finds(m.Subject()) {
			n++
		}
	}
	return n, err
}
