package sqlite

import (
	"context"
	"fmt"

	"youku.example/store"
	"youku.example/store/sqldb"
	"youku.example/store/title"
)

// indexVersion is raised when what stands in the index for a movie changes:
// its words (store.IndexOf), its places or its sort key (title.Key).
const indexVersion = 7

// fillBatch is how many movies one transaction puts into the index.
const fillBatch = 1000

// fillIndex adds the movies that are not in the index yet: all of them after its
// version changed. It is done while opening, in steps that a crash does not undo.
func (db *DB) fillIndex(ctx context.Context) error {
	version, upto, err := indexState(ctx, over(db.write))
	if err != nil || version == indexVersion && upto == filled {
		return err
	}
	if version > indexVersion {
		return store.ErrRowsNewer
	}
	if version != indexVersion {
		if upto, err = 0, db.emptyIndex(ctx); err != nil {
			return fmt.Errorf("make the search index: %w", err)
		}
	}
	for at := (seriesCursor{end: upto == filled}); !at.end; {
		err := db.Update(ctx, func(t store.Tx) (err error) {
			at, err = t.(tx).fillSeries(ctx, at)
			return err
		})
		if err != nil {
			return fmt.Errorf("make the search index: %w", err)
		}
	}
	for upto != filled {
		if upto, err = db.fillNext(ctx, upto); err != nil {
			return fmt.Errorf("make the search index: %w", err)
		}
	}
	return nil
}

