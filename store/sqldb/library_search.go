package sqldb

import (
	"context"

	"github.com/uptrace/bun"

	"youku.example/store"
)

// foundInLibrary gives the next n places of movies, or of series, that the index
// finds.
func (r rows) foundInLibrary(ctx context.Context, p store.LibraryPage, series bool, from *libraryPlace, n int) ([]libraryPlace, error) {
	if !p.Search.Blank() && len(p.Search.Clauses()) == 0 {
		return nil, nil
	}
	bound, err := r.boundInLibrary(ctx, p, series, from)
	if err != nil {
		return nil, err
	}
	places, err := r.merged(ctx, libraryLists(p, series), matchInLibrary(p, series), down(p), bound, n)
	if err != nil {
		return nil, err
	}
	return r.libraryPlacesAt(ctx, p.Sort, series, places[:min(n, len(places))])
}

// libraryLists are the lists of the index that hold the movies, or the series, of a
// page.
func libraryLists(p store.LibraryPage, series bool) []indexList {
	switch {
	case series:
		return seriesLists(p.Sort, p.Priced)
	case p.Sort == store.ByTitle:
		return tablesFor(p.Priced, freeTitle, paidTitle)
	case p.Sort == store.ByPrice:
		return tablesFor(p.Priced, freeNew, paidPrice)
	}
	return tablesFor(p.Priced, freeNew, paidNew)
}

// boundInLibrary is where merged goes on among movies, or among series, behind a
// place in the library. Of one key all movies stand before the series.
func (r rows) boundInLibrary(ctx context.Context, p store.LibraryPage, series bool, from *libraryPlace) (bound int64, err error) {
	down := down(p)
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
			return r.placeFrom(ctx, titles, from.Text, from.among(series))
		}
		bound, err = r.placeUpTo(ctx, titles, from.Text, from.among(series))
		return bound + 1, err
	case store.ByPrice:
		if bound = placeOf(from.Number, 0) + min(from.among(series), maxID); !down {
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
func (r rows) libraryPlacesAt(ctx context.Context, sort store.Sort, series bool, at []int64) (places []libraryPlace, err error) {
	if len(at) == 0 {
		return nil, nil
	}
	switch {
	case sort == store.ByTitle:
		q := r.db.NewSelect().TableExpr("movies AS m INDEXED BY movies_title_place").Where("m.shelf = 'published'")
		if series {
			q = r.db.NewSelect().TableExpr("series AS m INDEXED BY series_title_place").ColumnExpr("1 AS series").Where("m.episodes > 0")
		}
		err = q.ColumnExpr("m.pos AS id, m.title_key AS text").Where("m.title_place IN (?)", bun.List(at)).Scan(ctx, &places)
		return places, err
	case series && sort != store.ByPrice:
		err = r.db.NewSelect().TableExpr("series AS m INDEXED BY series_new").ColumnExpr("m.pos AS id, m.newest AS number, 1 AS series").
			Where("m.episodes > 0 AND m.newest IN (?)", bun.List(at)).Scan(ctx, &places)
		return places, err
	}
	for _, place := range at {
		one := libraryPlace{Number: place, ID: place, Series: series}
		if sort == store.ByPrice {
			one.Number, one.ID = place>>idBits, idAt(place)
		}
		places = append(places, one)
	}
	return places, nil
}
