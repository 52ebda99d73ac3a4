package sqldb

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/uptrace/bun"

	"youku.example/store"
	"youku.example/store/title"
)

// The library is two lists read side by side: the movies of no series, and the
// series, each along an index of its own in the order of the page. Only the keys
// are read of both, and then the rows that the page shows.

// LibraryPlace is where a row stands in the library: by a text (title) or a number
// (price; of what is sorted by age the newest movie's ID), a movie before a
// series, then by ID.
type LibraryPlace struct {
	Text   string
	Number int64
	Series bool
	ID     int64
}

func (p LibraryPlace) compare(q LibraryPlace) int {
	kind := func(p LibraryPlace) int {
		if p.Series {
			return 1
		}
		return 0
	}
	return cmp.Or(strings.Compare(p.Text, q.Text), cmp.Compare(p.Number, q.Number), kind(p)-kind(q), cmp.Compare(p.ID, q.ID))
}

// Down reports whether a page goes from the end of its index to the beginning.
func Down(p store.LibraryPage) bool {
	return (p.Sort != store.ByTitle && p.Sort != store.ByPrice) != p.Reverse
}

// The kinds of rows in the library: movies, and series.
var (
	bothKinds  = []bool{false, true}
	onlySeries = []bool{true}
)

// Finder gives the next n places of movies of no series, or of series, in the order
// of a page: those behind a place, or the first.
type Finder func(ctx context.Context, p store.LibraryPage, series bool, from *LibraryPlace, n int) ([]LibraryPlace, error)

// LibraryPage is a page that no search and nothing else narrows down.
func (r Rows) LibraryPage(ctx context.Context, p store.LibraryPage) ([]store.LibraryRow, error) {
	return r.FoundPage(ctx, p, r.walk)
}

// FoundPage is a page of the places that an engine finds.
func (r Rows) FoundPage(ctx context.Context, p store.LibraryPage, find Finder) ([]store.LibraryRow, error) {
	return r.PageOfLibrary(ctx, p, bothKinds, find)
}

