package sqldb

import (
	"cmp"
	"context"
	"slices"

	"github.com/uptrace/bun"

	"youku.example/store"
)

// findByTitle reads the lists by title, side by side.
func (r rows) findByTitle(ctx context.Context, p store.MoviePage, from cursor, match string, n int) (f searchPart, err error) {
	places, err := r.merged(ctx, tablesFor(p.Priced, freeTitle, paidTitle), match, p.Reverse, bound(p.Reverse, from.at, from.place), n)
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
		f.next = cursorAfter(&f.movies[len(f.movies)-1])
	}
	return f, nil
}

// byPlace reads the movies at places among titles, in their order.
func (r rows) byPlace(ctx context.Context, places []int64) (list []movie, err error) {
	if len(places) == 0 {
		return nil, nil
	}
	list = make([]movie, 0, len(places))
	if err := r.db.NewSelect().Model(&list).Where("m.shelf = 'published' AND m.title_place IN (?)", bun.List(places)).Scan(ctx); err != nil {
		return nil, err
	}
	slices.SortFunc(list, func(a, b movie) int { return cmp.Compare(a.TitlePlace, b.TitlePlace) })
	return list, nil
}
