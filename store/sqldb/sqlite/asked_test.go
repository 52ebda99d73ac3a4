package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"testing"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	"modernc.org/sqlite"

	"youku.example/store/sqldb/sqlite/stmt"
)

// listening has a database read over connections that note what SQLite compiles.
func listening(t *testing.T, db *DB) *heard {
	t.Helper()
	c, err := sqlite.NewConnector(dsn(db.path, readPragmas))
	if err != nil {
		t.Fatal(err)
	}
	h := &heard{Connector: c}
	was := db.read
	db.read = bun.NewDB(sql.OpenDB(stmt.Connector{Connector: h}), sqlitedialect.New())
	t.Cleanup(func() {
		if err := was.Close(); err != nil {
			t.Error(err)
		}
	})
	return h
}

// heard are the texts of statements, each once if it is kept.
type heard struct {
	driver.Connector
	list []string
}

func (h *heard) Connect(ctx context.Context) (driver.Conn, error) {
	c, err := h.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &heardConn{c.(fullConn), h}, nil
}

// fullConn is all that database/sql asks of a connection.
type fullConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

type heardConn struct {
	fullConn
	by *heard
}

func (c *heardConn) PrepareContext(ctx context.Context, text string) (driver.Stmt, error) {
	c.by.list = append(c.by.list, text)
	return c.fullConn.PrepareContext(ctx, text)
}

func (c *heardConn) QueryContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Rows, error) {
	c.by.list = append(c.by.list, text)
	return c.fullConn.QueryContext(ctx, text, args)
}
