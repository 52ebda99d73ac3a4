package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/uptrace/bun"

	"youku.example/store"
	"youku.example/store/sqldb/move"
)

// finished refuses a database that a library is being moved into.
func finished(ctx context.Context, db *sql.DB) error {
	is, err := one[bool](ctx, db, "SELECT to_regclass('moving') IS NOT NULL")
	if err == nil && is {
		err = store.ErrRowsMoving
	}
	return err
}

// Query implements move.Source.
func (db *DB) Query(ctx context.Context, text string, values ...any) (*sql.Rows, error) {
	found, err := db.read.QueryContext(ctx, text, values...)
	return found, refusalError(err)
}

// Columns implements move.Source.
func (db *DB) Columns(ctx context.Context) (move.Columns, error) {
	var list []struct{ Relname, Attname string }
	err := db.read.NewRaw(`SELECT relname, attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
		WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`).Scan(ctx, &list)
	columns := move.Columns{}
	for _, l := range list {
		columns[l.Relname] = append(columns[l.Relname], l.Attname)
	}
	return columns, refusalError(err)
}

// LastIDs implements move.Source.
func (db *DB) LastIDs(ctx context.Context) (map[string]int64, error) {
	var list []struct {
		Relname string
		Last    int64
	}
	err := db.read.NewRaw(`SELECT t.relname, coalesce(pg_sequence_last_value(s.oid::regclass), 0) AS last FROM pg_class s
		JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = s.oid AND d.deptype = 'i'
		JOIN pg_class t ON t.oid = d.refobjid WHERE s.relkind = 'S' AND s.relnamespace = current_schema()::regnamespace`).Scan(ctx, &list)
	last := map[string]int64{}
	for _, l := range list {
		last[l.Relname] = l.Last
	}
	return last, refusalError(err)
}

// How long servers are looked at that may be dead, and how often.
const (
	deadAfter    = 9 * time.Second
	lookAtOthers = 250 * time.Millisecond
)

// Served implements move.Source: a server lives if it beats.
func (db *DB) Served(ctx context.Context) (bool, error) {
	first, err := db.beats(ctx)
	if err != nil || len(first) == 0 {
		return false, err
	}
	tick := time.NewTicker(lookAtOthers)
	defer tick.Stop()
	for began := time.Now(); time.Since(began) < deadAfter; {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return false, ctx.Err()
		}
		now, err := db.beats(ctx)
		if err != nil || len(now) == 0 { // they gave their leases up
			return false, err
		}
		for server, n := range now {
			if was, is := first[server]; !is || n != was {
				return true, nil
			}
		}
	}
	return false, nil
}

// beats is how often each server has beaten.
func (db *DB) beats(ctx context.Context) (map[string]int64, error) {
	var list []serverRow
	err := db.read.NewSelect().Model(&list).Scan(ctx)
	beats := map[string]int64{}
	for _, s := range list {
		beats[s.Server] = s.Beats
	}
	return beats, refusalError(err)
}

// target is a database that a library is moved into.
type target struct {
	*DB

	mu   sync.Mutex
	lock *sql.Conn // whose transaction holds the row of the move, so that it is free when this process is gone
	run  int64
	end  context.CancelFunc
}

var (
	_ move.Source = (*DB)(nil)
	_ move.Target = (*target)(nil)
)

// longMove bounds one step of a move: no one waits for its turn meanwhile.
const longMove = 2 * time.Hour

// stayAwake is how often the connection that holds the lock is used.
const stayAwake = 15 * time.Second

// OpenTarget opens a database to move a library into: an empty one, one that has a
// schema and nothing else, or the one of a move that was not finished.
func OpenTarget(ctx context.Context, url string) (move.Target, error) {
	db, err := open(ctx, url, false, false, forMove)
	if err != nil {
		return nil, err
	}
	db.longest = longMove
	return &target{DB: db}, nil
}

// makeMoving makes the row of the move, which is of no library yet.
func makeMoving(ctx context.Context, db *sql.DB) error {
	for _, text := range []string{
		`CREATE TABLE IF NOT EXISTS moving (one INTEGER PRIMARY KEY CHECK (one = 1), library TEXT COLLATE "C" NOT NULL, run BIGINT NOT NULL)`,
		"INSERT INTO moving (one, library, run) VALUES (1, '', 0) ON CONFLICT (one) DO NOTHING",
	} {
		if _, err := db.ExecContext(ctx, text); err != nil {
			return err
		}
	}
	return nil
}

// forMove brings the schema of an empty database forward, and refuses any other than
// this program's.
func forMove(ctx context.Context, db *sql.DB) error {
	have, want, err := versions(ctx, db)
	if err != nil {
		return err
	}
	begun := false
	switch err := finished(ctx, db); {
	case errors.Is(err, store.ErrRowsMoving):
		library, err := ofLibrary(ctx, db)
		if err != nil {
			return err
		}
		begun = library != ""
	case err != nil:
		return err
	case have == 0:
		if err := unused(ctx, db); err != nil {
			return err
		}
		if err := makeMoving(ctx, db); err != nil {
			return err
		}
	default:
		begun = true
	}
	switch {
	case have > want:
		return store.ErrRowsNewer
	case have < want && begun:
		return store.ErrRowsOlder
	case have < want:
		return bringForward(ctx, db)
	}
	return nil
}

