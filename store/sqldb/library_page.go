package sqldb

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"youku.example/store"
	"youku.example/store/title"
)

// The library is two lists read side by side: the movies of no series, and the
// series, each along an index of its own in the order of the page. Only the keys
// are read of both, and then the rows that the page shows.

// libraryPlace is where a row stands in the library: by a text (title) or a number
// (price; of what is sorted by age the newest movie's ID), a movie before a
// series, then by ID.
type libraryPlace struct {
	Text   string
	Number int64
	Series bool
	ID     int64
}

func (p libraryPlace) compare(q libraryPlace) int {
	kind := func(p libraryPlace) int {
		if p.Series {
			return 1
		}
		return 0
	}
	return cmp.Or(strings.Compare(p.Text, q.Text), cmp.Compare(p.Number, q.Number), kind(p)-kind(q), cmp.Compare(p.ID, q.ID))
}

// down reports whether a page goes from the end of its index to the beginning.
func down(p store.LibraryPage) bool {
	return (p.Sort != store.ByTitle && p.Sort != store.ByPrice) != p.Reverse
}

// The kinds of rows in the library: movies, and series.
var (
	bothKinds  = []bool{false, true}
	onlySeries = []bool{true}
)

// LibraryPage implements store.View.
func (r rows) LibraryPage(ctx context.Context, p store.LibraryPage) ([]store.LibraryRow, error) {
	return r.libraryPage(ctx, p, bothKinds)
}

// libraryPage is a page of the rows of some kinds. What the index finds is a
// little too much at times: then another part follows, larger each time.
func (r rows) libraryPage(ctx context.Context, p store.LibraryPage, kinds []bool) (list []store.LibraryRow, err error) {
	from, err := r.placeInLibrary(ctx, p)
	if err != nil {
		return nil, err
	}
	for n := p.Limit; ; n = min(4*n, 2000) {
		places, err := r.libraryPlaces(ctx, p, kinds, from, n)
		if err != nil {
			return nil, err
		}
		some, err := r.libraryRows(ctx, places)
		if err != nil {
			return nil, err
		}
		if some, err = r.answering(ctx, p.Search, some); err != nil {
			return nil, err
		}
		if list = append(list, some...); len(list) >= p.Limit {
			return list[:p.Limit], nil
		}
		if len(places) < n {
			return list, nil
		}
		from = &places[len(places)-1]
	}
}

// placeInLibrary is the place of the last row shown, nil for none.
func (r rows) placeInLibrary(ctx context.Context, p store.LibraryPage) (*libraryPlace, error) {
	if p.After == (store.EntryID{}) {
		return nil, nil
	}
	at := &libraryPlace{Series: p.After.Series, ID: p.After.ID}
	var row struct {
		TitleKey     string
		Price, Place int64
	}
	q := r.db.NewSelect().TableExpr("movies AS m").ColumnExpr("m.title_key, m.price, m.id AS place").Where("m.id = ?", at.ID)
	if at.Series {
		q = r.db.NewSelect().TableExpr("series AS s").ColumnExpr("s.title_key, s.price, s.newest AS place").Where("s.id = ?", at.ID)
	}
	if err := q.Scan(ctx, &row); err != nil {
		return nil, rowError(err)
	}
	switch p.Sort {
	case store.ByTitle:
		at.Text = row.TitleKey
	case store.ByPrice:
		at.Number = row.Price
	default:
		at.Number = row.Place
	}
	return at, nil
}

// libraryPlaces gives the next n places in the order of a page.
func (r rows) libraryPlaces(ctx context.Context, p store.LibraryPage, kinds []bool, from *libraryPlace, n int) (places []libraryPlace, err error) {
	find := r.walk
	if !p.Search.Blank() || p.Narrowed() {
		find = r.foundInLibrary
	}
	for _, series := range kinds {
		some, err := find(ctx, p, series, from, n)
		if err != nil {
			return nil, err
		}
		places = append(places, some...)
	}
	slices.SortFunc(places, libraryPlace.compare)
	if down(p) {
		slices.Reverse(places)
	}
	return places[:min(n, len(places))], nil
}

// walk gives the next n places of movies, or of series, along their index.
func (r rows) walk(ctx context.Context, p store.LibraryPage, series bool, from *libraryPlace, n int) (places []libraryPlace, err error) {
	q := r.db.NewSelect().TableExpr("movies AS m INDEXED BY ?", libraryIndex(p, series)).
		ColumnExpr("m.pos AS id").Where("m.shelf = 'published' AND m.series_id IS NULL")
	if series {
		q = r.db.NewSelect().TableExpr("series AS m INDEXED BY ?", libraryIndex(p, series)).
			ColumnExpr("m.pos AS id, 1 AS series").Where("m.episodes > 0")
	}
	err = inLibrary(q, p, series, from).Limit(int64(n)).Scan(ctx, &places)
	return places, err
}

// inLibrary puts the filter, the order and the place of a page on a query.
func inLibrary(q *bun.SelectQuery, p store.LibraryPage, series bool, from *libraryPlace) *bun.SelectQuery {
	d := directionOf(down(p))
	if p.Sort == store.ByPrice {
		return byPriceInLibrary(q, p, series, from).ColumnExpr("m.price AS number").OrderExpr("m.price ?, m.pos ?", d.order, d.order)
	}
	switch p.Priced {
	case store.OnlyFree:
		q = q.Where("m.free = 1")
	case store.OnlyPaid:
		q = q.Where("m.free = 0")
	}
	if p.Sort == store.ByTitle {
		if from != nil {
			q = q.Where("(m.title_key, m.pos) ? (?, ?)", d.beyond, from.Text, from.among(series))
		}
		return q.ColumnExpr("m.title_key AS text").OrderExpr("m.title_key ?, m.pos ?", d.order, d.order)
	}
	column := bun.Safe("m.pos")
	if series {
		column = "m.newest"
	}
	if from != nil {
		number := from.Number
		if series && !from.Series && !down(p) {
			number-- // a series stands behind its newest episode
		}
		q = q.Where("? ? ?", column, d.beyond, number)
	}
	return q.ColumnExpr("? AS number", column).OrderExpr("? ?", column, d.order)
}

