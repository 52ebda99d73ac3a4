package sqldb

import (
	"context"
	"fmt"
	"strings"
)

// Fault is what can't be, with the query that finds it: the first column says where.
type Fault struct{ Says, Query string }

// faults are those that each engine may have.
var faults = []Fault{
	{Says: "the count of the catalogue is wrong: %s", Query: `SELECT CASE free WHEN 1 THEN 'free' ELSE 'paid' END FROM movie_counts c
		WHERE n <> (SELECT count(*) FROM movies m WHERE m.shelf = 'published' AND m.free = c.free) LIMIT 20`},
	{Says: "what is counted of series %s is wrong", Query: `SELECT s.id FROM series s LEFT JOIN (
			SELECT series_id, count(*) AS episodes, count(DISTINCT nullif(season, 0)) AS seasons, sum(price) AS price, max(id) AS newest
			FROM movies WHERE shelf = 'published' AND series_id IS NOT NULL GROUP BY series_id) m ON m.series_id = s.id
		WHERE s.episodes <> coalesce(m.episodes, 0) OR s.seasons <> coalesce(m.seasons, 0)
			OR m.episodes > 0 AND (s.price, s.newest) <> (m.price, m.newest) LIMIT 20`},
	{Says: "a count of series %s is wrong", Query: `SELECT DISTINCT series_id FROM (
		SELECT series_id, season, price, n FROM series_counts UNION ALL
		SELECT series_id, season, price, -count(*) FROM movies WHERE shelf = 'published' AND series_id IS NOT NULL GROUP BY 1, 2, 3) AS counted
		GROUP BY series_id, season, price HAVING sum(n) <> 0 LIMIT 20`},
	{Says: "what is counted of the movies that account %s bought is wrong", Query: `SELECT DISTINCT user_id FROM (
		SELECT user_id, series_id, price, n FROM owned_counts UNION ALL
		SELECT p.user_id, m.series_id, m.price, -count(*) FROM purchases p JOIN movies m ON m.id = p.movie_id
			WHERE p.refunded_at = 0 AND m.shelf = 'published' AND m.series_id IS NOT NULL GROUP BY 1, 2, 3) AS counted
		GROUP BY user_id, series_id, price HAVING sum(n) <> 0 LIMIT 20`},
	{Says: "the count of the library is wrong: %s", Query: `SELECT CASE series WHEN 1 THEN 'series' ELSE 'movies' END || CASE free WHEN 1 THEN ' free' ELSE ' paid' END
		FROM library_counts c WHERE n <> CASE series
		WHEN 1 THEN (SELECT count(*) FROM series WHERE episodes > 0 AND CASE price WHEN 0 THEN 1 ELSE 0 END = c.free)
		ELSE (SELECT count(*) FROM movies WHERE shelf = 'published' AND series_id IS NULL AND free = c.free) END LIMIT 20`},
	{Says: "the count of a list is wrong: %s", Query: `SELECT list FROM list_counts WHERE n <> CASE list
		WHEN 'off_shelf' THEN (SELECT count(*) FROM movies WHERE shelf <> 'published')
		WHEN 'users' THEN (SELECT count(*) FROM users WHERE removed_at = 0)
		WHEN 'audit' THEN (SELECT count(*) FROM audit) END LIMIT 20`},
	{Says: "ledger: the postings of line %s do not sum to zero",
		Query: "SELECT entry_id FROM postings GROUP BY entry_id HAVING sum(amount) <> 0 LIMIT 20"},
	{Says: "ledger: line %s has no postings",
		Query: "SELECT id FROM ledger_entries e WHERE NOT EXISTS (SELECT 1 FROM postings p WHERE p.entry_id = e.id) LIMIT 20"},
	{Says: "purchase %s cost something and has no line in the ledger",
		Query: "SELECT id FROM purchases WHERE paid > 0 AND entry_id IS NULL LIMIT 20"},
	{Says: "purchase %s has another amount in the ledger", Query: `SELECT s.id FROM purchases s JOIN postings p
		ON p.entry_id = s.entry_id AND p.user_id = s.user_id WHERE p.amount <> -s.paid LIMIT 20`},
	{Says: "purchase %s was refunded and has no line that says so",
		Query: "SELECT id FROM purchases WHERE refunded_at <> 0 AND paid > 0 AND refund_entry_id IS NULL LIMIT 20"},
	{Says: "grant %s is open and rests on a purchase that was refunded", Query: `SELECT d.id FROM download_records d
		JOIN purchases p ON p.id = d.purchase_id WHERE d.ended_at = 0 AND p.refunded_at <> 0 LIMIT 20`},
	{Says: "grant %s is open though its movie was taken down or purged", Query: `SELECT d.id FROM download_records d
		JOIN movies m ON m.id = d.movie_id WHERE d.ended_at = 0 AND m.shelf IN ('taken_down', 'purged') LIMIT 20`},
	{Says: "redeem code %s was used and has no owner",
		Query: "SELECT substr(hash, 1, 8) || '…' FROM codes WHERE (used_at = 0) <> (used_by IS NULL) LIMIT 20"},
	{Says: "redeem code %s is of no batch, of one of another amount, or was used and voided", Query: `SELECT substr(c.hash, 1, 8) || '…'
		FROM codes c LEFT JOIN batches b ON b.id = c.batch_id AND b.kind = 'codes'
		WHERE b.id IS NULL OR b.amount <> c.amount OR c.used_at <> 0 AND c.voided_at <> 0 LIMIT 20`},
	{Says: "invitation %s is of no batch, was used and has no owner, or was used and voided", Query: `SELECT substr(i.hash, 1, 8) || '…'
		FROM invitations i LEFT JOIN batches b ON b.id = i.batch_id AND b.kind = 'invitations'
		WHERE b.id IS NULL OR (i.used_at = 0) <> (i.used_by IS NULL) OR i.used_at <> 0 AND i.voided_at <> 0 LIMIT 20`},
	{Says: "invitation %s was used, and the ledger has another amount for its VIP time", Query: `SELECT substr(i.hash, 1, 8) || '…'
		FROM invitations i JOIN batches b ON b.id = i.batch_id
		LEFT JOIN postings p ON p.entry_id = i.entry_id AND p.till = 'vip'
		WHERE CASE WHEN i.used_at = 0 THEN 0 ELSE b.amount END <> coalesce(p.amount, 0) LIMIT 20`},
	{Says: "batch %s has another number of codes than were made", Query: `SELECT id FROM batches b
		WHERE count <> (SELECT count(*) FROM codes c WHERE c.batch_id = b.id) + (SELECT count(*) FROM invitations i WHERE i.batch_id = b.id) LIMIT 20`},
	{Says: "account %s was removed, and is something still", Query: `SELECT id FROM users u WHERE removed_at <> 0 AND (balance <> 0 OR hash <> '' OR vip_until <> 0
		OR EXISTS (SELECT 1 FROM user_keys k WHERE k.user_id = u.id)
		OR EXISTS (SELECT 1 FROM download_records d WHERE d.user_id = u.id AND d.ended_at = 0)) LIMIT 20`},
}

// Contradictions says in words what contradicts itself in the rows: what any engine
// may have, behind what is the engine's own.
func (r Rows) Contradictions(ctx context.Context, own []Fault) ([]string, error) {
	var said []string
	for _, list := range [][]Fault{own, faults} {
		for _, c := range list {
			var found []string
			if err := r.DB.NewRaw(c.Query).Scan(ctx, &found); err != nil {
				return said, fmt.Errorf("look for faults (%s): %w", strings.ReplaceAll(c.Says, "%s", "…"), err)
			}
			for _, f := range found {
				said = append(said, fmt.Sprintf(c.Says, f))
			}
		}
	}
	return said, nil
}
