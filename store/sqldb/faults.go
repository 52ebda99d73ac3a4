package sqldb

import (
	"context"
	"fmt"
	"strings"
)

// faultQueries are what can't be, each with the query that finds it: the first
// column says where.
var faultQueries = []struct{ says, query string }{
	{"movie %s stands in the catalogue and not in the search index",
		`SELECT m.id FROM movies m WHERE CASE
			WHEN m.shelf <> 'published' THEN m.id NOT IN (SELECT rowid FROM grams_off_shelf)
			WHEN m.free = 1 THEN m.id NOT IN (SELECT rowid FROM grams_free_new)
			ELSE m.id NOT IN (SELECT rowid FROM grams_paid_new) END LIMIT 20`},
	{"series %s is not in the search index, or elsewhere than its rows say", `SELECT id FROM series WHERE episodes > 0 AND (
		(iif(price > 0, 1 << 62, 0) + newest) NOT IN (SELECT rowid FROM grams_series_new)
		OR (iif(price > 0, 1 << 62, 0) + title_place) NOT IN (SELECT rowid FROM grams_series_title)
		OR (min(price, (1 << 32) - 1) << 30 | id) NOT IN (SELECT rowid FROM grams_series_price)) LIMIT 20`},
	{"the search index has another number of series than there are: %s", `SELECT n FROM (
		SELECT count(*) AS n FROM grams_series_new UNION ALL SELECT count(*) FROM grams_series_price UNION ALL SELECT count(*) FROM grams_series_title)
		WHERE n <> (SELECT count(*) FROM series WHERE episodes > 0) LIMIT 20`},
	{"series %s stands elsewhere among titles than its title says",
		`SELECT id FROM (SELECT id, title_place, lag(title_place, 1, 0) OVER (ORDER BY title_key, pos) AS before
			FROM series WHERE episodes > 0) WHERE title_place <= before LIMIT 20`},
	{"movie %s stands elsewhere among titles than its title says",
		`SELECT id FROM (SELECT id, title_place, lag(title_place, 1, 0) OVER (ORDER BY title_key, pos) AS before
			FROM movies WHERE shelf = 'published') WHERE title_place <= before LIMIT 20`},
	{"movie %s is found by no title in its order",
		`SELECT m.id FROM movies m WHERE m.shelf = 'published' AND CASE
			WHEN m.free = 1 THEN m.title_place NOT IN (SELECT rowid FROM grams_free_title)
			ELSE m.title_place NOT IN (SELECT rowid FROM grams_paid_title) END LIMIT 20`},
	{"the count of the catalogue is wrong: %s", `SELECT CASE free WHEN 1 THEN 'free' ELSE 'paid' END FROM movie_counts c
		WHERE n <> (SELECT count(*) FROM movies m WHERE m.shelf = 'published' AND m.free = c.free) LIMIT 20`},
	{"what is counted of series %s is wrong", `SELECT s.id FROM series s LEFT JOIN (
			SELECT series_id, count(*) AS episodes, count(DISTINCT nullif(season, 0)) AS seasons, sum(price) AS price, max(id) AS newest
			FROM movies WHERE shelf = 'published' AND series_id IS NOT NULL GROUP BY series_id) m ON m.series_id = s.id
		WHERE s.episodes <> coalesce(m.episodes, 0) OR s.seasons <> coalesce(m.seasons, 0)
			OR m.episodes > 0 AND (s.price, s.newest) <> (m.price, m.newest) LIMIT 20`},
	{"a count of series %s is wrong", `SELECT DISTINCT series_id FROM (
		SELECT series_id, season, price, n FROM series_counts UNION ALL
		SELECT series_id, season, price, -count(*) FROM movies WHERE shelf = 'published' AND series_id IS NOT NULL GROUP BY 1, 2, 3)
		GROUP BY series_id, season, price HAVING sum(n) <> 0 LIMIT 20`},
	{"what is counted of the movies that account %s bought is wrong", `SELECT DISTINCT user_id FROM (
		SELECT user_id, series_id, price, n FROM owned_counts UNION ALL
		SELECT p.user_id, m.series_id, m.price, -count(*) FROM purchases p JOIN movies m ON m.id = p.movie_id
			WHERE p.refunded_at = 0 AND m.shelf = 'published' AND m.series_id IS NOT NULL GROUP BY 1, 2, 3)
		GROUP BY user_id, series_id, price HAVING sum(n) <> 0 LIMIT 20`},
	{"the count of the library is wrong: %s", `SELECT iif(series, 'series', 'movies') || iif(free, ' free', ' paid') FROM library_counts c WHERE n <> iif(series,
		(SELECT count(*) FROM series WHERE episodes > 0 AND (price = 0) = c.free),
		(SELECT count(*) FROM movies WHERE shelf = 'published' AND series_id IS NULL AND free = c.free)) LIMIT 20`},
	{"the count of a list is wrong: %s", `SELECT list FROM list_counts WHERE n <> CASE list
		WHEN 'off_shelf' THEN (SELECT count(*) FROM movies WHERE shelf <> 'published')
		WHEN 'users' THEN (SELECT count(*) FROM users)
		WHEN 'audit' THEN (SELECT count(*) FROM audit) END LIMIT 20`},
	{"database file: %s", "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok' LIMIT 20"},
	{"dangling reference in %s", `SELECT "table" || ' row ' || coalesce(rowid, '?') || ' to ' || parent FROM pragma_foreign_key_check LIMIT 20`},
	{"ledger: the postings of line %s do not sum to zero",
		"SELECT entry_id FROM postings GROUP BY entry_id HAVING sum(amount) <> 0 LIMIT 20"},
	{"ledger: line %s has no postings",
		"SELECT id FROM ledger_entries e WHERE NOT EXISTS (SELECT 1 FROM postings p WHERE p.entry_id = e.id) LIMIT 20"},
	{"purchase %s cost something and has no line in the ledger",
		"SELECT id FROM purchases WHERE paid > 0 AND entry_id IS NULL LIMIT 20"},
	{"purchase %s has another amount in the ledger", `SELECT s.id FROM purchases s JOIN postings p
		ON p.entry_id = s.entry_id AND p.user_id = s.user_id WHERE p.amount <> -s.paid LIMIT 20`},
	{"purchase %s was refunded and has no line that says so",
		"SELECT id FROM purchases WHERE refunded_at <> 0 AND paid > 0 AND refund_entry_id IS NULL LIMIT 20"},
	{"grant %s is open and rests on a purchase that was refunded", `SELECT d.id FROM download_records d
		JOIN purchases p ON p.id = d.purchase_id WHERE d.ended_at = 0 AND p.refunded_at <> 0 LIMIT 20`},
	{"grant %s is open though its movie was taken down or purged", `SELECT d.id FROM download_records d
		JOIN movies m ON m.id = d.movie_id WHERE d.ended_at = 0 AND m.shelf IN ('taken_down', 'purged') LIMIT 20`},
	{"redeem code %s was used and has no owner",
		"SELECT substr(hash, 1, 8) || '…' FROM codes WHERE (used_at = 0) <> (used_by IS NULL) LIMIT 20"},
}

// Faults implements store.View.
func (r rows) Faults(ctx context.Context) ([]string, error) {
	// Each list of the search index is asked before the file is checked: FTS5
	// looks at what it remembers of another snapshot otherwise, and cries
	// corruption.
	for _, l := range indexTables {
		if _, err := r.first(ctx, whole(l), `"a"`, 0, 1); err != nil {
			return nil, fmt.Errorf("look for faults in %s: %w", l, err)
		}
	}
	var faults []string
	for _, c := range faultQueries {
		var found []string
		if err := r.db.NewRaw(c.query).Scan(ctx, &found); err != nil {
			return faults, fmt.Errorf("look for faults (%s): %w", strings.ReplaceAll(c.says, "%s", "…"), err)
		}
		for _, f := range found {
			faults = append(faults, fmt.Sprintf(c.says, f))
		}
	}
	return faults, nil
}