// Reindex makes the search index and the counts of the catalogue anew.
func (db *DB) Reindex(ctx context.Context) error {
	if err := db.emptyIndex(ctx); err != nil {
		return fmt.Errorf("make the search index anew: %w", err)
	}
	err := db.Update(ctx, func(t store.Tx) error { // first, since the places of series are among them
		for _, q := range recounts {
			if _, err := t.(tx).DB.NewRaw(q).Exec(ctx); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("count the catalogue anew: %w", err)
	}
	if err := db.fillIndex(ctx); err != nil {
		return err
	}
	_, err = db.fillAuditIndex(ctx)
	return err
}

// recounts make anew what triggers keep of the catalogue.
var recounts = []string{
	"UPDATE users SET bought = (SELECT count(*) FROM purchases p WHERE p.user_id = users.id AND p.refunded_at = 0)",
	"UPDATE movie_counts SET n = (SELECT count(*) FROM movies m WHERE m.shelf = 'published' AND m.free = movie_counts.free)",
	"UPDATE library_counts SET n = 1 << 40", // so that the triggers of what follows have room
	"DELETE FROM series_counts",
	`INSERT INTO series_counts (series_id, season, price, n) SELECT series_id, season, price, count(*)
		FROM movies WHERE shelf = 'published' AND series_id IS NOT NULL GROUP BY 1, 2, 3`,
	`UPDATE series SET
		episodes = coalesce((SELECT sum(n) FROM series_counts WHERE series_id = series.id), 0),
		seasons = (SELECT count(DISTINCT season) FROM series_counts WHERE series_id = series.id AND season > 0),
		price = coalesce((SELECT sum(n * price) FROM series_counts WHERE series_id = series.id), price),
		newest = coalesce((SELECT max(pos) FROM movies WHERE shelf = 'published' AND series_id = series.id), newest)`,
	"DELETE FROM owned_counts",
	`INSERT INTO owned_counts (user_id, series_id, price, n) SELECT p.user_id, m.series_id, m.price, count(*)
		FROM purchases p JOIN movies m ON m.id = p.movie_id
		WHERE p.refunded_at = 0 AND m.shelf = 'published' AND m.series_id IS NOT NULL GROUP BY 1, 2, 3`,
	`UPDATE library_counts SET n = iif(series,
		(SELECT count(*) FROM series s WHERE s.episodes > 0 AND (s.price = 0) = library_counts.free),
		(SELECT count(*) FROM movies m WHERE m.shelf = 'published' AND m.series_id IS NULL AND m.free = library_counts.free))`,
	"DELETE FROM library_marks",
	`INSERT OR IGNORE INTO library_marks (mark, price, series, id, free, newest, title_key)
		SELECT mark, price, series, id, free, newest, title_key FROM marked_rows ORDER BY mark, price, series, id`,
}

// filled stands for the place up to which the index is made when it is whole;
// from then on every movie is added as it comes.
const filled = -1

func indexState(ctx context.Context, r rows) (version, upto int64, err error) {
	err = r.DB.NewRaw("SELECT version, upto FROM movie_index").Scan(ctx, &version, &upto)
	return version, upto, err
}

// emptyIndex takes everything out of the index, and gives each movie and series the
// sort key that title.Key makes today. As many as there may be, no update takes long.
// The index has no version from the first step to the last, so an opening after
// a crash in between begins anew.
func (db *DB) emptyIndex(ctx context.Context) error {
	if err := db.Update(ctx, func(t store.Tx) error {
		r := t.(tx).rows
		if _, err := r.DB.NewRaw("UPDATE audit_index SET upto = 0").Exec(ctx); err != nil {
			return err
		}
		for _, l := range indexTables {
			if _, err := r.DB.NewRaw("INSERT INTO ? (?) VALUES ('delete-all')", l.ident(), l.ident()).Exec(ctx); err != nil {
				return err
			}
		}
		return r.setVersion(ctx, 0)
	}); err != nil {
		return err
	}
	for after, more := int64(0), true; more; {
		err := db.Update(ctx, func(t store.Tx) (err error) {
			after, more, err = t.(tx).resetKeys(ctx, after)
			return err
		})
		if err != nil {
			return err
		}
	}
	return db.Update(ctx, func(t store.Tx) error {
		if err := t.(tx).resetSeriesKeys(ctx); err != nil {
			return err
		}
		return t.(tx).setVersion(ctx, indexVersion)
	})
}

// resetSeriesKeys gives all series, which are few, their sort keys.
func (r rows) resetSeriesKeys(ctx context.Context) error {
	var list []sqldb.Series
	if err := r.DB.NewSelect().Model(&list).Column("id", "title", "title_key").Scan(ctx); err != nil {
		return err
	}
	for i := range list {
		s := &list[i]
		key := title.Key(s.Title)
		if key == s.TitleKey {
			continue
		}
		if err := r.OneRow(r.DB.NewRaw("UPDATE series SET title_key = ? WHERE id = ?", key, s.ID).Exec(ctx)); err != nil {
			return err
		}
	}
	return nil
}

func (r rows) setVersion(ctx context.Context, version int64) error {
	_, err := r.DB.NewRaw("UPDATE movie_index SET version = ?, upto = 0", version).Exec(ctx)
	return err
}

// resetKeys gives the next movies after an ID their sort keys, and no places.
func (r rows) resetKeys(ctx context.Context, after int64) (last int64, more bool, err error) {
	var list []sqldb.Movie
	err = r.DB.NewSelect().Model(&list).Column("id", "title", "title_key", "title_place").
		Where("m.id > ?", after).Order("id").Limit(fillBatch).Scan(ctx)
	if err != nil || len(list) == 0 {
		return after, false, err
	}
	for i := range list {
		m := &list[i]
		key := title.Key(m.Title)
		if key == m.TitleKey && m.TitlePlace == 0 {
			continue
		}
		m.TitleKey, m.TitlePlace = key, 0
		if err := r.OneRow(r.DB.NewUpdate().Model(m).Column("title_key", "title_place").WherePK().Exec(ctx)); err != nil {
			return after, false, err
		}
	}
	return list[len(list)-1].ID, len(list) == fillBatch, nil
}

// fillNext adds the next movies after a place: first what is on the shelf,
// by title, each of which gets its place there; and then the others, by ID,
// which count downwards from offShelfFrom.
func (db *DB) fillNext(ctx context.Context, upto int64) (next int64, err error) {
	err = db.Update(ctx, func(t store.Tx) error {
		fill := t.(tx).fillShelf
		if upto <= offShelfFrom {
			fill = t.(tx).fillOffShelf
		}
		if next, err = fill(ctx, upto); err != nil {
			return err
		}
		_, err = t.(tx).DB.NewRaw("UPDATE movie_index SET upto = ?", next).Exec(ctx)
		return err
	})
	return next, err
}

const offShelfFrom = filled - 1

func (t tx) fillShelf(ctx context.Context, upto int64) (next int64, err error) {
	var from sqldb.Cursor
	if upto > 0 {
		var m sqldb.Movie
		if err := t.DB.NewSelect().Model(&m).Where("m.shelf = 'published' AND m.title_place = ?", upto).Scan(ctx); err != nil {
			return 0, err
		}
		from = sqldb.CursorAfter(&m)
	}
	var list []sqldb.Movie
	q := sqldb.PageQuery(t.DB.NewSelect().Model(&list), store.MoviePage{Sort: store.ByTitle}, from)
	if err := q.Limit(fillBatch).Scan(ctx); err != nil {
		return 0, err
	}
	setPlace, err := t.prepare(ctx, "UPDATE movies SET title_place = ? WHERE id = ?")
	if err != nil {
		return 0, err
	}
	defer setPlace.Close()
	for i := range list {
		m := &list[i]
		if m.TitlePlace = title.Code(m.TitleKey) << title.CodeRest; m.TitlePlace <= upto {
			m.TitlePlace = upto + usualGap
		}
		if _, err := setPlace.ExecContext(ctx, m.TitlePlace, m.ID); err != nil {
			return 0, err
		}
		upto = m.TitlePlace
	}
	if err := t.indexMovies(ctx, list); err != nil {
		return 0, err
	}
	if len(list) < fillBatch {
		return offShelfFrom, nil
	}
	return upto, nil
}

func (t tx) fillOffShelf(ctx context.Context, upto int64) (next int64, err error) {
	var list []sqldb.Movie
	if err := t.DB.NewSelect().Model(&list).Where("m.shelf <> 'published' AND m.pos > ?", offShelfFrom-upto).
		Order("pos").Limit(fillBatch).Scan(ctx); err != nil {
		return 0, err
	}
	if err := t.indexMovies(ctx, list); err != nil {
		return 0, err
	}
	if len(list) < fillBatch {
		return filled, nil
	}
	return offShelfFrom - list[len(list)-1].ID, nil
}
