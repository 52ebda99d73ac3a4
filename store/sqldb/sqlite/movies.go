package sqlite

import (
	"context"

	"youku.example/store"
	"youku.example/store/sqldb"
)

// Movies and series as they come, change and go, with the search index.

func (t tx) AddMovie(ctx context.Context, m *store.Movie, x store.MovieIndex) error {
	row := sqldb.MovieRow(*m, x)
	if err := t.setPlace(ctx, row); err != nil {
		return err
	}
	insert := func() error { return t.InsertMovie(ctx, row) }
	if err := t.changingSeries(ctx, insert, row.SeriesID); err != nil {
		return err
	}
	m.ID = row.ID
	if err := t.SetAboutMovie(ctx, m.ID, m.About); err != nil {
		return err
	}
	return t.addToIndex(row, x.Terms)
}

func (t tx) SetMovie(ctx context.Context, m store.Movie, x store.MovieIndex) error {
	old, err := t.unindexMovie(ctx, m.ID)
	if err != nil {
		return err
	}
	row := sqldb.MovieRow(m, x)
	row.Shelf, row.TitlePlace = old.Shelf, old.TitlePlace
	if row.TitleKey != old.TitleKey {
		if err := t.setPlace(ctx, row); err != nil {
			return err
		}
	}
	change := func() error { return t.UpdateMovie(ctx, row) }
	if err := t.changingSeries(ctx, change, old.SeriesID, row.SeriesID); err != nil {
		return err
	}
	if err := t.SetAboutMovie(ctx, m.ID, m.About); err != nil {
		return err
	}
	return t.addToIndex(row, x.Terms)
}

func (t tx) SetShelf(ctx context.Context, id int64, shelf store.Shelf, purging bool) error {
	m, err := t.unindexMovie(ctx, id)
	if err != nil {
		return err
	}
	m.Shelf = string(shelf)
	if err := t.setPlace(ctx, m); err != nil {
		return err
	}
	change := func() error { return t.MoveMovie(ctx, m, purging) }
	if err := t.changingSeries(ctx, change, m.SeriesID); err != nil {
		return err
	}
	return t.indexMovie(ctx, m)
}

// unindexMovie takes a movie out of the index, to be added as it becomes.
func (t tx) unindexMovie(ctx context.Context, id int64) (*sqldb.Movie, error) {
	m, err := t.MovieRowOf(ctx, id)
	if err != nil {
		return nil, err
	}
	return m, t.removeFromIndex(ctx, m)
}

func (t tx) SetSeries(ctx context.Context, s store.Series) error {
	old, err := t.SeriesByID(ctx, s.ID)
	if err != nil {
		return err
	}
	change := func() error { return t.UpdateSeries(ctx, s) }
	if err := t.changingSeries(ctx, change, s.ID); err != nil || old.Title == s.Title {
		return err
	}
	return t.renameEpisodes(ctx, s.ID, 0)
}
