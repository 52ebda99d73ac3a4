package sqldb

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"
)

// AccountColumn is a column with the number of an account.
type AccountColumn struct{ Table, Column string }

// OwnColumns are those of what an account keeps for itself alone, which goes with it.
var OwnColumns = []AccountColumn{
	{"preferences", "user_id"},
	{"movie_marks", "user_id"},
	{"series_follows", "user_id"},
	{"last_visits", "user_id"},
	{"notice_reads", "user_id"},
	{"account_changes", "user_id"},
}

// KeptColumns are all others, and why a removed account still stands in them or how it
// leaves them.
var KeptColumns = map[AccountColumn]string{
	{"user_keys", "user_id"}:        "dropped one by one, as keys are",
	{"postings", "user_id"}:         "the ledger speaks of the number for good",
	{"purchases", "user_id"}:        "what a sale was paid with comes back by a refund",
	{"download_records", "user_id"}: "what was fetched is the library's history; live grants are ended",
	{"codes", "used_by"}:            "a code that was used stays so",
	{"invitations", "used_by"}:      "an invitation that was used stays so",
	{"owned_counts", "user_id"}:     "counted from purchases",
	{"running", "account"}:          "a session or transfer, which ends",
}

// DropOwn implements store.Tx.
func (r Rows) DropOwn(ctx context.Context, user int64) error {
	for _, c := range OwnColumns {
		if _, err := r.DB.NewDelete().TableExpr("?", bun.Ident(c.Table)).Where("? = ?", bun.Ident(c.Column), user).Exec(ctx); err != nil {
			return fmt.Errorf("take away %s: %w", c.Table, err)
		}
	}
	return nil
}