// byPriceInLibrary puts the filter and the place of a page by price on a query, as one
// range of its index: of two that overlap SQLite would walk either.
func byPriceInLibrary(q *bun.SelectQuery, p store.LibraryPage, series bool, from *libraryPlace) *bun.SelectQuery {
	d, down := directionOf(down(p)), down(p)
	free := p.Priced == store.OnlyFree
	switch {
	case free:
		q = q.Where("m.price = 0")
	case p.Priced == store.OnlyPaid && (from == nil || from.Number == 0 || down):
		q = q.Where("m.price > 0")
	}
	switch {
	case from == nil, free && from.Number > 0 && down, p.Priced == store.OnlyPaid && from.Number == 0 && !down:
		return q // all of it is beyond
	case free && from.Number > 0:
		return q.Where("m.pos < 0") // none
	case free:
		return q.Where("m.pos ? ?", d.beyond, from.among(series))
	}
	return q.Where("(m.price, m.pos) ? (?, ?)", d.beyond, from.Number, from.among(series))
}

// among is the ID that stands at the place among rows of one kind with its key:
// all movies stand before the series.
func (p libraryPlace) among(series bool) int64 {
	switch {
	case p.Series == series:
		return p.ID
	case series:
		return -1
	}
	return math.MaxInt64
}

// libraryIndex is the index whose order a page has.
func libraryIndex(p store.LibraryPage, series bool) bun.Ident {
	name := "movies_single_"
	if series {
		name = "series_"
	}
	switch p.Sort {
	case store.ByTitle:
		name += "title"
	case store.ByPrice:
		return bun.Ident(name + "price")
	default:
		name += "new"
	}
	if p.Priced == store.OnlyFree || p.Priced == store.OnlyPaid {
		name += "_priced"
	}
	return bun.Ident(name)
}

// libraryRows reads the rows at places, in their order.
func (r rows) libraryRows(ctx context.Context, places []libraryPlace) ([]store.LibraryRow, error) {
	var movieIDs, seriesIDs []int64
	for _, p := range places {
		if p.Series {
			seriesIDs = append(seriesIDs, p.ID)
		} else {
			movieIDs = append(movieIDs, p.ID)
		}
	}
	found, err := r.byID(ctx, movieIDs, "title_key", "title_place", "purging") // each column is a fortieth of a page's time
	if err != nil {
		return nil, err
	}
	movies, err := r.movieList(ctx, found)
	if err != nil {
		return nil, err
	}
	all, err := r.seriesByID(ctx, seriesIDs)
	if err != nil {
		return nil, err
	}
	list := make([]store.LibraryRow, len(places))
	for i, p := range places {
		if p.Series {
			s := all[p.ID].series()
			list[i].Series = &s
		} else {
			list[i].Movie, movies = &movies[0], movies[1:]
		}
	}
	return list, nil
}

func (r rows) seriesByID(ctx context.Context, ids []int64) (map[int64]*series, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var list []series
	if err := r.db.NewSelect().Model(&list).ExcludeColumn("about").Where("s.id IN (?)", bun.List(ids)).Scan(ctx); err != nil {
		return nil, err
	}
	all := make(map[int64]*series, len(list))
	for i := range list {
		all[list[i].ID] = &list[i]
	}
	return all, nil
}

// answering leaves the rows that answer a search; what the index alone decides is
// not looked at again, which would take as long as reading the rows.
func (r rows) answering(ctx context.Context, s title.Search, list []store.LibraryRow) (left []store.LibraryRow, err error) {
	if s.Blank() || s.Exact() || len(list) == 0 {
		return list, nil
	}
	var ids []int64
	for _, row := range list {
		if row.Series != nil {
			ids = append(ids, row.Series.ID)
		}
	}
	of, err := r.seasonsOf(ctx, ids)
	if err != nil {
		return nil, err
	}
	for _, row := range list {
		if row.Series != nil {
			sub := row.Series.Subject()
			sub.Seasons = of[row.Series.ID]
			if s.Finds(sub) {
				left = append(left, row)
			}
			continue
		}
		if sub := row.Movie.Subject(); sub.Series == "" && s.Finds(sub) || sub.Series != "" && s.FindsAlone(sub) {
			left = append(left, row)
		}
	}
	return left, nil
}

// seasonsOf are the seasons of series that have a movie on the shelf.
func (r rows) seasonsOf(ctx context.Context, ids []int64) (map[int64][]int, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var list []struct {
		SeriesID int64
		Season   int
	}
	err := r.db.NewSelect().TableExpr("series_counts AS c").ColumnExpr("c.series_id, c.season").
		Where("c.series_id IN (?)", bun.List(ids)).GroupExpr("c.series_id, c.season").Scan(ctx, &list)
	of := map[int64][]int{}
	for _, row := range list {
		of[row.SeriesID] = append(of[row.SeriesID], row.Season)
	}
	return of, err
}
