package sqldb

import (
	"context"
	"fmt"

	"youku.example/store"
)

// CountLibrary implements store.View; triggers keep the numbers.
func (r Rows) CountLibrary(ctx context.Context) (c store.Counts, err error) {
	err = r.DB.NewRaw("SELECT sum(n), sum(n) FILTER (WHERE free = 1), sum(n) FILTER (WHERE free = 0) FROM library_counts").Scan(ctx, &c.All, &c.Free, &c.Paid)
	return c, err
}

// CountLibraryPage counts the pages that no search and nothing else narrows down.
func (r Rows) CountLibraryPage(ctx context.Context, p store.LibraryPage, most int) (store.Total, error) {
	if p.From != 0 {
		return r.countUpTo(ctx, most, fmt.Sprintf("FROM (SELECT m.pos FROM movies AS m %s WHERE m.shelf = 'published' AND m.series_id IS NULL AND m.pos >= ? UNION ALL SELECT m.pos FROM series AS m %s WHERE m.episodes > 0 AND m.newest >= ?) AS n",
			r.IndexedBy(libraryIndex(p, false)), r.IndexedBy(libraryIndex(p, true))), p.From, p.From)
	}
	c, err := r.CountLibrary(ctx)
	switch p.Priced {
	case store.OnlyFree:
		return store.Total{N: c.Free}, err
	case store.OnlyPaid:
		return store.Total{N: c.Paid}, err
	}
	return store.Total{N: c.All}, err
}

// CountAnswering reads what an index finds and lets the search have the last word.
func (r Rows) CountAnswering(ctx context.Context, p store.LibraryPage, most int, find Finder) (t store.Total, err error) {
	p.Sort, p.Reverse = store.ByNew, false
	places, err := libraryPlaces(ctx, p, bothKinds, nil, most+1, find)
	if err != nil {
		return t, err
	}
	t.More = len(places) > most
	list, err := r.libraryRows(ctx, places[:min(most, len(places))])
	if err != nil {
		return t, err
	}
	list, err = r.answering(ctx, p.Search, list)
	t.N = len(list)
	return t, err
}
