package sqlite

import (
	"youku.example/store/sqldb"

	"path/filepath"
	"strings"
	"testing"
)

// A publication asks for twins of its content; a million movies are not read
// for that.
func TestBySum_Indexed(t *testing.T) {
	db, err := Open(t.Context(), filepath.Join(t.TempDir(), "youku.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, sampled := range []bool{false, true} {
		where := sqldb.BySum(sampled)
		q := db.read.NewSelect().Model((*sqldb.Movie)(nil)).Where(where, "x").OrderExpr("m.id").String()
		var id, parent, unused int
		var plan string
		if err := db.read.QueryRowContext(t.Context(), "EXPLAIN QUERY PLAN "+q).Scan(&id, &parent, &unused, &plan); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(plan, "USING INDEX") {
			t.Errorf("%s: %s", where, plan)
		}
	}
}
