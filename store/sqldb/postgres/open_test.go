package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"youku.example/store"
	"youku.example/store/sqldb/postgres"
)

// newDatabase makes a database without a schema.
func newDatabase(t *testing.T, name string, statements ...string) (url string) {
	t.Helper()
	must(t, server.Exec(t.Context(), "postgres", "DROP DATABASE IF EXISTS "+name, "CREATE DATABASE "+name))
	t.Cleanup(func() { server.Exec(context.Background(), "postgres", "DROP DATABASE "+name+" WITH (FORCE)") })
	must(t, server.Exec(t.Context(), name, statements...))
	return server.URL(name)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// noTLS is an address at which a server refuses TLS, and says nothing else.
func noTLS(t *testing.T) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			c.Read(make([]byte, 8))
			c.Write([]byte("N"))
			c.Close()
		}
	}()
	return l.Addr().String()
}

// latin is a database in which no Chinese title can stand.
func latin(t *testing.T) (url string) {
	url = newDatabase(t, "latin")
	must(t, server.Exec(t.Context(), "postgres", "DROP DATABASE latin",
		"CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C' LOCALE_PROVIDER libc"))
	return url
}

func TestOpen_Refuses(t *testing.T) {
	gone, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	must(t, gone.Close())
	must(t, server.Exec(t.Context(), "postgres", "DROP ROLE IF EXISTS stranger", "CREATE ROLE stranger LOGIN PASSWORD 'right'"))
	stranger := func(password string) string {
		return strings.Replace(server.URL(template), "youku@", "stranger:"+password+"@", 1)
	}
	for name, c := range map[string]struct {
		url  string
		want error
	}{
		"Away":     {"postgres://youku@" + gone.Addr().String() + "/x?sslmode=disable", store.ErrRowsNoServer},
		"NoSocket": {"postgres://youku@/x?host=/nowhere", store.ErrRowsNoServer},
		"NoTLS":    {"postgres://youku@" + noTLS(t) + "/x?sslmode=require", store.ErrRowsTLS},
		"Password": {stranger("wrong-word"), store.ErrRowsLogin},
		"Missing":  {server.URL("nothere"), store.ErrRowsMissing},
		"Encoding": {latin(t), store.ErrRowsEncoding},
		"Foreign":  {newDatabase(t, "foreign_rows", "CREATE TABLE songs (id int)"), store.ErrRowsForeign},
	} {
		t.Run(name, func(t *testing.T) {
			for _, open := range []func(context.Context, string) (*postgres.DB, error){postgres.Open, postgres.OpenReader, postgres.OpenWriter} {
				db, err := open(t.Context(), c.url)
				if err == nil {
					db.Close()
				}
				if !errors.Is(err, c.want) {
					t.Errorf("%v, want %v", err, c.want)
				}
				if err != nil && strings.Contains(err.Error(), "wrong-word") {
					t.Errorf("the password is told: %v", err)
				}
			}
		})
	}
}

func TestOpen_OtherSchema(t *testing.T) {
	url := newDatabase(t, "other_schema")
	if _, err := postgres.OpenReader(t.Context(), url); !errors.Is(err, store.ErrRowsOlder) {
		t.Errorf("nothing there: %v", err)
	}
	for _, open := range []func(context.Context, string) (*postgres.DB, error){postgres.OpenWriter, postgres.Open, postgres.OpenReader} {
		db, err := open(t.Context(), url)
		must(t, err)
		must(t, db.Close())
	}
	must(t, server.Exec(t.Context(), "other_schema", "INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, true)"))
	for _, open := range []func(context.Context, string) (*postgres.DB, error){postgres.Open, postgres.OpenReader, postgres.OpenWriter} {
		if _, err := open(t.Context(), url); !errors.Is(err, store.ErrRowsNewer) {
			t.Errorf("newer: %v", err)
		}
	}
}

// Ten servers that start at once over an empty database make one schema.
func TestOpen_AtOnce(t *testing.T) {
	url := newDatabase(t, "at_once")
	var all sync.WaitGroup
	errs := make([]error, 10)
	for i := range errs {
		all.Go(func() {
			db, err := postgres.Open(context.Background(), url)
			if err == nil {
				err = db.Close()
			}
			errs[i] = err
		})
	}
	all.Wait()
	must(t, errors.Join(errs...))
}

