package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"youku.example/store"
	"youku.example/store/sqldb/sqlite"
)

// filled makes a database file with a little in it, and closes it.
func filled(t *testing.T) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "youku.db")
	db, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), db, store.DefaultRules())
	if err != nil {
		t.Fatal(err)
	}
	for range 50 {
		if err := s.Note(t.Context(), store.Operator(), "note", "target", strings.Repeat("x", 200)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// raw runs SQL behind the engine's back.
func raw(t *testing.T, path string, statements ...string) error {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(5000)") // the log may be being carried over
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			return err
		}
	}
	return nil
}

func TestOpen_Refuses(t *testing.T) {
	cases := []struct {
		name string
		make func(t *testing.T, path string)
		want error
	}{
		{"Text", func(t *testing.T, path string) { write(t, path, []byte("hello, I am no database at all")) }, store.ErrRowsDamaged},
		{"Short", func(t *testing.T, path string) { write(t, path, []byte("SQLite")) }, store.ErrRowsDamaged},
		{"HeadAlone", func(t *testing.T, path string) { cutTo(t, path, 100) }, store.ErrRowsDamaged},
		{"CutOff", func(t *testing.T, path string) { cutTo(t, path, 40_000) }, store.ErrRowsDamaged},
		{"CutInAPage", func(t *testing.T, path string) { cutTo(t, path, 41_000) }, store.ErrRowsDamaged},
		{"Foreign", func(t *testing.T, path string) {
			must(t, raw(t, path, "CREATE TABLE letters (a)"))
		}, store.ErrRowsForeign},
		{"ForeignMark", func(t *testing.T, path string) {
			must(t, raw(t, path, "PRAGMA application_id = 77", "CREATE TABLE users (a)"))
		}, store.ErrRowsForeign},
		{"Newer", func(t *testing.T, path string) {
			whole(t, path)
			must(t, raw(t, path, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, 1)"))
		}, store.ErrRowsNewer},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "youku.db")
			c.make(t, path)
			before, err := os.ReadFile(path)
			must(t, err)
			for what, open := range map[string]func(context.Context, string) (*sqlite.DB, error){"Open": sqlite.Open, "OpenReader": sqlite.OpenReader} {
				db, err := open(t.Context(), path)
				if err == nil {
					db.Close()
				}
				if !errors.Is(err, c.want) {
					t.Errorf("%s: got %v, want %v", what, err, c.want)
				}
				if err != nil && !strings.Contains(err.Error(), path) {
					t.Errorf("%s: %q does not name the file", what, err)
				}
			}
			after, err := os.ReadFile(path)
			must(t, err)
			if c.name != "Newer" && string(before) != string(after) { // a WAL may be folded in
				t.Error("the file was changed")
			}
		})
	}
	t.Run("Folder", func(t *testing.T) {
		if _, err := sqlite.Open(t.Context(), t.TempDir()); err == nil {
			t.Error("a folder was opened")
		}
	})
	t.Run("ReaderOfNothing", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "none.db")
		if _, err := sqlite.OpenReader(t.Context(), path); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("got %v", err)
		}
		if _, err := os.Stat(path); err == nil {
			t.Error("the file was made")
		}
	})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, path string, b []byte) {
	t.Helper()
	must(t, os.WriteFile(path, b, 0o600))
}

func whole(t *testing.T, path string) {
	t.Helper()
	b, err := os.ReadFile(filled(t))
	must(t, err)
	write(t, path, b)
}

func cutTo(t *testing.T, path string, n int64) {
	t.Helper()
	whole(t, path)
	must(t, os.Truncate(path, n))
}

func TestOpen_Private(t *testing.T) {
	path := filled(t)
	info, err := os.Stat(path)
	must(t, err)
	if info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
}

func TestOpen_OddPath(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a b%20?c#d&片库.db")
	db, err := sqlite.Open(t.Context(), path)
	must(t, err)
	must(t, db.Close())
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}

func TestOpenReader(t *testing.T) {
	path := filled(t)
	server, err := sqlite.Open(t.Context(), path) // one that serves meanwhile
	must(t, err)
	defer server.Close()
	db, err := sqlite.OpenReader(t.Context(), path)
	must(t, err)
	defer db.Close()
	faults, err := store.Verify(t.Context(), db)
	must(t, err)
	if len(faults) > 0 {
		t.Error(faults)
	}
	if err := db.Update(t.Context(), func(store.Tx) error { return nil }); err == nil {
		t.Error("a reader wrote")
	}
}

// The audit and the ledger can only be added to.
func TestAppendOnly(t *testing.T) {
	path := filled(t)
	must(t, raw(t, path,
		"INSERT INTO users (id, name, fold, hash, stamp, locked, vip_until, balance, language, created_at) VALUES (1, 'a', 'a', '', 0, 0, 0, 5, '', 0)",
		"INSERT INTO ledger_entries VALUES (1, 'credit', NULL, NULL, '', '', 0)",
		"INSERT INTO postings VALUES (1, 1, 1, NULL, 5, 5), (2, 1, NULL, 'credits', -5, -5)",
	))
	for _, s := range []string{
		"UPDATE audit SET actor = 'somebody else'", "DELETE FROM audit",
		"UPDATE ledger_entries SET note = 'x'", "DELETE FROM ledger_entries",
		"UPDATE postings SET amount = 7", "DELETE FROM postings",
	} {
		if err := raw(t, path, s); err == nil || !strings.Contains(err.Error(), "append-only") {
			t.Errorf("%s: %v", s, err)
		}
	}
	if err := raw(t, path, "UPDATE users SET balance = -1"); err == nil {
		t.Error("a balance fell below zero")
	}
}

func TestVerify_Finds(t *testing.T) {
	for name, damage := range map[string][]string{
		"Balance":  {"INSERT INTO users (id, name, fold, hash, stamp, locked, vip_until, balance, language, created_at) VALUES (1, 'a', 'a', '', 0, 0, 0, 5, '', 0)"},
		"Postings": {"INSERT INTO ledger_entries VALUES (1, 'credit', NULL, NULL, '', '', 0)", "INSERT INTO postings VALUES (2, 1, NULL, 'credits', -5, -5)", "UPDATE house_accounts SET balance = -5 WHERE till = 'credits'"},
		"Empty":    {"INSERT INTO ledger_entries VALUES (1, 'credit', NULL, NULL, '', '', 0)"},
		"Dangling": {"INSERT INTO purchases VALUES (1, 55, 66, 0, NULL, 0, 0, NULL)"},
		"Paid":     {"INSERT INTO users (id, name, fold, hash, stamp, locked, vip_until, balance, language, created_at) VALUES (1, 'a', 'a', '', 0, 0, 0, 0, '', 0)", "INSERT INTO purchases VALUES (1, 1, 66, 100, NULL, 0, 0, NULL)"},
		"Code":     {"INSERT INTO codes (hash, amount, made_by, made_at, used_by, used_at) VALUES ('h', 5, '', 0, NULL, 77)"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filled(t)
			must(t, raw(t, path, damage...))
			db, err := sqlite.OpenReader(t.Context(), path)
			must(t, err)
			defer db.Close()
			faults, err := store.Verify(t.Context(), db)
			must(t, err)
			if len(faults) == 0 {
				t.Error("nothing was found")
			}
		})
	}
}
