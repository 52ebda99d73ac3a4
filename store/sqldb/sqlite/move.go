package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"youku.example/store"
	"youku.example/store/sqldb/move"
	"youku.example/store/sqldb/sqlite/dbfile"
)

// finished refuses a database that a library is being moved into.
func finished(ctx context.Context, db *sql.DB) error {
	var is bool
	if err := db.QueryRowContext(ctx, "SELECT count(*) > 0 FROM sqlite_schema WHERE name = 'moving'").Scan(&is); err != nil {
		return err
	}
	if is {
		return store.ErrRowsMoving
	}
	return nil
}

// OpenStill opens a database file that no process uses, to read it, and changes no byte
// of it nor of its log.
func OpenStill(ctx context.Context, path string) (*DB, error) {
	db, err := openStill(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("open the database %s: %w", path, openError(err))
	}
	return db, nil
}

func openStill(ctx context.Context, path string) (*DB, error) {
	if err := inspect(path); err != nil {
		return nil, err
	}
	own, err := dbfile.OwnWAL(path)
	if err == nil && !own {
		err = store.ErrRowsLocked
	}
	if err != nil {
		return nil, err
	}
	still := url.Values{"mode": {"ro"}, "_query_only": {"1"}, "_dqs": {"0"}, "_pragma": {"busy_timeout(5000)", "cache_size(-16384)"}}
	if !dbfile.HasLog(path) {
		still.Set("immutable", "1")
	}
	read, err := pool(dsn(path, still), readers)
	if err != nil {
		return nil, err
	}
	db := &DB{path: path, read: read, writeTurn: make(chan struct{}, 1), readOnly: true, longest: maxUpdate}
	if err := current(ctx, db.read.DB); err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

// Query implements move.Source.
func (db *DB) Query(ctx context.Context, text string, values ...any) (*sql.Rows, error) {
	found, err := db.read.QueryContext(ctx, text, values...)
	return found, refusalError(err)
}

// Columns implements move.Source.
func (db *DB) Columns(ctx context.Context) (move.Columns, error) {
	found, err := db.read.QueryContext(ctx, `SELECT t.name, c.name FROM sqlite_schema t, pragma_table_xinfo(t.name) c
		WHERE t.type = 'table' AND c.hidden = 0`)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	columns := move.Columns{}
	for found.Next() {
		var table, column string
		if err := found.Scan(&table, &column); err != nil {
			return nil, err
		}
		columns[table] = append(columns[table], column)
	}
	return columns, found.Err()
}

// LastIDs implements move.Source.
func (db *DB) LastIDs(ctx context.Context) (map[string]int64, error) {
	var list []struct {
		Name string
		Seq  int64
	}
	last := map[string]int64{}
	err := db.read.NewRaw("SELECT name, seq FROM sqlite_sequence").Scan(ctx, &list)
	for _, l := range list {
		last[l.Name] = l.Seq
	}
	return last, err
}

// Served implements move.Source: a server of a file holds the lock of its folder, and says
// nothing in the rows.
func (db *DB) Served(context.Context) (bool, error) { return false, nil }

// target is a database that a library is moved into.
type target struct{ *DB }

var (
	_ move.Source = (*DB)(nil)
	_ move.Target = target{}
)

// longMove bounds one step of a move: no one waits for its turn meanwhile.
const longMove = 2 * time.Hour

// The rows of the move itself. The triggers are gone while it lasts: what they count is
// moved too.
var movingTables = []string{
	"CREATE TABLE moving (one INTEGER PRIMARY KEY CHECK (one = 1), library TEXT NOT NULL, run INTEGER NOT NULL) STRICT",
	"CREATE TABLE moving_triggers (name TEXT NOT NULL, sql TEXT NOT NULL) STRICT",
	"INSERT INTO moving (one, library, run) VALUES (1, '', 0)",
}

// OpenTarget opens a database to move a library into: a new one, one that has a schema
// and nothing else, or the one of a move that was not finished.
func OpenTarget(ctx context.Context, path string) (move.Target, error) {
	db, err := openTarget(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("open the database %s: %w", path, openError(err))
	}
	return target{db}, nil
}

func openTarget(ctx context.Context, path string) (*DB, error) {
	lock, _, err := dbfile.Lock(path)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(create(ctx, path), inspect(path)); err != nil {
		lock.Unlock()
		return nil, err
	}
	db, err := connect(path, false)
	if err != nil {
		lock.Unlock()
		return nil, err
	}
	db.lock, db.longest = lock, longMove
	if err := (target{db}).prepare(ctx); err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

// prepare brings the schema of a new database forward, and refuses any other than this
// program's.
func (db target) prepare(ctx context.Context) error {
	var tables int
	if err := db.write.NewRaw("SELECT count(*) FROM sqlite_schema").Scan(ctx, &tables); err != nil {
		return err
	}
	if tables == 0 {
		if err := db.Update(ctx, func(t store.Tx) error { return t.(tx).all(ctx, movingTables) }); err != nil {
			return err
		}
	}
	library, _, is, err := db.begun(ctx)
	if err != nil {
		return err
	}
	if is && library == "" { // nothing is in it
		if err := bringForward(ctx, db.write.DB); err != nil {
			return err
		}
	}
	if err := currentSchema(ctx, db.write.DB); err != nil {
		return err
	}
	return db.restamp(ctx)
}

// begun reads what the move says of itself; is reports whether there is one.
func (db target) begun(ctx context.Context) (library string, run int64, is bool, err error) {
	switch err := finished(ctx, db.write.DB); {
	case err == nil:
		return "", 0, false, nil
	case !errors.Is(err, store.ErrRowsMoving):
		return "", 0, false, err
	}
	err = db.write.NewRaw("SELECT library, run FROM moving").Scan(ctx, &library, &run)
	return library, run, true, err
}

// Begun implements move.Target.
func (db target) Begun(ctx context.Context) (bool, error) {
	library, _, _, err := db.begun(ctx)
	return library != "", err
}

// Begin implements move.Target. The lock on the data folder keeps other runs out.
func (db target) Begin(ctx context.Context, library string) (run int64, err error) {
	begun, run, is, err := db.begun(ctx)
	if err != nil {
		return 0, err
	}
	if begun != "" {
		if begun != library {
			return 0, move.ErrOther
		}
		return run + 1, db.Update(ctx, func(t store.Tx) error { return t.(tx).exec(ctx, "UPDATE moving SET run = run + 1") })
	}
	if empty, err := move.IsEmpty(ctx, db); err != nil {
		return 0, err
	} else if !empty {
		return 0, move.WhyNot(ctx, db, library)
	}
	return 1, db.Update(ctx, func(t store.Tx) error { return t.(tx).beginMove(ctx, library, is) })
}

// Abandon implements move.Target.
func (db target) Abandon(ctx context.Context) error {
	if library, _, is, err := db.begun(ctx); err != nil || !is || library != "" {
		return err
	}
	if err := db.Update(ctx, func(t store.Tx) error { return t.(tx).all(ctx, notMoving) }); err != nil {
		return err
	}
	return db.fillIndex(ctx)
}

// notMoving removes what the move says of itself.
var notMoving = []string{"DELETE FROM moving", "DROP TABLE moving_triggers", "DROP TABLE moving"}

func (t tx) beginMove(ctx context.Context, library string, has bool) error {
	if !has {
		if err := t.all(ctx, movingTables); err != nil {
			return err
		}
	}
	statements := []string{"INSERT INTO moving_triggers SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"}
	var triggers []string
	if err := t.DB.NewRaw("SELECT name FROM sqlite_schema WHERE type = 'trigger'").Scan(ctx, &triggers); err != nil {
		return err
	}
	for _, name := range triggers {
		statements = append(statements, "DROP TRIGGER "+name)
	}
	for _, name := range move.Prefilled() {
		statements = append(statements, "DELETE FROM "+name)
	}
	if err := t.all(ctx, statements); err != nil {
		return err
	}
	if _, err := t.DB.NewRaw("UPDATE library SET id = ?", library).Exec(ctx); err != nil {
		return err
	}
	_, err := t.DB.NewRaw("UPDATE moving SET library = ?, run = 1", library).Exec(ctx)
	return err
}

func (t tx) all(ctx context.Context, statements []string) error {
	for _, text := range statements {
		if _, err := t.Plain().ExecContext(ctx, text); err != nil {
			return fmt.Errorf("%s: %w", text, err)
		}
	}
	return nil
}

// Insert implements move.Target.
func (db target) Insert(ctx context.Context, table string, columns []string, rows [][]any) error {
	return db.Update(ctx, func(t store.Tx) error {
		add, err := t.(tx).prepare(ctx, fmt.Sprintf(`INSERT INTO %s ("%s") VALUES (%s)`, table,
			strings.Join(columns, `", "`), strings.TrimSuffix(strings.Repeat("?, ", len(columns)), ", ")))
		if err != nil {
			return err
		}
		defer add.Close()
		for _, row := range rows {
			if _, err := add.ExecContext(ctx, row...); err != nil {
				return err
			}
		}
		return nil
	})
}

// Empty implements move.Target.
func (db target) Empty(ctx context.Context, tables []string) error {
	return db.Update(ctx, func(t store.Tx) error {
		for i := len(tables) - 1; i >= 0; i-- {
			if _, err := t.(tx).Plain().ExecContext(ctx, "DELETE FROM "+tables[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

// settled is what the engine keeps of the rows besides the search index.
var settled = []string{
	"UPDATE house_accounts SET balance = (SELECT coalesce(sum(amount), 0) FROM postings p WHERE p.till = house_accounts.till)",
	`UPDATE list_counts SET n = CASE list
		WHEN 'off_shelf' THEN (SELECT count(*) FROM movies WHERE shelf <> 'published')
		WHEN 'users' THEN (SELECT count(*) FROM users WHERE removed_at = 0)
		ELSE (SELECT count(*) FROM audit) END`,
	"DELETE FROM library_marks",
	`INSERT OR IGNORE INTO library_marks (mark, price, series, id, free, newest, title_key)
		SELECT mark, price, series, id, free, newest, title_key FROM marked_rows ORDER BY mark, price, series, id`,
}

// Settle implements move.Target.
func (db target) Settle(ctx context.Context) error {
	if err := db.Update(ctx, func(t store.Tx) error { return t.(tx).all(ctx, settled) }); err != nil {
		return err
	}
	if err := db.emptyIndex(ctx); err != nil {
		return fmt.Errorf("make the search index: %w", err)
	}
	if err := db.fillIndex(ctx); err != nil {
		return err
	}
	_, err := db.fillAuditIndex(ctx)
	return err
}

// Finish implements move.Target.
func (db target) Finish(ctx context.Context, last map[string]int64) error {
	return db.Update(ctx, func(t store.Tx) error {
		r := t.(tx)
		for _, table := range move.Tables() {
			n, is := last[table]
			if !is {
				continue
			}
			if _, err := r.DB.NewRaw("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", n, table).Exec(ctx); err != nil {
				return err
			}
			if _, err := r.DB.NewRaw("INSERT INTO sqlite_sequence (name, seq) SELECT ?, ? WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ?)", table, n, table).Exec(ctx); err != nil {
				return err
			}
		}
		var triggers []string
		if err := r.DB.NewRaw("SELECT sql FROM moving_triggers").Scan(ctx, &triggers); err != nil {
			return err
		}
		return r.all(ctx, append(triggers, notMoving...))
	})
}
