package sqlite

import (
	"cmp"
	"context"
	"slices"

	"github.com/uptrace/bun"

	"youku.example/store"
	"youku.example/store/sqldb"
	"youku.example/store/sqldb/sqlite/postings"
)

// findByTitle reads the lists by title, side by side.
func (r finder) findByTitle(ctx context.Context, p store.MoviePage, from sqldb.Cursor, question postings.Question, n int) (f searchPart, err error) {
	places, err := r.merged(ctx, asking(question, movieLists(p, freeTitle, paidTitle)...), p.Reverse, bound(p.Reverse, from.At, from.Place), n)
	if err != nil {
		return f, err
	}
	f.more = len(places) >= n
	places = places[:min(n, len(places))]
	if f.movies, err = r.byPlace(ctx, places); err != nil {
		return f, err
	}
	if p.Reverse {
		slices.Reverse(f.movies)
	}
	if len(f.movies) > 0 {
		f.next = sqldb.CursorAfter(&f.movies[len(f.movies)-1])
	}
	return f, nil
}

// byPlace reads the movies at places among titles, in their order.
func (r rows) byPlace(ctx context.Context, places []int64) (list []sqldb.Movie, err error) {
	if len(places) == 0 {
		return nil, nil
	}
	list = make([]sqldb.Movie, 0, len(places))
	if err := r.DB.NewSelect().Model(&list).Where("m.shelf = 'published' AND m.title_place IN (?)", bun.List(places)).Scan(ctx); err != nil {
		return nil, err
	}
	slices.SortFunc(list, func(a, b sqldb.Movie) int { return cmp.Compare(a.TitlePlace, b.TitlePlace) })
	return list, nil
}
