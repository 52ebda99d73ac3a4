package sqldb

import (
	"context"

	"youku.example/store"
)

// CountMoviePage counts the pages that no search and nothing else narrows down. The
// shelf is counted by triggers.
func (r Rows) CountMoviePage(ctx context.Context, p store.MoviePage, most int) (store.Total, error) {
	anyPrice := p.Priced != store.OnlyFree && p.Priced != store.OnlyPaid
	switch {
	case p.Missing:
		n, err := r.DB.NewSelect().Model((*Movie)(nil)).Where("m.missing_since <> 0").Count(ctx)
		return store.Total{N: int(n)}, err
	case p.Deleted && anyPrice:
		n, err := r.ListCount(ctx, "off_shelf")
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
func (r Rows) countRows(ctx context.Context, p store.MoviePage, most int) (store.Total, error) {
	some := FilterQuery(r.DB.NewSelect().TableExpr("movies AS m").ColumnExpr("1 AS x"), p).Limit(int64(most) + 1)
	var n int
	err := r.DB.NewSelect().TableExpr("(?) AS found", some).ColumnExpr("count(*)").Scan(ctx, &n)
	return store.Total{N: min(n, most), More: n > most}, err
}

// MostRead is how many titles are read to count what the index finds where it
// may find too much: each takes as long as a dozen rows of the index.
const MostRead = 200

// CountMatching lets Matches have the last word about some movies.
func (r Rows) CountMatching(ctx context.Context, p store.MoviePage, ids []int64) (n int, err error) {
	if len(ids) == 0 {
		return 0, nil
	}
	list, err := r.MoviesByID(ctx, ids)
	if err != nil {
		return 0, err
	}
	movies, err := r.MovieList(ctx, list)
	for _, m := range movies {
		inPrice := p.Priced == store.AnyPrice || p.Priced == "" || m.Free == (p.Priced == store.OnlyFree)
		if inPrice && p.Search.Finds(m.Subject()) {
			n++
		}
	}
	return n, err
}
