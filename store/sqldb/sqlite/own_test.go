package sqlite

import (
	"path/filepath"
	"slices"
	"testing"

	"youku.example/store/sqldb"
)

// Of each column with the number of an account it is known what becomes of it when the
// account is removed.
func TestAccountColumns(t *testing.T) {
	db, err := Open(t.Context(), filepath.Join(t.TempDir(), "youku.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var at []sqldb.AccountColumn
	err = db.read.NewRaw(`SELECT t.name AS "table", f."from" AS "column" FROM sqlite_schema AS t JOIN pragma_foreign_key_list(t.name) AS f WHERE t.type = 'table' AND f."table" = 'users'
		UNION SELECT t.name, c.name FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c WHERE t.type = 'table' AND (c.name LIKE '%user_id' OR c.name IN ('account', 'used_by'))`).Scan(t.Context(), &at)
	if err != nil || len(at) < len(sqldb.OwnColumns) {
		t.Fatal(at, err)
	}
	for _, c := range at {
		if _, kept := sqldb.KeptColumns[c]; kept == slices.Contains(sqldb.OwnColumns, c) {
			t.Errorf("%s.%s: own.go has to say, once, whether it goes with an account", c.Table, c.Column)
		}
	}
	for _, c := range sqldb.OwnColumns {
		if !slices.Contains(at, c) {
			t.Errorf("%s.%s is no column", c.Table, c.Column)
		}
	}
}
