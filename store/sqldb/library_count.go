package sqldb

import (
	"context"

	"youku.example/store"
)

// CountLibrary implements store.View; triggers keep the numbers.
func (r rows) CountLibrary(ctx context.Context) (c store.Counts, err error) {
	err = r.db.NewRaw("SELECT sum(n), sum(n) FILTER (WHERE free = 1), sum(n) FILTER (WHERE free = 0) FROM library_counts").Scan(ctx, &c.All, &c.Free, &c.Paid)
	return c, err
}

// CountLibraryPage implements store.View.
func (r rows) CountLibraryPage(ctx context.Context, p store.LibraryPage, most int) (t store.Total, err error) {
	switch {
	case p.Search.Blank() && !p.Narrowed():
		c, err := r.CountLibrary(ctx)
		switch p.Priced {
		case store.OnlyFree:
			return store.Total{N: c.Free}, err
		case store.OnlyPaid:
			return store.Total{N: c.Paid}, err
		}
		return store.Total{N: c.All}, err
	case !p.Search.Blank() && len(p.Search.Clauses()) == 0:
		return t, nil
	case p.Search.Blank() || p.Search.Exact():
		return r.countExact(ctx, p, most)
	}
	return r.countAnswering(ctx, p, min(most, mostRead))
}

// countExact counts what the index finds.
func (r rows) countExact(ctx context.Context, p store.LibraryPage, most int) (t store.Total, err error) {
	for _, series := range bothKinds {
		for _, l := range libraryLists(p, series) {
			n, err := r.countIn(ctx, l, matchInLibrary(p, series), most+1-t.N)
			if err != nil {
				return t, err
			}
			if t.N += n; t.N > most {
				return store.Total{N: most, More: true}, nil
			}
		}
	}
	return t, nil
}

// countAnswering reads what the index finds and lets the search have the last word.
func (r rows) countAnswering(ctx context.Context, p store.LibraryPage, most int) (t store.Total, err error) {
	p.Sort, p.Reverse = store.ByNew, false
	places, err := r.libraryPlaces(ctx, p, bothKinds, nil, most+1)
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
