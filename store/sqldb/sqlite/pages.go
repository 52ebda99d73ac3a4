package sqlite

import (
	"context"

	"youku.example/store"
	"youku.example/store/sqldb"
)

// The lists of which some rows alone are asked for, by words or by what else narrows
// them down, are read from the search index.

// MoviePage implements store.View.
func (r rows) MoviePage(ctx context.Context, p store.MoviePage) ([]store.Movie, error) {
	if p.Missing || p.Search.Blank() && !p.Narrowed() {
		return r.Rows.MoviePage(ctx, p)
	}
	from, err := r.cursorOf(ctx, p)
	if err != nil {
		return nil, err
	}
	if !p.Search.Blank() && len(p.Search.Clauses()) == 0 {
		return nil, nil
	}
	return r.search(ctx, p, from, matchMovies(p))
}

// cursorOf is the place of the last movie shown, also among titles.
func (r rows) cursorOf(ctx context.Context, p store.MoviePage) (sqldb.Cursor, error) {
	m, err := r.CursorOf(ctx, p)
	if err != nil || p.After == 0 || p.Sort != store.ByTitle || p.Deleted {
		return m, err
	}
	beside := r.placeUpTo
	if p.Reverse {
		beside = r.placeFrom
	}
	m.Place, err = beside(ctx, movieTitles, m.Title, p.After)
	return m, err
}

// CountMoviePage implements store.View.
func (r rows) CountMoviePage(ctx context.Context, p store.MoviePage, most int) (store.Total, error) {
	if p.Missing || p.Search.Blank() && !p.Narrowed() {
		return r.Rows.CountMoviePage(ctx, p, most)
	}
	return r.countFound(ctx, p, most)
}

// countFound counts what the index finds.
func (r rows) countFound(ctx context.Context, p store.MoviePage, most int) (t store.Total, err error) {
	if !p.Search.Blank() && len(p.Search.Clauses()) == 0 {
		return t, nil
	}
	from := movieLists(p, freeNew, paidNew)
	if p.Deleted {
		from = []indexList{whole(offShelf)}
	}
	asks := asking(matchMovies(p), from...)
	if (p.Search.Blank() || p.Search.Exact()) && (!p.Deleted || p.Priced == store.AnyPrice || p.Priced == "") {
		return r.finder().count(ctx, asks, most)
	}
	most = min(most, sqldb.MostRead)
	ids, err := r.finder().merged(ctx, asks, true, last, most+1)
	if err != nil {
		return t, err
	}
	t.More = len(ids) > most
	t.N, err = r.CountMatching(ctx, p, ids[:min(most, len(ids))])
	return t, err
}

// LibraryPage implements store.View.
func (r rows) LibraryPage(ctx context.Context, p store.LibraryPage) ([]store.LibraryRow, error) {
	switch {
	case !p.Search.Blank():
		return r.FoundPage(ctx, p, r.finder().foundInLibrary)
	case p.Narrowed():
		return r.WalkedPage(ctx, p, r.markedPlaces)
	}
	return r.Rows.LibraryPage(ctx, p)
}

// CountLibraryPage implements store.View.
func (r rows) CountLibraryPage(ctx context.Context, p store.LibraryPage, most int) (t store.Total, err error) {
	switch {
	case p.Search.Blank() && !p.Narrowed():
		return r.Rows.CountLibraryPage(ctx, p, most)
	case !p.Search.Blank() && len(p.Search.Clauses()) == 0:
		return t, nil
	case p.Search.Blank():
		return r.countMarked(ctx, p, most)
	case p.Search.Exact():
		return r.finder().count(ctx, append(askedOfMovies(p), askedOfSeries(p)...), most)
	}
	return r.CountAnswering(ctx, p, min(most, sqldb.MostRead), r.finder().foundInLibrary)
}

// SeriesPage implements store.View.
func (r rows) SeriesPage(ctx context.Context, p store.SeriesPage) ([]store.Series, error) {
	if p.Search.Blank() {
		return r.Rows.SeriesPage(ctx, p)
	}
	return r.FoundSeries(ctx, p, r.finder().foundInLibrary)
}

// AuditLines implements store.View.
func (r rows) AuditLines(ctx context.Context, q store.AuditQuery, s store.Span) ([]store.AuditLine, error) {
	if len(q.Words) == 0 {
		return r.Rows.AuditLines(ctx, q, s)
	}
	return r.findAudit(ctx, q, s)
}

// CountAudit implements store.View.
func (r rows) CountAudit(ctx context.Context, q store.AuditQuery, most int) (store.Total, error) {
	if len(q.Words) == 0 {
		return r.Rows.CountAudit(ctx, q, most)
	}
	return r.countAuditFound(ctx, q, most)
}

// AddAudit implements store.Tx. The line is counted, for the index.
func (t tx) AddAudit(ctx context.Context, l store.AuditLine) error {
	err := t.Rows.AddAudit(ctx, l)
	if err == nil {
		*t.audited++
	}
	return err
}
