package sqlite

import (
	"context"

	"github.com/uptrace/bun"

	"youku.example/store"
	"youku.example/store/sqldb"
	"youku.example/store/title"
)

// foundInLibrary gives the next n places of movies, or of series, that the index
// finds.
func (r finder) foundInLibrary(ctx context.Context, p store.LibraryPage, series bool, from *sqldb.LibraryPlace, n int) ([]sqldb.LibraryPlace, error) {
	if !p.Search.Blank() && len(p.Search.Clauses()) == 0 {
		return nil, nil
	}
	bound, err := r.boundInLibrary(ctx, p, series, from)
	if err != nil {
		return nil, err
	}
	ask := askedOfMovies(p)
	if series {
		ask = askedOfSeries(p)
	}
	places, err := r.merged(ctx, ask, sqldb.Down(p), bound, n)
	if err != nil {
		return nil, err
	}
	return r.libraryPlacesAt(ctx, p.Sort, series, places[:min(n, len(places))])
}

// askedOfSeries are the lists of the series of a page, with their question.
func askedOfSeries(p store.LibraryPage) []asked {
	return asking(matchAnd(p.Search, title.Narrowing{Tag: p.Tag, Year: p.Year}, false), seriesLists(p.Sort, p.Priced)...)
}

// askedOfMovies are the lists of the movies of a page, with their questions: those
// of no series, and of a search the episodes that are meant by themselves.
func askedOfMovies(p store.LibraryPage) (all []asked) {
	paid := paidNew
	free := freeNew
	switch p.Sort {
	case store.ByTitle:
		free, paid = freeTitle, paidTitle
	case store.ByPrice:
		paid = paidPrice
	}
	for _, t := range tablesFor(p.Priced, free, paid) {
		all = append(all, asked{singles(t), matchSingles(p)})
		if !p.Search.Blank() {
			all = append(all, asked{episodes(t), matchEpisodes(p)})
		}
	}
	return all
}

// boundInLibrary is where merged goes on among movies, or among series, behind a
// place in the library. Of one key all movies stand before the series.
func (r rows) boundInLibrary(ctx context.Context, p store.LibraryPage, series bool, from *sqldb.LibraryPlace) (bound int64, err error) {
	down := sqldb.Down(p)
	switch {
	case from == nil && down:
		return last, nil
	case from == nil:
		return 0, nil
	}
	switch p.Sort {
	case store.ByTitle:
		titles := movieTitles
		if series {
			titles = seriesTitles
		}
		if down {
			return r.placeFrom(ctx, titles, from.Text, from.Among(series))
		}
		bound, err = r.placeUpTo(ctx, titles, from.Text, from.Among(series))
		return bound + 1, err
	case store.ByPrice:
		if bound = placeOf(from.Number, 0) + min(from.Among(series), maxID); !down {
			bound++
		}
		return bound, nil
	}
	if bound = from.Number; down && from.Series && !series || !down && (from.Series || !series) {
		bound++ // a series stands behind its newest movie
	}
	return bound, nil
}

// libraryPlacesAt are places of an order of the index as places in the library.
func (r rows) libraryPlacesAt(ctx context.Context, sort store.Sort, series bool, at []int64) (places []sqldb.LibraryPlace, err error) {
	if len(at) == 0 {
		return nil, nil
	}
	switch {
	case sort == store.ByTitle:
		q := r.DB.NewSelect().TableExpr("movies AS m INDEXED BY movies_title_place").Where("m.shelf = 'published'")
		if series {
			q = r.DB.NewSelect().TableExpr("series AS m INDEXED BY series_title_place").ColumnExpr("1 AS series").Where("m.episodes > 0")
		}
		err = q.ColumnExpr("m.pos AS id, m.title_key AS text").Where("m.title_place IN (?)", bun.List(at)).Scan(ctx, &places)
		return places, err
	case series && sort != store.ByPrice:
		err = r.DB.NewSelect().TableExpr("series AS m INDEXED BY series_new").ColumnExpr("m.pos AS id, m.newest AS number, 1 AS series").
			Where("m.episodes > 0 AND m.newest IN (?)", bun.List(at)).Scan(ctx, &places)
		return places, err
	}
	for _, place := range at {
		one := sqldb.LibraryPlace{Number: place, ID: place, Series: series}
		if sort == store.ByPrice {
			one.Number, one.ID = place>>idBits, idAt(place)
		}
		places = append(places, one)
	}
	return places, nil
}
