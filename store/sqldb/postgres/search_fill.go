package postgres

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"youku.example/store"
	"youku.example/store/sqldb"
	"youku.example/store/title"
)

// indexVersion is raised when what stands in the index for a movie or a series changes:
// its words, its buckets or its sort key.
const indexVersion = 2

const (
	// fillBatch is how many movies one transaction puts into the index.
	fillBatch = 500
	// filled stands for the movie up to which the index is made when it is whole. Below
	// it stand the series up to which it is made, once all movies are in it.
	filled = -1
)

// fillIndex makes the index of movies anew after its version changed, in steps that a
// crash does not undo. Several servers may do it at once.
func (db *DB) fillIndex(ctx context.Context) error {
	var version, upto int64
	if err := db.write.NewRaw("SELECT version, upto FROM movie_index").Scan(ctx, &version, &upto); err != nil {
		return err
	}
	switch {
	case version > indexVersion:
		return store.ErrRowsNewer
	case version < indexVersion:
		upto = 0
	}
	return db.fillFrom(ctx, upto)
}

// Reindex makes the search index anew.
func (db *DB) Reindex(ctx context.Context) error { return db.fillFrom(ctx, 0) }

// fillFrom makes the index of the movies after a number, and of all series.
func (db *DB) fillFrom(ctx context.Context, upto int64) error {
	for next := upto; upto != filled; upto = next {
		err := db.Update(ctx, func(t store.Tx) (err error) {
			next, err = t.(tx).fillNext(ctx, upto)
			return err
		})
		if err != nil {
			return fmt.Errorf("make the search index: %w", err)
		}
	}
	return nil
}

// fillNext puts the next movies into the index, those after a number, or the next
// series; 0 is before the first movie.
func (t tx) fillNext(ctx context.Context, upto int64) (next int64, err error) {
	if upto < filled {
		next, err = t.fillSeries(ctx, seriesUpto(upto))
	} else {
		next, err = t.fillMovies(ctx, upto)
	}
	if err == nil {
		_, err = t.DB.NewRaw("UPDATE movie_index SET version = ?, upto = ?", indexVersion, next).Exec(ctx)
	}
	return next, err
}

// seriesUpto is the series up to which the index is made, as the number that stands in
// movie_index for it; and the series of that number.
func seriesUpto(n int64) int64 { return filled - 1 - n }

func (t tx) fillMovies(ctx context.Context, upto int64) (next int64, err error) {
	var list []sqldb.Movie
	if err := t.DB.NewSelect().Model(&list).Where("m.id > ?", upto).Order("id").Limit(fillBatch).Scan(ctx); err != nil {
		return 0, err
	}
	for i := range list {
		m := &list[i]
		if key := title.Key(m.Title); key != m.TitleKey {
			m.TitleKey = key
			if err := t.setKey(ctx, "movies", m.ID, key); err != nil {
				return 0, err
			}
		}
	}
	if len(list) < fillBatch {
		next = seriesUpto(0)
	} else {
		next = list[len(list)-1].ID
	}
	return next, t.indexMovies(ctx, list)
}

func (t tx) setKey(ctx context.Context, table string, id int64, key string) error {
	return t.OneRow(t.DB.NewRaw("UPDATE ? SET title_key = ? WHERE id = ?", bun.Ident(table), key, id).Exec(ctx))
}

func (t tx) fillSeries(ctx context.Context, upto int64) (next int64, err error) {
	var list []sqldb.Series
	if err := t.DB.NewSelect().Model(&list).Column("id", "title", "title_key").Where("s.id > ?", upto).Order("id").Limit(fillBatch).Scan(ctx); err != nil {
		return 0, err
	}
	ids := make([]int64, len(list))
	for i, s := range list {
		ids[i] = s.ID
		if key := title.Key(s.Title); key != s.TitleKey {
			if err := t.setKey(ctx, "series", s.ID, key); err != nil {
				return 0, err
			}
		}
	}
	if next = filled; len(list) == fillBatch {
		next = seriesUpto(list[len(list)-1].ID)
	}
	return next, t.indexSeries(ctx, ids...)
}