// Begun implements move.Target.
func (db *target) Begun(ctx context.Context) (bool, error) {
	if err := finished(ctx, db.write.DB); !errors.Is(err, store.ErrRowsMoving) {
		return false, err
	}
	library, err := ofLibrary(ctx, db.write.DB)
	return library != "", err
}

// ofLibrary is the library that is being moved in, "" if none was begun.
func ofLibrary(ctx context.Context, db *sql.DB) (string, error) {
	return one[string](ctx, db, "SELECT coalesce(max(library), '') FROM moving")
}

// Begin implements move.Target.
func (db *target) Begin(ctx context.Context, library string) (run int64, err error) {
	if err := finished(ctx, db.write.DB); err == nil {
		if empty, err := move.IsEmpty(ctx, db); err != nil {
			return 0, err
		} else if !empty {
			return 0, move.WhyNot(ctx, db, library)
		}
		if err := makeMoving(ctx, db.write.DB); err != nil {
			return 0, err
		}
	} else if !errors.Is(err, store.ErrRowsMoving) {
		return 0, err
	}
	// Twice: what the first changes is to be seen by all before the second holds it.
	if err := db.locked(ctx, func(begun string, t *sql.Conn) error { return db.mark(ctx, t, begun, library) }); err != nil {
		return 0, err
	}
	return db.run, db.hold(ctx, library)
}

// Abandon implements move.Target.
func (db *target) Abandon(ctx context.Context) error {
	if begun, err := db.Begun(ctx); err != nil || begun {
		return err
	}
	if _, err := db.write.DB.ExecContext(ctx, "DROP TABLE IF EXISTS moving"); err != nil {
		return refusalError(err)
	}
	return db.fillIndex(ctx)
}

// locked runs fn in a transaction that holds the row of the move, with the library that
// it is of.
func (db *target) locked(ctx context.Context, fn func(begun string, t *sql.Conn) error) error {
	c, err := db.write.DB.Conn(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	_, err = inTx(ctx, c, "BEGIN", "", "COMMIT", func() error {
		begun, err := db.take(ctx, c)
		if err != nil {
			return err
		}
		return fn(begun, c)
	})
	return refusalError(err)
}

// take locks the row of the move, which no other process may hold.
func (db *target) take(ctx context.Context, c *sql.Conn) (library string, err error) {
	err = c.QueryRowContext(ctx, "SELECT library, run FROM moving FOR UPDATE NOWAIT").Scan(&library, &db.run)
	if codeOf(err) == "55P03" {
		err = move.ErrRunning
	}
	return library, err
}

// mark begins the move, or says that it goes on.
func (db *target) mark(ctx context.Context, c *sql.Conn, begun, library string) error {
	db.run++
	switch begun {
	case library:
	case "":
		if err := db.setTriggers(ctx, c, "DISABLE"); err != nil {
			return err
		}
		for _, table := range move.Prefilled() {
			if _, err := c.ExecContext(ctx, "DELETE FROM "+table); err != nil {
				return err
			}
		}
		if _, err := c.ExecContext(ctx, "UPDATE library SET id = $1", library); err != nil {
			return err
		}
	default:
		return move.ErrOther
	}
	_, err := c.ExecContext(ctx, "UPDATE moving SET library = $1, run = $2", library, db.run)
	return err
}

func (db *target) setTriggers(ctx context.Context, c *sql.Conn, how string) error {
	for _, table := range move.Tables() {
		if _, err := c.ExecContext(ctx, "ALTER TABLE "+table+" "+how+" TRIGGER USER"); err != nil {
			return err
		}
	}
	return nil
}

// hold keeps other runs out until Finish or Close.
func (db *target) hold(ctx context.Context, library string) error {
	c, err := db.write.DB.Conn(ctx)
	if err != nil {
		return err
	}
	run := db.run
	if _, err = c.ExecContext(ctx, "BEGIN"); err == nil {
		var begun string
		begun, err = db.take(ctx, c)
		if err == nil && (begun != library || db.run != run) {
			err = move.ErrRunning
		}
	}
	if err != nil {
		rollback(ctx, c)
		return errors.Join(err, c.Close())
	}
	ctx, db.end = context.WithCancel(context.WithoutCancel(ctx))
	db.lock = c
	go func() {
		tick := time.NewTicker(stayAwake)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				db.mu.Lock()
				if db.lock != nil {
					_, _ = db.lock.ExecContext(ctx, "SELECT 1")
				}
				db.mu.Unlock()
			case <-ctx.Done():
				return
			}
		}
	}()
	return nil
}

