package stmt_test

import (
	"context"
	"database/sql"
	"errors"
	"testing"

	"youku.example/store/sqldb/sqlite/stmt"
)

func conn(t *testing.T, db *sql.DB) *sql.Conn {
	t.Helper()
	c, err := db.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

func add(ctx context.Context, c *sql.Conn, b string) error {
	_, err := c.ExecContext(ctx, stmt.Keep+"INSERT INTO t (b) VALUES (?)", b)
	return err
}

// What was written is there after the end of fn, and of nothing else.
func TestInTx(t *testing.T) {
	db, n := open(t)
	c := conn(t, db)
	ctx := t.Context()
	for i, end := range []struct {
		name string
		do   func() error
		kept bool
	}{
		{"done", func() error { return nil }, true},
		{"failed", func() error { return errors.New("no") }, false},
		{"fell over", func() error { panic("no") }, false},
		{"ended by itself", func() error { // as after a full disk
			if _, err := c.ExecContext(ctx, "ROLLBACK"); err != nil {
				t.Error(err)
			}
			return errors.New("no")
		}, false},
		{"done again", func() error { return nil }, true},
	} {
		func() {
			defer func() { _ = recover() }()
			err := stmt.InTx(ctx, c, "BEGIN IMMEDIATE", func() error {
				if err := add(ctx, c, end.name); err != nil {
					t.Error(err)
				}
				return end.do()
			})
			if (err == nil) != end.kept {
				t.Errorf("%s: %v", end.name, err)
			}
		}()
		var found bool
		err := c.QueryRowContext(ctx, "SELECT count(*) > 0 FROM t WHERE b = ?", end.name).Scan(&found)
		if err != nil || found != end.kept {
			t.Errorf("%s, transaction %d: kept %v, %v", end.name, i, found, err)
		}
	}
	if *n > 4 {
		t.Errorf("compiled %d statements to begin, add, commit and undo", *n)
	}
}

// A context that has ended begins nothing; one that ends later is no reason to stop.
func TestInTx_ContextEnds(t *testing.T) {
	db, _ := open(t)
	c := conn(t, db)
	ctx, cancel := context.WithCancel(t.Context())
	err := stmt.InTx(ctx, c, "BEGIN", func() error {
		cancel()
		return add(t.Context(), c, "row")
	})
	if err != nil {
		t.Error(err)
	}
	if err := stmt.InTx(ctx, c, "BEGIN", func() error { return nil }); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// A connection that is dropped undoes what was written, and takes nothing more.
func TestDrop(t *testing.T) {
	db, _ := open(t)
	c := conn(t, db)
	err := stmt.InTx(t.Context(), c, "BEGIN", func() error {
		if err := add(t.Context(), c, "before"); err != nil {
			t.Error(err)
		}
		stmt.Drop(c)
		return add(t.Context(), c, "behind")
	})
	if !errors.Is(err, stmt.ErrDropped) {
		t.Errorf("%v, want ErrDropped", err)
	}
	if err := c.Close(); err != nil {
		t.Error(err)
	}
	var rows int
	if err := db.QueryRow("SELECT count(*) FROM t").Scan(&rows); err != nil || rows != 0 {
		t.Errorf("%d rows, %v", rows, err)
	}
}

// A connection may be dropped while statements begin on it, prepared ones too, of which
// none runs outside of the transaction.
func TestDrop_Meanwhile(t *testing.T) {
	db, _ := open(t)
	for range 300 {
		c, err := db.Conn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		begun, dropped := make(chan struct{}), make(chan struct{})
		go func() {
			defer close(dropped)
			<-begun
			stmt.Drop(c)
		}()
		err = stmt.InTx(t.Context(), c, "BEGIN", func() error {
			s, err := c.PrepareContext(t.Context(), "INSERT INTO t (b) VALUES (random())")
			if err != nil {
				return err
			}
			defer s.Close()
			close(begun)
			for {
				if _, err := c.ExecContext(t.Context(), stmt.Keep+"INSERT INTO t (b) VALUES (random())"); err != nil {
					_, behind := s.ExecContext(t.Context())
					return errors.Join(err, behind)
				}
				if _, err := s.ExecContext(t.Context()); err != nil {
					return err
				}
			}
		})
		if !errors.Is(err, stmt.ErrDropped) {
			t.Fatalf("%v, want ErrDropped", err)
		}
		<-dropped
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
	var rows int
	if err := db.QueryRow("SELECT count(*) FROM t").Scan(&rows); err != nil || rows != 0 {
		t.Errorf("%d rows, %v", rows, err)
	}
}
