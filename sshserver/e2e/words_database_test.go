package e2e

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/rogpeppe/go-internal/testscript"

	"youku.example/store/sqldb/postgres/pgtest"
)

// database is the PostgreSQL of all scripts, started by the first that wants one.
var database struct {
	start  sync.Once
	server *pgtest.Server
	err    error
	last   atomic.Int64
}

// stopDatabase ends it, if any script wanted one.
func stopDatabase() {
	if database.server != nil {
		database.server.Stop()
	}
}

// wordDatabase: database ENV makes an empty database on a PostgreSQL server, and keeps
// its URL in ENV.
func wordDatabase(ts *testscript.TestScript, neg bool, args []string) {
	name, err := newDatabase()
	ts.Check(err)
	ts.Setenv(args[0], database.server.URL(name))
}

// newDatabase makes an empty database on the server of all scripts.
func newDatabase() (name string, err error) {
	database.start.Do(func() { database.server, database.err = pgtest.Start() })
	if database.err != nil {
		return "", database.err
	}
	name = fmt.Sprintf("library%d", database.last.Add(1))
	return name, database.server.Exec(context.Background(), "postgres", "CREATE DATABASE "+name)
}
