package sqldb

import (
	"context"

	"youku.example/store"
)

// foundInLibrary gives the next n places of movies that the index finds, and of
// series.
func (r rows) foundInLibrary(ctx context.Context, p store.LibraryPage, from *libraryPlace, n int) ([]libraryPlace, error) {
	if len(p.Search.Clauses()) == 0 {
		return nil, nil
	}
	places, err := r.seriesFound(ctx, p, from, n)
	if err != nil {
		return nil, err
	}
	page := store.MoviePage{Priced: p.Priced, Sort: p.Sort, Reverse: p.Reverse, Search: p.Search}
	at, err := r.cursorBehind(ctx, p, from)
	if err != nil {
		return nil, err
	}
	f, err := r.find(ctx, page, at, matchInLibrary(p.Search), n)
	if err != nil {
		return nil, err
	}
	for i := range f.movies {
		places = append(places, placeOfMovie(p.Sort, &f.movies[i]))
	}
	return places, nil
}

func placeOfMovie(sort store.Sort, m *movie) libraryPlace {
	switch sort {
	case store.ByTitle:
		return libraryPlace{Text: m.TitleKey, ID: m.ID}
	case store.ByPrice:
		return libraryPlace{Number: m.Price, ID: m.ID}
	}
	return libraryPlace{Number: m.ID, ID: m.ID}
}

// seriesFound gives the next n places of series that the index finds. They are
// sorted for the page: what one search finds of them is not much.
func (r rows) seriesFound(ctx context.Context, p store.LibraryPage, from *libraryPlace, n int) (found []libraryPlace, err error) {
	q := r.db.NewSelect().TableExpr("? CROSS JOIN series AS m ON m.id = ?.rowid", allSeries.ident(), allSeries.ident()).
		ColumnExpr("m.pos AS id, 1 AS series").Where("? MATCH ? AND m.episodes > 0", allSeries.ident(), match(p.Search))
	err = inLibrary(q, p, true, from).Limit(int64(n)).Scan(ctx, &found)
	return found, err
}

// cursorBehind is the place among movies behind a place in the library. Of one
// key all movies stand before the series.
func (r rows) cursorBehind(ctx context.Context, p store.LibraryPage, from *libraryPlace) (c cursor, err error) {
	if from == nil {
		return c, nil
	}
	c = cursor{at: true, title: from.Text, price: min(from.Number, maxPrice), pos: from.ID}
	switch p.Sort {
	case store.ByTitle:
		id := from.among(false)
		if c.place, err = r.placeUpTo(ctx, from.Text, id); p.Reverse {
			c.place, err = r.placeFrom(ctx, from.Text, id)
		}
	case store.ByPrice:
		if from.Series {
			c.pos = maxID
		}
	default:
		if c.pos = from.Number; from.Series && down(p) {
			c.pos++ // its newest episode stands behind it
		}
	}
	return c, err
}

// maxPrice is more than any movie costs.
const maxPrice = 1<<(62-idBits) - 1
