package postgres

import (
	"context"

	"github.com/uptrace/bun"

	"youku.example/store"
	"youku.example/store/sqldb"
)

// MoviePage implements store.View. What the index finds is a little too much at times:
// then another part follows, larger each time.
func (r rows) MoviePage(ctx context.Context, p store.MoviePage) (list []store.Movie, err error) {
	if p.Missing || p.Search.Blank() && !p.Narrowed() {
		return r.Rows.MoviePage(ctx, p)
	}
	from, err := r.CursorOf(ctx, p)
	if err != nil || !p.Search.Blank() && len(p.Search.Clauses()) == 0 {
		return nil, err
	}
	for n := p.Limit; ; n = min(4*n, 2000) {
		found, err := r.findMovies(ctx, p, from, n)
		if err != nil {
			return nil, err
		}
		movies, err := r.MovieList(ctx, found)
		if err != nil {
			return nil, err
		}
		for _, m := range movies {
			if !p.Search.Blank() && !p.Search.Finds(m.Subject()) {
				continue
			}
			if list = append(list, m); len(list) == p.Limit {
				return list, nil
			}
		}
		if len(found) < n {
			return list, nil
		}
		from = sqldb.CursorAfter(&found[n-1])
	}
}

// findMovies gives the next n movies that the index finds.
func (r rows) findMovies(ctx context.Context, p store.MoviePage, from sqldb.Cursor, n int) (found []sqldb.Movie, err error) {
	if p.Deleted {
		q := r.DB.NewSelect().Model(&found).Join("JOIN movie_words AS f ON f.movie_id = m.id").Where("?", bun.Safe(askedOfMovies(p).found(quote(apart))))
		err = sqldb.PageQuery(q, p, from).Limit(int64(n)).Scan(ctx)
		return found, err
	}
	places, err := r.find(ctx, askedOfMovies(p), p.Priced, p.Sort, p.Reverse, placeOf(from), n)
	if err != nil {
		return nil, err
	}
	return r.MoviesByID(ctx, numbers(places))
}

func numbers(places []place) []int64 {
	ids := make([]int64, len(places))
	for i, p := range places {
		ids[i] = p.MovieID
	}
	return ids
}

// CountMoviePage implements store.View.
func (r rows) CountMoviePage(ctx context.Context, p store.MoviePage, most int) (t store.Total, err error) {
	switch {
	case p.Missing || p.Search.Blank() && !p.Narrowed():
		return r.Rows.CountMoviePage(ctx, p, most)
	case !p.Search.Blank() && len(p.Search.Clauses()) == 0:
		return t, nil
	}
	whole := p.Search.Blank() || exact(p.Search)
	if !whole {
		most = min(most, sqldb.MostRead)
	}
	p.Sort, p.Reverse = store.ByNew, false
	ids, err := r.foundIDs(ctx, p, most+1)
	if err != nil {
		return t, err
	}
	t.More = len(ids) > most
	ids = ids[:min(most, len(ids))]
	if t.N = len(ids); whole {
		return t, nil
	}
	t.N, err = r.CountMatching(ctx, p, ids)
	return t, err
}

// foundIDs are the first n movies that the index finds.
func (r rows) foundIDs(ctx context.Context, p store.MoviePage, n int) ([]int64, error) {
	if p.Deleted {
		list, err := r.findMovies(ctx, p, sqldb.Cursor{}, n)
		ids := make([]int64, len(list))
		for i := range list {
			ids[i] = list[i].ID
		}
		return ids, err
	}
	places, err := r.find(ctx, askedOfMovies(p), p.Priced, p.Sort, p.Reverse, nil, n)
	return numbers(places), err
}

// LibraryPage implements store.View.
func (r rows) LibraryPage(ctx context.Context, p store.LibraryPage) ([]store.LibraryRow, error) {
	if p.Search.Blank() && !p.Narrowed() {
		return r.Rows.LibraryPage(ctx, p)
	}
	return r.FoundPage(ctx, p, r.foundInLibrary)
}

// foundInLibrary gives the next n places of movies, or of series, that the index finds.
func (r rows) foundInLibrary(ctx context.Context, p store.LibraryPage, series bool, from *sqldb.LibraryPlace, n int) (places []sqldb.LibraryPlace, err error) {
	if !p.Search.Blank() && len(p.Search.Clauses()) == 0 {
		return nil, nil
	}
	q := askedOfLibrary(p, series)
	if series {
		return r.findSeries(ctx, q, p, from, n)
	}
	found, err := r.find(ctx, q, p.Priced, p.Sort, p.Reverse, amongMovies(p, from), n)
	for _, f := range found {
		at := sqldb.LibraryPlace{ID: f.MovieID}
		switch p.Sort {
		case store.ByTitle:
			at.Text = f.TitleKey
		case store.ByPrice:
			at.Number = f.Price
		default:
			at.Number = f.MovieID
		}
		places = append(places, at)
	}
	return places, err
}

// amongMovies is the place in the library as one among its movies. Of one key all movies
// stand before the series; a series stands behind its newest one.
func amongMovies(p store.LibraryPage, from *sqldb.LibraryPlace) *place {
	switch {
	case from == nil:
		return nil
	case p.Sort == store.ByTitle || p.Sort == store.ByPrice:
		return &place{from.Among(false), from.Number, from.Text}
	case from.Series && sqldb.Down(p):
		return &place{MovieID: from.Number + 1}
	}
	return &place{MovieID: from.Number}
}

// CountLibraryPage implements store.View.
func (r rows) CountLibraryPage(ctx context.Context, p store.LibraryPage, most int) (t store.Total, err error) {
	switch {
	case p.Search.Blank() && !p.Narrowed():
		return r.Rows.CountLibraryPage(ctx, p, most)
	case !p.Search.Blank() && !exact(p.Search):
		return r.CountAnswering(ctx, p, min(most, sqldb.MostRead), r.foundInLibrary)
	}
	p.Sort, p.Reverse = store.ByNew, false
	for _, series := range []bool{false, true} {
		places, err := r.foundInLibrary(ctx, p, series, nil, most+1-t.N)
		if err != nil {
			return t, err
		}
		if t.N += len(places); t.N > most {
			return store.Total{N: most, More: true}, nil
		}
	}
	return t, nil
}

// SeriesPage implements store.View.
func (r rows) SeriesPage(ctx context.Context, p store.SeriesPage) ([]store.Series, error) {
	if p.Search.Blank() {
		return r.Rows.SeriesPage(ctx, p)
	}
	return r.FoundSeries(ctx, p, r.foundInLibrary)
}
