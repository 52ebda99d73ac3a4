package postgres_test

import (
	"context"
	"errors"
	"testing"

	"youku.example/store"
	"youku.example/store/sqldb/postgres"
)

// A statement is kept on the server itself, and has no name where a pooler gives each
// transaction another connection.
func TestKept(t *testing.T) {
	newDatabase(t, "kept")
	through, stop, err := server.Bounce()
	must(t, err)
	defer stop()
	for _, c := range []struct {
		url  string
		kept bool
	}{{server.URL("kept"), true}, {through("kept"), false}} {
		db, err := postgres.Open(t.Context(), c.url)
		must(t, err)
		for range 3 {
			err := db.Update(t.Context(), func(tx store.Tx) error {
				_, err := tx.MovieByID(t.Context(), 1)
				if !errors.Is(err, store.NoRow()) {
					t.Errorf("%s: a movie that is not there: %v", c.url, err)
				}
				n, err := postgres.CountKept(t.Context(), tx)
				if n > 0 != c.kept {
					t.Errorf("%s: %d statements are kept", c.url, n)
				}
				return err
			})
			must(t, err)
		}
		must(t, db.Close())
	}
}

// Where a newer version has changed a table meanwhile, an update goes on: what was kept is
// asked anew.
func TestKept_TableChanged(t *testing.T) {
	db, err := postgres.Open(t.Context(), newDatabase(t, "kept_changed"))
	must(t, err)
	defer db.Close()
	u := store.User{Account: store.Account{Name: "alice"}, Fold: "alice"}
	must(t, db.Update(t.Context(), func(tx store.Tx) error { return tx.AddUser(t.Context(), &u) }))
	seen := func() error {
		return db.Update(t.Context(), func(tx store.Tx) error {
			is, err := tx.UserByID(t.Context(), u.ID)
			if err == nil && is.Name != u.Name {
				t.Errorf("%q, want %q", is.Name, u.Name)
			}
			return err
		})
	}
	must(t, seen())
	must(t, server.Exec(context.Background(), "kept_changed", `ALTER TABLE users ALTER COLUMN name TYPE VARCHAR COLLATE "C"`))
	must(t, seen())
	must(t, seen())
}
