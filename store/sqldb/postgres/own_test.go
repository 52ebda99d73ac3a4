package postgres_test

import (
	"slices"
	"testing"

	"youku.example/store/sqldb"
)

// Of each column with the number of an account it is known what becomes of it when the
// account is removed.
func TestAccountColumns(t *testing.T) {
	db := opened(t)
	var at []sqldb.AccountColumn
	must(t, db.AskBehind(t.Context(), &at, `SELECT c.conrelid::regclass::text AS "table", a.attname AS "column" FROM pg_constraint AS c
		JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
		WHERE c.contype = 'f' AND c.confrelid = 'users'::regclass
		UNION SELECT table_name, column_name FROM information_schema.columns
		WHERE table_schema = 'public' AND (column_name LIKE '%user_id' OR column_name IN ('account', 'used_by'))`))
	if len(at) < len(sqldb.OwnColumns) {
		t.Errorf("found %v", at)
	}
	for _, c := range at {
		if _, kept := sqldb.KeptColumns[c]; kept == slices.Contains(sqldb.OwnColumns, c) {
			t.Errorf("%s.%s: own.go has to say, once, whether it goes with an account", c.Table, c.Column)
		}
	}
}
