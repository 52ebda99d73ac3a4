package postgres

import (
	"context"

	"youku.example/store"
	"youku.example/store/sqldb"
)

// Movies and series as they come, change and go, with the search index.

// AddMovie implements store.Tx.
func (t tx) AddMovie(ctx context.Context, m *store.Movie, x store.MovieIndex) error {
	row := sqldb.MovieRow(*m, x)
	if err := t.InsertMovie(ctx, row); err != nil {
		return err
	}
	m.ID = row.ID
	if err := t.SetAboutMovie(ctx, m.ID, m.About); err != nil {
		return err
	}
	return t.changed(ctx, row, x.Terms, row.SeriesID)
}

// SetMovie implements store.Tx.
func (t tx) SetMovie(ctx context.Context, m store.Movie, x store.MovieIndex) error {
	old, err := t.MovieRowOf(ctx, m.ID)
	if err != nil {
		return err
	}
	row := sqldb.MovieRow(m, x)
	row.Shelf = old.Shelf
	if err := t.UpdateMovie(ctx, row); err != nil {
		return err
	}
	if err := t.SetAboutMovie(ctx, m.ID, m.About); err != nil {
		return err
	}
	return t.changed(ctx, row, x.Terms, old.SeriesID, row.SeriesID)
}

// SetShelf implements store.Tx.
func (t tx) SetShelf(ctx context.Context, id int64, shelf store.Shelf, purging bool) error {
	m, err := t.MovieRowOf(ctx, id)
	if err != nil {
		return err
	}
	m.Shelf = string(shelf)
	if err := t.MoveMovie(ctx, m, purging); err != nil {
		return err
	}
	terms, err := t.termsOf(ctx, m)
	if err != nil {
		return err
	}
	return t.changed(ctx, m, terms, m.SeriesID)
}

// changed puts a movie into the index as its row is now, and with it the series that it
// came into or left.
func (t tx) changed(ctx context.Context, m *sqldb.Movie, terms []string, series ...int64) error {
	if err := t.indexMovie(ctx, m, terms); err != nil {
		return err
	}
	return t.indexSeries(ctx, series...)
}

// SetSeries implements store.Tx.
func (t tx) SetSeries(ctx context.Context, s store.Series) error {
	old, err := t.SeriesByID(ctx, s.ID)
	if err != nil {
		return err
	}
	if err := t.UpdateSeries(ctx, s); err != nil {
		return err
	}
	if err := t.indexSeries(ctx, s.ID); err != nil || old.Title == s.Title {
		return err
	}
	return t.indexEpisodes(ctx, s.ID)
}
