package stmt_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"path/filepath"
	"testing"

	"modernc.org/sqlite"

	"youku.example/store/sqldb/sqlite/stmt"
)

// compiled counts the statements that a connection was asked to compile and keep.
type compiled struct {
	driver.Connector
	n *int
}

type countingConn struct {
	inner
	n *int
}

type inner interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

func (c compiled) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &countingConn{conn.(inner), c.n}, nil
}

func (c *countingConn) PrepareContext(ctx context.Context, text string) (driver.Stmt, error) {
	*c.n++
	return c.inner.PrepareContext(ctx, text)
}

func open(t *testing.T) (db *sql.DB, n *int) {
	t.Helper()
	c, err := sqlite.NewConnector("file:" + filepath.Join(t.TempDir(), "db"))
	if err != nil {
		t.Fatal(err)
	}
	n = new(int)
	db = sql.OpenDB(stmt.Connector{Connector: compiled{c, n}})
	db.SetMaxOpenConns(1)
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	if _, err := db.Exec("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT UNIQUE)"); err != nil {
		t.Fatal(err)
	}
	return db, n
}

func TestConn_CompilesOnce(t *testing.T) {
	db, n := open(t)
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	for i := range 10 {
		if _, err := tx.Exec(stmt.Keep+"INSERT INTO t (b) VALUES (?)", fmt.Sprint("row ", i)); err != nil {
			t.Fatal(err)
		}
		if _, err := tx.Exec(stmt.Keep+"INSERT INTO t (b) VALUES (?)", "row 0"); err == nil {
			t.Fatal("two rows have one name")
		}
	}
	for i := range 10 { // each is asked while the one before it is being read
		found, err := tx.Query(stmt.Keep+"SELECT b FROM t WHERE a = ?", i+1)
		if err != nil {
			t.Fatal(err)
		}
		var b, again string
		if !found.Next() || found.Scan(&b) != nil || b != fmt.Sprint("row ", i) {
			t.Errorf("row %d is %q", i, b)
		}
		if err := tx.QueryRow(stmt.Keep+"SELECT b FROM t WHERE a = ?", 1).Scan(&again); err != nil || again != "row 0" {
			t.Errorf("within another: %q, %v", again, err)
		}
		if err := found.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if *n > 2+10 {
		t.Errorf("compiled %d statements of two texts, ten of them while one was in use", *n)
	}
}

// A statement that was kept goes on when the table has another column.
func TestConn_SchemaChanges(t *testing.T) {
	db, _ := open(t)
	for i := range 3 {
		if _, err := db.Exec(stmt.Keep+"INSERT INTO t (b) VALUES (?)", fmt.Sprint(i)); err != nil {
			t.Fatal(err)
		}
		if _, err := db.Exec(fmt.Sprintf("ALTER TABLE t ADD COLUMN c%d TEXT", i)); err != nil {
			t.Fatal(err)
		}
	}
}

// What can't be compiled is an error each time, and no text stays in the way.
func TestConn_Bounds(t *testing.T) {
	db, _ := open(t)
	for range 2 {
		if _, err := db.Query(stmt.Keep + "SELECT nothing FROM nowhere"); err == nil {
			t.Error("there is no such table")
		}
	}
	for i := range 600 {
		var n int
		if err := db.QueryRow(fmt.Sprintf("%sSELECT %d", stmt.Keep, i)).Scan(&n); err != nil || n != i {
			t.Fatal(n, err)
		}
	}
}
