package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"testing"

	"youku.example/store"
	"youku.example/store/sqldb/postgres"
	"youku.example/store/sqldb/postgres/pgtest"
	"youku.example/store/storetest"
)

// server is the one of this test program, and of its children.
var server *pgtest.Server

// template is an empty library, of which each test gets a copy.
const template = "library"

func TestMain(m *testing.M) {
	var err error
	if server, err = pgtest.Start(); err == nil && os.Getenv(storetest.ChildDir) == "" {
		err = makeTemplate(context.Background())
	}
	switch {
	case errors.Is(err, pgtest.ErrNotInstalled) && os.Getenv("YOUKU_TEST_REQUIRE") != "all":
		fmt.Fprintln(os.Stderr, "skipped:", err)
		os.Exit(0)
	case err != nil:
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	storetest.UsualKills = 4
	storetest.Main(m, open, server.Stop)
}

func makeTemplate(ctx context.Context) error {
	if err := server.Exec(ctx, "postgres", "CREATE DATABASE "+template); err != nil {
		return err
	}
	db, err := postgres.Open(ctx, server.URL(template))
	if err != nil {
		return err
	}
	return db.Close()
}

// open opens the library of a folder. A child that is to be killed makes it from
// nothing.
func open(dir string) (store.DB, error) {
	from := template
	if os.Getenv(storetest.ChildDir) != "" {
		from = "template0"
	}
	name, err := server.DatabaseOf(context.Background(), dir, from)
	if err != nil {
		return nil, err
	}
	db, err := postgres.Open(context.Background(), url(name))
	if err != nil {
		return nil, err
	}
	return alone{db}, nil
}

// alone is a database as the one server of it has it: a test that sleeps for a year
// would ask for events some hundred million times.
type alone struct{ store.DB }

// url is where a database is: on the server itself, or through a pooler.
var url = func(database string) string { return server.URL(database) }

func TestShop(t *testing.T) { storetest.Run(t, open) }

// Each update may be run again, whatever it did before; and each statement may go to
// another connection of a pooler, but for those of a transaction.
func TestShop_TwiceBehindPgBouncer(t *testing.T) {
	through, stop, err := server.Bounce()
	must(t, err)
	defer stop()
	direct := url
	defer func() { url = direct }()
	url = through
	rounds := storetest.Rounds
	storetest.Rounds = 1 // TestShop reads the same pages, for which a pooler makes no difference
	defer func() { storetest.Rounds = rounds }()
	storetest.Run(t, func(dir string) (store.DB, error) {
		db, err := open(dir)
		if err == nil {
			db.(alone).DB.(*postgres.DB).Twice()
		}
		return db, err
	})
}