// Close gives the lock back and ends all connections.
func (db *target) Close() error {
	db.mu.Lock()
	if db.lock != nil {
		db.end()
		rollback(context.Background(), db.lock)
		_ = db.lock.Close()
		db.lock = nil
	}
	db.mu.Unlock()
	return db.DB.Close()
}

// beginRows: what a crash of the server takes back of one batch is taken back of all
// behind it, and the move goes on from there.
const beginRows = "; SET LOCAL synchronous_commit = off"

// Insert implements move.Target.
func (db *target) Insert(ctx context.Context, table string, columns []string, rows [][]any) error {
	return refusalError(onConn(ctx, db.write, func(c bun.Conn) error {
		_, err := inTx(ctx, c.Conn, "BEGIN", beginRows, "COMMIT", func() error {
			var run int64
			if err := c.Conn.QueryRowContext(ctx, "SELECT run FROM moving").Scan(&run); err != nil || run != db.run {
				return errors.Join(err, move.ErrRunning)
			}
			return c.Raw(func(dc any) error {
				_, err := dc.(*conn).Conn.Conn().CopyFrom(ctx, pgx.Identifier{table}, columns, pgx.CopyFromRows(rows))
				return err
			})
		})
		return err
	}))
}

// Empty implements move.Target. The search index goes with what it is of.
func (db *target) Empty(ctx context.Context, tables []string) error {
	_, err := db.write.DB.ExecContext(ctx, "TRUNCATE "+strings.Join(tables, ", ")+" CASCADE")
	return refusalError(err)
}

// settled is what the engine keeps of the rows besides the search index. The planner
// knows nothing yet of tables that were filled just now.
var settled = []string{
	"UPDATE list_parts SET n = 0 WHERE n <> 0",
	"UPDATE list_parts SET n = (SELECT count(*) FROM movies WHERE shelf <> 'published') WHERE list = 'off_shelf' AND part = 0",
	"UPDATE list_parts SET n = (SELECT count(*) FROM users WHERE removed_at = 0) WHERE list = 'users' AND part = 0",
	"UPDATE list_parts SET n = (SELECT count(*) FROM audit) WHERE list = 'audit' AND part = 0",
	"ANALYZE",
}

// Settle implements move.Target.
func (db *target) Settle(ctx context.Context) error {
	for _, text := range settled {
		if _, err := db.write.DB.ExecContext(ctx, text); err != nil {
			return refusalError(fmt.Errorf("%s: %w", text, err))
		}
	}
	if err := db.indexAnew(ctx); err != nil {
		return err
	}
	_, err := db.write.DB.ExecContext(ctx, "ANALYZE")
	return refusalError(err)
}

// found are the indexes by which words are found, as the migrations make them. A word
// that is put into one takes many times as long as one of an index that is made of all.
var found = []struct{ name, of string }{
	{"movie_words_found", "movie_words USING gin (in_buckets(buckets, words)) WITH (fastupdate = off)"},
	{"series_words_found", "series_words USING gin (in_buckets(buckets, words)) WITH (fastupdate = off)"},
}

// indexAnew makes the search index of all rows, while no other has the database.
func (db *target) indexAnew(ctx context.Context) error {
	for _, i := range found {
		if _, err := db.write.DB.ExecContext(ctx, "DROP INDEX IF EXISTS "+i.name); err != nil {
			return refusalError(err)
		}
	}
	if err := db.Reindex(ctx); err != nil {
		return err
	}
	for _, i := range found {
		if _, err := db.write.DB.ExecContext(ctx, "CREATE INDEX "+i.name+" ON "+i.of); err != nil {
			return refusalError(fmt.Errorf("make %s: %w", i.name, err))
		}
	}
	return nil
}

// Finish implements move.Target.
func (db *target) Finish(ctx context.Context, last map[string]int64) error {
	db.mu.Lock()
	defer db.mu.Unlock()
	if db.lock == nil {
		return errors.New("finish a move that was not begun")
	}
	if err := db.finish(ctx, last); err != nil {
		return refusalError(err)
	}
	db.end()
	err := db.lock.Close()
	db.lock = nil
	return err
}

func (db *target) finish(ctx context.Context, last map[string]int64) error {
	c := db.lock
	has, err := db.LastIDs(ctx)
	if err != nil {
		return err
	}
	for table := range has {
		var highest int64
		if err := c.QueryRowContext(ctx, "SELECT coalesce(max(id), 0) FROM "+table).Scan(&highest); err != nil {
			return err
		}
		if n := max(highest, last[table]); n > 0 {
			if _, err := c.ExecContext(ctx, "SELECT setval(pg_get_serial_sequence($1, 'id'), $2)", table, n); err != nil {
				return err
			}
		}
	}
	if err := db.setTriggers(ctx, c, "ENABLE"); err != nil {
		return err
	}
	for _, text := range []string{"DROP TABLE moving", "COMMIT"} {
		if _, err := c.ExecContext(ctx, text); err != nil {
			return err
		}
	}
	return nil
}
