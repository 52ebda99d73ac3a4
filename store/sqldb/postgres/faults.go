package postgres

import (
	"context"

	"youku.example/store/sqldb"
)

// ownFaults are what can't be of what PostgreSQL alone has: the search index, and
// references to the ledger that no constraint holds.
var ownFaults = []sqldb.Fault{
	{Says: "ledger: posting %s is of no line", Query: "SELECT id FROM postings p WHERE NOT EXISTS (SELECT 1 FROM ledger_entries e WHERE e.id = p.entry_id) LIMIT 20"},
	{Says: "purchase %s refers to a line that is not in the ledger", Query: `SELECT id FROM purchases p
		WHERE NOT EXISTS (SELECT 1 FROM ledger_entries e WHERE e.id = p.entry_id) AND p.entry_id IS NOT NULL
		OR NOT EXISTS (SELECT 1 FROM ledger_entries e WHERE e.id = p.refund_entry_id) AND p.refund_entry_id IS NOT NULL LIMIT 20`},
	{Says: "ledger: line %s reverses one that is not there", Query: `SELECT id FROM ledger_entries l
		WHERE l.reverses IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ledger_entries e WHERE e.id = l.reverses) LIMIT 20`},
	{Says: "movie %s stands in the catalogue and not in the search index",
		Query: "SELECT id FROM movies WHERE id NOT IN (SELECT movie_id FROM movie_words) LIMIT 20"},
	{Says: "series %s is in the search index and elsewhere than its row says", Query: `SELECT f.pos FROM series_words f JOIN series s ON s.id = f.pos
		WHERE s.episodes = 0 OR (s.newest, s.price, s.free, s.title_key) <> (f.newest, f.price, f.free, f.title_key) LIMIT 20`},
	{Says: "movie %s is in the search index elsewhere than its row says", Query: `SELECT f.movie_id FROM movie_words f JOIN movies m ON m.id = f.movie_id
		WHERE (m.price, m.title_key) <> (f.price, f.title_key) LIMIT 20`},
	{Says: "series %s is not in the search index",
		Query: "SELECT id FROM series WHERE episodes > 0 AND id NOT IN (SELECT pos FROM series_words) LIMIT 20"},
}

// Faults implements store.View.
func (r rows) Faults(ctx context.Context) ([]string, error) { return r.Contradictions(ctx, ownFaults) }
