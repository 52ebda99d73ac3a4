package move_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	_ "modernc.org/sqlite"

	"youku.example/store"
	"youku.example/store/sqldb/move"
	"youku.example/store/sqldb/postgres"
	"youku.example/store/sqldb/postgres/pgtest"
	"youku.example/store/sqldb/sqlite"
	"youku.example/store/title"
)

var server *pgtest.Server

func TestMain(m *testing.M) {
	var err error
	if server, err = pgtest.Start(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		if errors.Is(err, pgtest.ErrNotInstalled) && os.Getenv("YOUKU_TEST_REQUIRE") != "all" {
			os.Exit(0)
		}
		os.Exit(1)
	}
	code := m.Run()
	server.Stop()
	os.Exit(code)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// engine is where a library may be.
type engine struct {
	name   string
	place  func(t *testing.T) string
	open   func(ctx context.Context, at string) (store.DB, error)
	source func(ctx context.Context, at string) (source, error)
	target func(ctx context.Context, at string) (move.Target, error)
}

type source interface {
	move.Source
	Close() error
}

var databases int

var engines = []engine{
	{
		name:   "SQLite",
		place:  func(t *testing.T) string { return filepath.Join(t.TempDir(), "youku.db") },
		open:   func(ctx context.Context, at string) (store.DB, error) { return sqlite.Open(ctx, at) },
		source: func(ctx context.Context, at string) (source, error) { return sqlite.OpenStill(ctx, at) },
		target: sqlite.OpenTarget,
	},
	{
		name: "Postgres",
		place: func(t *testing.T) string {
			databases++
			name := fmt.Sprintf("library%d", databases)
			must(t, server.Exec(t.Context(), "postgres", "CREATE DATABASE "+name))
			t.Cleanup(func() {
				_ = server.Exec(context.Background(), "postgres", "DROP DATABASE "+name+" WITH (FORCE)")
			})
			return server.URL(name)
		},
		open:   func(ctx context.Context, at string) (store.DB, error) { return postgres.Open(ctx, at) },
		source: func(ctx context.Context, at string) (source, error) { return postgres.OpenReader(ctx, at) },
		target: postgres.OpenTarget,
	},
}

// more are rows for the tables of which the released library has none.
var more = []string{
	"INSERT INTO imports SELECT 7, '/films', 'copy', 1, 0, 0, 'done', 0, 1, '', 1, 1, 1, 1, 1, 1, 1",
	"INSERT INTO import_files SELECT 9, 7, 'a.mp4', 1, 1, 'taken', 'x', 1, 'A', '', ''",
	"INSERT INTO batches (id, kind, amount, plan, days, count, made_by, made_at) VALUES (900, 'invitations', 1500, 'month', 30, 1, 'boss', 1)",
	"INSERT INTO invitations VALUES ('ab', 900, NULL, 0, 5, NULL)",
	"INSERT INTO incoming_folders VALUES (5, 'show', '', 'boss', 1, 1)",
	"INSERT INTO covers VALUES (3, 10, 'ab', 'cd', 'boss', 1)",
	"UPDATE movies SET cover = 3 WHERE id = 1",
	"INSERT INTO account_changes (user_id, kind, detail, made_by, made_at, told_at) SELECT id, 'password', '', 'operator', 1, 0 FROM users LIMIT 1",
	"UPDATE movies SET link_modified = 5, link_changed = 6, tracks = '[]', missing_since = 4, year = 1999 WHERE id = 2",
	"INSERT INTO series (id, title, title_key, fold, slug, year, tags, created_at, about) VALUES (4, 'Tale', '" + title.Key("Tale") + "', 'y', 'z', 2000, '', 1, 'about')",
	"UPDATE movies SET series_id = 4, season = 1, episode = id WHERE id IN (SELECT movie_id FROM purchases)",
	"INSERT OR REPLACE INTO movie_marks VALUES (1, 1, 'favourite', 5), (2, 1, 'seen', 6)",
	"INSERT OR REPLACE INTO series_follows VALUES (1, 4, 1, 5)",
	"INSERT OR REPLACE INTO last_visits VALUES (1, 5)",
	"INSERT INTO movie_about VALUES (1, 'About “it”, ?1 and \\ and ''.')",
	"INSERT INTO tags VALUES ('drama', 'Drama')",
	"INSERT INTO subtitles VALUES (2, 1, 'zh', '', 'srt', 3, 'ab', 'cd', 'boss', 1)",
	"UPDATE sqlite_sequence SET seq = seq + 100 WHERE name IN ('movies', 'incoming')",
}

// library is a SQLite library in which each table has rows.
func library(t *testing.T) string {
	t.Helper()
	dumps, err := filepath.Glob("../sqlite/testdata/released/*.sql")
	must(t, err)
	dump, err := os.ReadFile(slices.Max(dumps))
	must(t, err)
	path := filepath.Join(t.TempDir(), "youku.db")
	raw, err := sql.Open("sqlite", path)
	must(t, err)
	defer raw.Close()
	_, err = raw.Exec("BEGIN;\n" + string(dump) + "COMMIT;\n")
	must(t, err)
	must(t, raw.Close())
	forward(t, path)
	raw, err = sql.Open("sqlite", path)
	must(t, err)
	defer raw.Close()
	for _, text := range more {
		if _, err := raw.Exec(text); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
	}
	must(t, raw.Close())
	forward(t, path)
	return path
}

func forward(t *testing.T, path string) {
	t.Helper()
	db, err := sqlite.Open(t.Context(), path)
	must(t, err)
	must(t, db.Close())
}

// into moves a library, and stops it where stop says so.
func into(t *testing.T, from, to engine, at, target string, stop func(step string) bool) (move.Result, error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	src, err := from.source(ctx, at)
	must(t, err)
	defer src.Close()
	dst, err := to.target(ctx, target)
	if err != nil {
		return move.Result{}, err
	}
	defer dst.Close()
	id, err := src.LibraryID(ctx)
	must(t, err)
	if _, err := dst.Begin(ctx, id); err != nil {
		return move.Result{}, err
	}
	m := move.Move{From: src, To: dst, At: func(step string) {
		if stop != nil && stop(step) {
			cancel()
		}
	}}
	return m.Rows(ctx)
}

// Each table and each column of both engines is moved, or is known not to be.
func TestMove_NothingForgotten(t *testing.T) {
	var schemas []move.Columns
	for _, e := range engines {
		at := e.place(t)
		db, err := e.open(t.Context(), at)
		must(t, err)
		must(t, db.Close())
		src, err := e.source(t.Context(), at)
		must(t, err)
		columns, err := src.Columns(t.Context())
		must(t, err)
		must(t, src.Close())
		schemas = append(schemas, columns)
	}
	for _, from := range schemas {
		for _, to := range schemas {
			if all, err := move.Plan(from, to); err != nil || len(all) < len(move.Tables()) {
				t.Error(err)
			}
		}
	}
	if all, err := move.Plan(schemas[1], schemas[1]); err != nil || all["records"] == nil {
		t.Errorf("records of servers are not moved between servers: %v", err)
	}
	for _, spoil := range []func(c move.Columns){
		func(c move.Columns) { c["wishes"] = []string{"id"} },
		func(c move.Columns) { c["movies"] = append(c["movies"], "director") },
		func(c move.Columns) { delete(c, "codes") },
	} {
		c := maps.Clone(schemas[0])
		spoil(c)
		if _, err := move.Plan(c, schemas[1]); err == nil {
			t.Error("a schema with something that is not moved passes as the source")
		}
		if _, err := move.Plan(schemas[1], c); err == nil {
			t.Error("a schema with something that is not moved passes as the target")
		}
	}
}

func TestMove(t *testing.T) {
	home := library(t)
	for _, first := range engines {
		for _, second := range engines {
			t.Run(first.name+second.name, func(t *testing.T) {
				middle, end := first.place(t), second.place(t)
				res, err := into(t, engines[0], first, home, middle, nil)
				must(t, err)
				again, err := into(t, first, second, middle, end, nil)
				must(t, err)
				if len(res.Tables) != len(move.Tables()) {
					t.Errorf("%d tables were moved", len(res.Tables))
				}
				for i, table := range res.Tables {
					if table.Rows == 0 {
						t.Errorf("the test moves no row of %s", table.Name)
					}
					if again.Tables[i] != table {
						t.Errorf("moved on: %+v, was %+v", again.Tables[i], table)
					}
				}
				lives(t, second, end)
			})
		}
	}
}

// lives sees that a library that was moved can be used: it is sound, goes on with its
// numbers, counts, and is not to be changed where rows stay as they are.
func lives(t *testing.T, e engine, at string) {
	t.Helper()
	db, err := e.open(t.Context(), at)
	must(t, err)
	if faults, err := store.Verify(t.Context(), db); err != nil || len(faults) > 0 {
		t.Errorf("faults: %q, %v", faults, err)
	}
	var highest int64
	m := store.Movie{Title: "Another", Free: true, SHA256: strings.Repeat("ef", 32), File: "x", Shelf: store.OnShelf, Size: 1}
	must(t, db.Update(t.Context(), func(tx store.Tx) error {
		list, err := tx.MoviesFrom(t.Context(), 0, 1000)
		if err != nil {
			return err
		}
		highest = list[len(list)-1].ID
		m.ID = 0
		return tx.AddMovie(t.Context(), &m, store.IndexOf(m))
	}))
	if m.ID != highest+101 {
		t.Errorf("the next movie has the number %d, the last that was given is %d", m.ID, highest+100)
	}
	if faults, err := store.Verify(t.Context(), db); err != nil || len(faults) > 0 {
		t.Errorf("after a movie was added: faults: %q, %v", faults, err)
	}
	must(t, db.Close())
	raw := rawOf(t, e, at)
	defer raw.Close()
	for _, table := range []string{"ledger_entries", "postings", "audit"} {
		if _, err := raw.Exec("DELETE FROM " + table); err == nil || !strings.Contains(err.Error(), "append-only") {
			t.Errorf("%s can be changed: %v", table, err)
		}
	}
}

func rawOf(t *testing.T, e engine, at string) *sql.DB {
	t.Helper()
	driver := "sqlite"
	if e.name == "Postgres" {
		driver = "pgx"
	}
	raw, err := sql.Open(driver, at)
	must(t, err)
	return raw
}

// A run that is stopped anywhere is gone on with, and copies nothing twice. Nothing else
// opens the target until then.
func TestMove_GoesOn(t *testing.T) {
	home := library(t)
	for _, to := range engines {
		t.Run(to.name, func(t *testing.T) {
			target := to.place(t)
			whole, copied, runs := int64(0), int64(0), 0
			for at := 1; ; at += 3 {
				steps := 0
				res, err := into(t, engines[0], to, home, target, func(string) bool { steps++; return steps == at%9+1 })
				copied, runs = copied+res.Copied, runs+1
				if res.Anew {
					t.Fatal("what was copied is copied anew")
				}
				if err == nil {
					for _, table := range res.Tables {
						whole += table.Rows
					}
					break
				}
				if !errors.Is(err, context.Canceled) {
					t.Fatal(err)
				}
				if _, err := to.open(t.Context(), target); !errors.Is(err, store.ErrRowsMoving) {
					t.Fatalf("a target that is not finished opens: %v", err)
				}
			}
			if runs < 4 || copied != whole {
				t.Errorf("%d runs copied %d rows, and there are %d", runs, copied, whole)
			}
			lives(t, to, target)
		})
	}
}

// Where the source was served between two runs, all is copied anew.
func TestMove_Changed(t *testing.T) {
	for _, to := range engines {
		t.Run(to.name, func(t *testing.T) {
			home, target := library(t), to.place(t)
			if _, err := into(t, engines[0], to, home, target, func(step string) bool { return step == "rows copied" }); err == nil {
				t.Fatal("it was not stopped")
			}
			db, err := sqlite.Open(t.Context(), home)
			must(t, err)
			must(t, db.Update(t.Context(), func(tx store.Tx) error {
				return tx.SetExamined(t.Context(), 1, store.StreamsNo, store.Tracks{})
			}))
			must(t, db.Close())
			res, err := into(t, engines[0], to, home, target, nil)
			if err != nil || !res.Anew {
				t.Errorf("%+v, %v", res, err)
			}
			lives(t, to, target)
		})
	}
}

func TestMove_Refuses(t *testing.T) {
	home, other := library(t), library(t)
	raw := rawOf(t, engines[0], other)
	_, err := raw.Exec("UPDATE library SET id = 'another'")
	must(t, err)
	must(t, raw.Close())
	for _, to := range engines {
		t.Run(to.name, func(t *testing.T) {
			target := to.place(t)
			begun, err := to.target(t.Context(), target)
			must(t, err)
			src, err := engines[0].source(t.Context(), home)
			must(t, err)
			id, err := src.LibraryID(t.Context())
			must(t, errors.Join(err, src.Close()))
			_, err = begun.Begin(t.Context(), id)
			must(t, err)
			if to.name == "Postgres" { // SQLite's data folder is locked
				if _, err := into(t, engines[0], to, home, target, nil); !errors.Is(err, move.ErrRunning) {
					t.Errorf("beside another run: %v", err)
				}
			}
			must(t, begun.Close())
			if _, err := into(t, engines[0], to, other, target, nil); !errors.Is(err, move.ErrOther) {
				t.Errorf("another library's: %v", err)
			}
			_, err = into(t, engines[0], to, home, target, nil)
			must(t, err)
			if _, err := into(t, engines[0], to, home, target, nil); !errors.Is(err, move.ErrDone) {
				t.Errorf("again: %v", err)
			}
			if _, err := into(t, engines[0], to, other, target, nil); !errors.Is(err, move.ErrNotEmpty) {
				t.Errorf("a library is there: %v", err)
			}
			// A schema and nothing else is as good as nothing.
			fresh := to.place(t)
			db, err := to.open(t.Context(), fresh)
			must(t, err)
			must(t, db.Close())
			_, err = into(t, engines[0], to, home, fresh, nil)
			must(t, err)
		})
	}
}

// No byte of the source changes, also where a server that was killed left a log.
func TestMove_SourceStays(t *testing.T) {
	whole := library(t)
	db, err := sqlite.Open(t.Context(), whole)
	must(t, err)
	must(t, db.Update(t.Context(), func(tx store.Tx) error { return tx.SetExamined(t.Context(), 1, store.StreamsNo, store.Tracks{}) }))
	killed := filepath.Join(t.TempDir(), "youku.db")
	for _, ending := range []string{"", "-wal"} {
		p, err := os.ReadFile(whole + ending)
		must(t, err)
		must(t, os.WriteFile(killed+ending, p, 0o600))
	}
	must(t, db.Close())
	for name, at := range map[string]string{"Closed": whole, "Killed": killed} {
		t.Run(name, func(t *testing.T) {
			before := bytesIn(t, filepath.Dir(at))
			_, err := into(t, engines[0], engines[0], at, engines[0].place(t), nil)
			must(t, err)
			if after := bytesIn(t, filepath.Dir(at)); !maps.Equal(before, after) {
				t.Errorf("the source has other bytes now: %v, and had %v", slices.Sorted(maps.Keys(after)), slices.Sorted(maps.Keys(before)))
			}
		})
	}
}

// bytesIn are the files of a folder but for the index of a log, which any reader makes.
func bytesIn(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	list, err := os.ReadDir(dir)
	must(t, err)
	for _, e := range list {
		p, err := os.ReadFile(filepath.Join(dir, e.Name()))
		must(t, err)
		if !strings.HasSuffix(e.Name(), "-shm") {
			files[e.Name()] = string(p)
		}
	}
	return files
}