// All text is compared byte by byte, whatever the database is used to.
func TestSchema_Bytewise(t *testing.T) {
	db, err := postgres.Open(t.Context(), newDatabase(t, "bytewise"))
	must(t, err)
	defer db.Close()
	var columns []string
	must(t, db.AskBehind(t.Context(), &columns, `SELECT a.attrelid::regclass || '.' || a.attname FROM pg_attribute a
		JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
		JOIN pg_collation o ON o.oid = a.attcollation
		WHERE a.attnum > 0 AND o.collname <> 'C' AND c.relname NOT LIKE 'goose%'`))
	if len(columns) > 0 {
		t.Errorf("compared as the database is used to: %v", columns)
	}
}

// What a transaction means to do is done after it met another one, and once.
func TestUpdate_RunAgain(t *testing.T) {
	db := opened(t)
	c := make([]store.Cover, 2)
	for i := range c {
		c[i] = store.Cover{File: fmt.Sprint("file ", i)}
		must(t, db.Update(t.Context(), func(tx store.Tx) error { return tx.AddCover(t.Context(), &c[i]) }))
	}
	both := make(chan struct{}, 2)
	first := [2]sync.Once{}
	var all sync.WaitGroup
	var errs [2]error
	for i := range errs { // each takes the other's cover away if its own is there
		all.Go(func() {
			errs[i] = db.Update(context.Background(), func(tx store.Tx) error {
				list, _, err := tx.Covers(context.Background(), 0, 10)
				if err != nil {
					return err
				}
				first[i].Do(func() {
					both <- struct{}{}
					for len(both) < 2 {
					}
				})
				if len(list) < 2 {
					return nil
				}
				return tx.DropCover(context.Background(), c[1-i].ID)
			})
		})
	}
	all.Wait()
	must(t, errors.Join(errs[:]...))
	must(t, db.View(t.Context(), func(v store.View) error {
		list, _, err := v.Covers(t.Context(), 0, 10)
		if len(list) != 1 {
			t.Errorf("%d covers are left, want 1", len(list))
		}
		return err
	}))
}

// A function that says nothing of a statement that failed commits nothing, and says so.
func TestUpdate_Swallowed(t *testing.T) {
	db := opened(t)
	err := db.Update(t.Context(), func(tx store.Tx) error {
		c := store.Cover{File: "file"}
		if err := tx.AddCover(t.Context(), &c); err != nil {
			return err
		}
		tx.SetCover(t.Context(), store.EntryID{ID: 1 << 62}, 1<<62)
		tx.AddSale(t.Context(), &store.Sale{Account: 99, MovieID: 99}) // refers to nothing
		return nil
	})
	if err == nil {
		t.Error("nothing was said")
	}
	must(t, db.View(t.Context(), func(v store.View) error {
		list, _, err := v.Covers(t.Context(), 0, 10)
		if len(list) > 0 {
			t.Error("a part was committed")
		}
		return err
	}))
}

// opened is an empty library.
func opened(t *testing.T) *postgres.DB {
	t.Helper()
	db, err := open(t.TempDir())
	must(t, err)
	t.Cleanup(func() { db.Close() })
	return db.(alone).DB.(*postgres.DB)
}

// After a restart of the server, an update and a view find a connection that lives.
func TestUpdate_ConnectionsGone(t *testing.T) {
	db := opened(t)
	var all sync.WaitGroup
	for range 6 { // so that several are open
		all.Go(func() {
			db.View(context.Background(), func(v store.View) error {
				_, err := v.CountIncoming(context.Background())
				time.Sleep(50 * time.Millisecond)
				return err
			})
			db.Update(context.Background(), func(tx store.Tx) error {
				time.Sleep(50 * time.Millisecond)
				return tx.SetPreference(context.Background(), 0, "x", "")
			})
		})
	}
	all.Wait()
	must(t, server.Exec(t.Context(), "postgres", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'youku'"))
	c := store.Cover{File: "file"}
	must(t, db.Update(t.Context(), func(tx store.Tx) error { return tx.AddCover(t.Context(), &c) }))
	must(t, db.View(t.Context(), func(v store.View) error {
		_, err := v.Cover(t.Context(), c.ID)
		return err
	}))
}
