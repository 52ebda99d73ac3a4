package sqlite

import (
	"context"
	"fmt"

	"youku.example/store/sqldb"
)

// ownFaults are what can't be of what SQLite alone has: the file, and the search index.
var ownFaults = []sqldb.Fault{
	{Says: "movie %s stands in the catalogue and not in the search index",
		Query: `SELECT m.id FROM movies m WHERE CASE
			WHEN m.shelf <> 'published' THEN m.id NOT IN (SELECT rowid FROM grams_off_shelf)
			WHEN m.free = 1 THEN (iif(m.series_id IS NULL, 0, 1 << 62) + m.id) NOT IN (SELECT rowid FROM grams_free_new)
			ELSE (iif(m.series_id IS NULL, 0, 1 << 62) + m.id) NOT IN (SELECT rowid FROM grams_paid_new) END LIMIT 20`},
	{Says: "series %s is not in the search index, or elsewhere than its rows say", Query: `SELECT id FROM series WHERE episodes > 0 AND (
		(iif(price > 0, 1 << 62, 0) + newest) NOT IN (SELECT rowid FROM grams_series_new)
		OR (iif(price > 0, 1 << 62, 0) + title_place) NOT IN (SELECT rowid FROM grams_series_title)
		OR (min(price, (1 << 32) - 1) << 30 | id) NOT IN (SELECT rowid FROM grams_series_price)) LIMIT 20`},
	{Says: "the search index has another number of series than there are: %s", Query: `SELECT n FROM (
		SELECT count(*) AS n FROM grams_series_new UNION ALL SELECT count(*) FROM grams_series_price UNION ALL SELECT count(*) FROM grams_series_title)
		WHERE n <> (SELECT count(*) FROM series WHERE episodes > 0) LIMIT 20`},
	{Says: "series %s stands elsewhere among titles than its title says",
		Query: `SELECT id FROM (SELECT id, title_place, lag(title_place, 1, 0) OVER (ORDER BY title_key, pos) AS before
			FROM series WHERE episodes > 0) WHERE title_place <= before LIMIT 20`},
	{Says: "movie %s stands elsewhere among titles than its title says",
		Query: `SELECT id FROM (SELECT id, title_place, lag(title_place, 1, 0) OVER (ORDER BY title_key, pos) AS before
			FROM movies WHERE shelf = 'published') WHERE title_place <= before LIMIT 20`},
	{Says: "movie %s is found by no title in its order",
		Query: `SELECT m.id FROM movies m WHERE m.shelf = 'published' AND CASE
			WHEN m.free = 1 THEN (iif(m.series_id IS NULL, 0, 1 << 62) + m.title_place) NOT IN (SELECT rowid FROM grams_free_title)
			ELSE (iif(m.series_id IS NULL, 0, 1 << 62) + m.title_place) NOT IN (SELECT rowid FROM grams_paid_title) END LIMIT 20`},
	{Says: "the library by tag and year has %s, or has it not, against what the rows say", Query: `WITH
		said AS (SELECT mark, price, series, id, free, newest, title_key FROM marked_rows),
		kept AS (SELECT mark, price, series, id, free, newest, title_key FROM library_marks)
		SELECT mark || iif(series, ' series ', ' movie ') || id FROM (SELECT * FROM (SELECT * FROM said EXCEPT SELECT * FROM kept)
			UNION ALL SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM said)) LIMIT 20`},
	{Says: "database file: %s", Query: "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok' LIMIT 20"},
	{Says: "dangling reference in %s", Query: `SELECT "table" || ' row ' || coalesce(rowid, '?') || ' to ' || parent FROM pragma_foreign_key_check LIMIT 20`},
}

// Faults implements store.View.
func (r rows) Faults(ctx context.Context) ([]string, error) {
	// Each list of the search index is asked before the file is checked: FTS5
	// looks at what it remembers of another snapshot otherwise, and cries
	// corruption.
	for _, l := range indexTables {
		if _, err := r.DB.NewRaw("SELECT 1 FROM ? WHERE ? MATCH 'a' LIMIT 1", l.ident(), l.ident()).Exec(ctx); err != nil {
			return nil, fmt.Errorf("look for faults in %s: %w", l, err)
		}
	}
	return r.Contradictions(ctx, ownFaults)
}
