package sqlite_test

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// dump writes a database down as the SQL that makes it: text that a person can
// read in a diff, and that no later version of the engine reads otherwise.
func dump(t *testing.T, path string) string {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	must(t, err)
	defer db.Close()
	var b strings.Builder
	fmt.Fprintf(&b, "PRAGMA application_id = %d;\n", ask[int64](t, db, "PRAGMA application_id"))
	tables := texts(t, db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid")
	search := texts(t, db, "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL %'")
	part := func(name string) bool { // they come with a search table
		return slices.ContainsFunc(search, func(whole string) bool { return strings.HasPrefix(name, whole+"_") })
	}
	for _, name := range tables {
		if !part(name) {
			fmt.Fprintf(&b, "%s;\n", ask[string](t, db, "SELECT sql FROM sqlite_schema WHERE name = ?", name))
		}
	}
	for _, name := range tables {
		if slices.Contains(search, name) {
			continue
		}
		if part(name) {
			fmt.Fprintf(&b, "DELETE FROM %s;\n", name)
		}
		columns := strings.Join(texts(t, db, "SELECT name FROM pragma_table_info(?)", name), ", ")
		quoted := strings.Join(texts(t, db, "SELECT 'quote(' || name || ')' FROM pragma_table_info(?)", name), " || ', ' || ")
		for _, row := range texts(t, db, fmt.Sprintf("SELECT %s FROM %s", quoted, name)) {
			fmt.Fprintf(&b, "INSERT OR REPLACE INTO %s (%s) VALUES (%s);\n", name, columns, row)
		}
	}
	for _, s := range texts(t, db, "SELECT sql FROM sqlite_schema WHERE type IN ('view', 'index', 'trigger') AND sql IS NOT NULL ORDER BY rowid") {
		fmt.Fprintf(&b, "%s;\n", s)
	}
	return b.String()
}

// load makes a database from a dump.
func load(t *testing.T, statements string) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "youku.db")
	must(t, os.WriteFile(path, nil, 0o600))
	must(t, raw(t, path, "BEGIN;\n"+statements+"COMMIT;\n"))
	return path
}

func ask[T any](t *testing.T, db *sql.DB, query string, args ...any) (v T) {
	t.Helper()
	must(t, db.QueryRow(query, args...).Scan(&v))
	return v
}

func texts(t *testing.T, db *sql.DB, query string, args ...any) (all []string) {
	t.Helper()
	rows, err := db.Query(query, args...)
	must(t, err)
	defer rows.Close()
	for rows.Next() {
		var s string
		must(t, rows.Scan(&s))
		all = append(all, s)
	}
	must(t, rows.Err())
	return all
}

// rawOpen is a connection behind the engine's back.
func rawOpen(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	must(t, err)
	t.Cleanup(func() { db.Close() })
	return db
}
