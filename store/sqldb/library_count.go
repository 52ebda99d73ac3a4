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
	if p.Search.Blank() && p.Tag == "" && p.Year == 0 {
		c, err := r.CountLibrary(ctx)
		switch p.Priced {
		case store.OnlyFree:
			return store.Total{N: c.Free}, err
		case store.OnlyPaid:
			return store.Total{N: c.Paid}, err
		}
		return store.Total{N: c.All}, err
	}
	p.After, p.Limit = store.EntryID{}, most+1
	list, err := r.LibraryPage(ctx, p)
	return store.Total{N: min(len(list), most), More: len(list) > most}, err
}
