package sqlite

import (
	"context"
	"errors"

	"youku.example/store"
	"youku.example/store/sqldb"
)

// renamedAtOnce is how many episodes of a renamed series one update puts into the
// index under the new name: some 50 milliseconds, for which others wait.
// Maintenance does the rest.
const renamedAtOnce = 50

// renameEpisodes puts the next episodes of a renamed series, those after an ID, into
// the index under its new name, and notes what is left.
func (t tx) renameEpisodes(ctx context.Context, series, after int64) error {
	var list []sqldb.Movie
	err := t.DB.NewSelect().Model(&list).Where("m.series_id = ? AND m.pos > ?", series, after).
		OrderExpr("m.pos").Limit(renamedAtOnce + 1).Scan(ctx)
	if err != nil {
		return err
	}
	more := len(list) > renamedAtOnce
	list = list[:min(renamedAtOnce, len(list))]
	for i := range list {
		if err := t.removeFromIndex(ctx, &list[i]); err != nil {
			return err
		}
	}
	if err := t.indexMovies(ctx, list); err != nil {
		return err
	}
	if !more {
		_, err := t.DB.NewRaw("DELETE FROM renamed_series WHERE series_id = ?", series).Exec(ctx)
		return err
	}
	*t.renamed = true
	_, err = t.DB.NewRaw("INSERT INTO renamed_series (series_id, upto) VALUES (?, ?) ON CONFLICT (series_id) DO UPDATE SET upto = excluded.upto",
		series, list[len(list)-1].ID).Exec(ctx)
	return err
}

// renameNext goes on with one renamed series, if there is one.
func (t tx) renameNext(ctx context.Context) error {
	var series, upto int64
	err := t.RowError(t.DB.NewRaw("SELECT series_id, upto FROM renamed_series LIMIT 1").Scan(ctx, &series, &upto))
	if errors.Is(err, store.NoRow()) {
		return nil
	}
	if err != nil {
		return err
	}
	*t.renamed = true // there may be another one
	return t.renameEpisodes(ctx, series, upto)
}