// PageOfLibrary is a page of the rows of some kinds. What an index finds is a
// little too much at times: then another part follows.
func (r Rows) PageOfLibrary(ctx context.Context, p store.LibraryPage, kinds []bool, find Finder) (list []store.LibraryRow, err error) {
	from, err := r.placeInLibrary(ctx, p)
	if err != nil {
		return nil, err
	}
	for n, some := p.Limit, []store.LibraryRow(nil); ; n = NextPart(n, len(some), p.Limit-len(list)) {
		places, err := libraryPlaces(ctx, p, kinds, from, n, find)
		if err != nil {
			return nil, err
		}
		if some, err = r.libraryRows(ctx, places); err != nil {
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

// NextPart is how many places are read next, where of n places some rows were left and
// others are still missing: as many as it takes at that rate, and half as many more.
func NextPart(n, left, missing int) int {
	most := min(4*n, 2000)
	if left == 0 {
		return most
	}
	return min(missing*n/left*3/2+missing, most)
}

// WalkedPage is a page of places that an engine finds in one order, the movies and the
// series among each other.
func (r Rows) WalkedPage(ctx context.Context, p store.LibraryPage, next func(context.Context, store.LibraryPage, *LibraryPlace) ([]LibraryPlace, error)) ([]store.LibraryRow, error) {
	from, err := r.placeInLibrary(ctx, p)
	if err != nil {
		return nil, err
	}
	places, err := next(ctx, p, from)
	if err != nil {
		return nil, err
	}
	return r.libraryRows(ctx, places)
}

// placeInLibrary is the place of the last row shown, nil for none.
func (r Rows) placeInLibrary(ctx context.Context, p store.LibraryPage) (*LibraryPlace, error) {
	if p.After == (store.EntryID{}) {
		return nil, nil
	}
	l := Statement{[]string{"m.title_key", "m.price", "m.id"}, "FROM movies AS m WHERE m.id = ?"}
	if p.After.Series {
		l = Statement{[]string{"m.title_key", "m.price", "m.newest"}, "FROM series AS m WHERE m.id = ?"}
	}
	var at *LibraryPlace
	err := r.Read(ctx, l, []any{p.After.ID}, func(fields []string) (err error) {
		at = &LibraryPlace{Series: p.After.Series, ID: p.After.ID}
		switch p.Sort {
		case store.ByTitle:
			at.Text = fields[0]
		case store.ByPrice:
			at.Number, err = strconv.ParseInt(fields[1], 10, 64)
		default:
			at.Number, err = strconv.ParseInt(fields[2], 10, 64)
		}
		return err
	})
	if err == nil && at == nil {
		err = store.NoRow()
	}
	return at, err
}

// libraryPlaces gives the next n places in the order of a page.
func libraryPlaces(ctx context.Context, p store.LibraryPage, kinds []bool, from *LibraryPlace, n int, find Finder) (places []LibraryPlace, err error) {
	for _, series := range kinds {
		some, err := find(ctx, p, series, from, n)
		if err != nil {
			return nil, err
		}
		places = append(places, some...)
	}
	slices.SortFunc(places, LibraryPlace.compare)
	if Down(p) {
		slices.Reverse(places)
	}
	return places[:min(n, len(places))], nil
}

// walk gives the next n places of movies, or of series, along their index.
func (r Rows) walk(ctx context.Context, p store.LibraryPage, series bool, from *LibraryPlace, n int) ([]LibraryPlace, error) {
	rest := fmt.Sprintf("FROM movies AS m %s WHERE m.shelf = 'published' AND m.series_id IS NULL", r.IndexedBy(libraryIndex(p, series)))
	if series {
		rest = fmt.Sprintf("FROM series AS m %s WHERE m.episodes > 0", r.IndexedBy(libraryIndex(p, series)))
	}
	o := InLibrary(p, series, from)
	for _, c := range o.Where {
		rest += " AND " + c
	}
	kind := "0"
	if series {
		kind = "1"
	}
	return r.ReadPlaces(ctx, p, Statement{[]string{"m.pos", kind, o.Key}, rest + " ORDER BY " + o.Order + " LIMIT ?"}, append(o.Args, n))
}

// ReadPlaces reads places in the order of a page: of each the ID, whether it is a
// series' (0 or 1), and what the order is by.
func (r Rows) ReadPlaces(ctx context.Context, p store.LibraryPage, s Statement, args []any) ([]LibraryPlace, error) {
	places := make([]LibraryPlace, 0, p.Limit)
	err := r.Read(ctx, s, args, func(fields []string) (err error) {
		at := LibraryPlace{Series: fields[1] == "1"}
		if at.ID, err = strconv.ParseInt(fields[0], 10, 64); err != nil {
			return err
		}
		if p.Sort == store.ByTitle {
			at.Text = fields[2]
		} else {
			at.Number, err = strconv.ParseInt(fields[2], 10, 64)
		}
		places = append(places, at)
		return err
	})
	return places, err
}

// LibraryOrder is the filter, the order and the place of a page among movies, or among
// series, which are m in the query.
type LibraryOrder struct {
	Key   string // what the order is by
	Where []string
	Args  []any
	Order string
}

// InLibrary is that of a page behind a place, or from its beginning.
func InLibrary(p store.LibraryPage, series bool, from *LibraryPlace) (o LibraryOrder) {
	d := DirectionOf(Down(p))
	if p.Sort == store.ByPrice {
		among := int64(0)
		if from != nil {
			among = from.Among(series)
		}
		o.Where, o.Args = BehindByPrice(p, from, "m.price", "m.pos", among)
		o.Key, o.Order = "m.price", d.Of("m.price", "m.pos")
		return o
	}
	switch p.Priced {
	case store.OnlyFree:
		o.Where = append(o.Where, "m.free = 1")
	case store.OnlyPaid:
		o.Where = append(o.Where, "m.free = 0")
	}
	if p.Sort == store.ByTitle {
		o.Key, o.Order = "m.title_key", d.Of("m.title_key", "m.pos")
		if from != nil {
			o.Where, o.Args = append(o.Where, d.beyond("m.title_key, m.pos", 2)), []any{from.Text, from.Among(series)}
		}
		return o
	}
	if o.Key = "m.pos"; series {
		o.Key = "m.newest"
	}
	o.Order = d.Of(o.Key)
	if p.From != 0 {
		o.Where, o.Args = append(o.Where, o.Key+" >= ?"), []any{p.From}
	}
	if from != nil {
		number := from.Number
		switch down := Down(p); { // a series stands behind its newest episode
		case series && !from.Series && !down:
			number--
		case !series && from.Series && down:
			number++
		}
		o.Where, o.Args = append(o.Where, d.beyond(o.Key, 1)), append(o.Args, number)
	}
	return o
}

// BehindByPrice is the filter of a page by price, and what stands behind a place: a row
// of that price has its place among others of it. It is one range of the index, since of
// two that overlap SQLite would walk either.
func BehindByPrice(p store.LibraryPage, from *LibraryPlace, price, columns string, place ...any) (where []string, args []any) {
	d, down := DirectionOf(Down(p)), Down(p)
	free := p.Priced == store.OnlyFree
	switch {
	case free:
		where = append(where, price+" = 0")
	case p.Priced == store.OnlyPaid && (from == nil || from.Number == 0 || down):
		where = append(where, price+" > 0")
	}
	switch {
	case from == nil, free && from.Number > 0 && down, p.Priced == store.OnlyPaid && from.Number == 0 && !down: // all of it is beyond
		return where, nil
	case free && from.Number > 0:
		return append(where, price+" < 0"), nil // none
	case !free:
		columns, place = price+", "+columns, append([]any{from.Number}, place...)
	}
	return append(where, d.beyond(columns, len(place))), place
}

// Among is the ID that stands at the place among rows of one kind with its key:
// all movies stand before the series.
func (p LibraryPlace) Among(series bool) int64 {
	switch {
	case p.Series == series:
		return p.ID
	case series:
		return -1
	}
	return math.MaxInt64
}

// libraryIndex is the index whose order a page has.
func libraryIndex(p store.LibraryPage, series bool) string {
	name := "movies_single_"
	if series {
		name = "series_"
	}
	switch p.Sort {
	case store.ByTitle:
		name += "title"
	case store.ByPrice:
		return name + "price"
	default:
		name += "new"
	}
	if p.Priced == store.OnlyFree || p.Priced == store.OnlyPaid {
		name += "_priced"
	}
	return name
}

// libraryRows reads the rows at places, in their order.
func (r Rows) libraryRows(ctx context.Context, places []LibraryPlace) ([]store.LibraryRow, error) {
	var movieIDs, seriesIDs []int64
	for _, p := range places {
		if p.Series {
			seriesIDs = append(seriesIDs, p.ID)
		} else {
			movieIDs = append(movieIDs, p.ID)
		}
	}
	found, err := r.MoviesByID(ctx, movieIDs, "title_key", "title_place", "purging") // each column is a fortieth of a page's time
	if err != nil {
		return nil, err
	}
	movies, err := r.MovieList(ctx, found)
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
			s := all[p.ID].Series()
			list[i].Series = &s
		} else {
			list[i].Movie, movies = &movies[0], movies[1:]
		}
	}
	return list, nil
}

func (r Rows) seriesByID(ctx context.Context, ids []int64) (map[int64]*Series, error) {
	list, err := rowsByID[Series](ctx, r, ids, "about")
	all := make(map[int64]*Series, len(list))
	for i := range list {
		all[list[i].ID] = &list[i]
	}
	return all, err
}

// answering leaves the rows that answer a search; what the index alone decides is
// not looked at again, which would take as long as reading the rows.
func (r Rows) answering(ctx context.Context, s title.Search, list []store.LibraryRow) (left []store.LibraryRow, err error) {
	if s.Blank() || r.Exact(s) || len(list) == 0 {
		return list, nil
	}
	var ids []int64
	for _, row := range list {
		if row.Series != nil {
			ids = append(ids, row.Series.ID)
		}
	}
	of, err := r.SeasonsOf(ctx, ids)
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

// SeasonsOf are the seasons of series that have a movie on the shelf.
func (r Rows) SeasonsOf(ctx context.Context, ids []int64) (map[int64][]int, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var list []struct {
		SeriesID int64
		Season   int
	}
	err := r.DB.NewSelect().TableExpr("series_counts AS c").ColumnExpr("c.series_id, c.season").
		Where("c.series_id IN (?)", bun.List(ids)).GroupExpr("c.series_id, c.season").Scan(ctx, &list)
	of := map[int64][]int{}
	for _, row := range list {
		of[row.SeriesID] = append(of[row.SeriesID], row.Season)
	}
	return of, err
}
