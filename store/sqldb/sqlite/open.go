package sqlite

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	"modernc.org/sqlite"

	"youku.example/keys/owner"
	"youku.example/store"
	"youku.example/store/sqldb/sqlite/dbfile"
	"youku.example/store/sqldb/sqlite/stmt"
)

// DB is one SQLite file with its connections. It implements store.DB.
type DB struct {
	path        string
	write       *bun.DB
	read        *bun.DB
	writeTurn   chan struct{} // held by the update that runs
	maintenance *maintenance
	lock        dbfile.FileLock
	readOnly    bool          // opened by OpenReader
	longest     time.Duration // maxUpdate
}

// appID marks a SQLite file as this program's: "Youk".
const appID = 0x596f756b

// readers is how many views run at once.
const readers = 4

// Open opens the database file, makes it when there is none, and brings its
// schema up to date. A file that another program made, that is cut off or
// that a newer version wrote is refused and left as it is.
func Open(ctx context.Context, path string) (*DB, error) {
	db, err := open(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("open the database %s: %w", path, openError(err))
	}
	return db, nil
}

func open(ctx context.Context, path string) (*DB, error) {
	lock, _, err := dbfile.Lock(path)
	if err != nil {
		return nil, err
	}
	db, err := openIn(ctx, path)
	if err != nil {
		lock.Unlock()
		return nil, err
	}
	db.lock = lock
	return db, nil
}

// openIn opens a database whose log is its own.
func openIn(ctx context.Context, path string) (*DB, error) {
	if err := create(ctx, path); err != nil {
		return nil, err
	}
	if err := inspect(path); err != nil {
		return nil, err
	}
	db, err := connect(path, false)
	if err != nil {
		return nil, err
	}
	if err := db.prepare(ctx); err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

// prepare does what is done before the first query.
func (db *DB) prepare(ctx context.Context) error {
	if err := migrate(ctx, db.write.DB); err != nil {
		return err
	}
	if err := db.fillIndex(ctx); err != nil {
		return err
	}
	waiting, err := db.fillAuditIndex(ctx)
	if err != nil {
		return fmt.Errorf("make the index of the audit: %w", err)
	}
	if err := db.restamp(ctx); err != nil {
		return fmt.Errorf("begin a new log: %w", err)
	}
	return db.startMaintenance(waiting)
}

// OpenReader opens a database file to look at it, while another process serves
// over it or not. Nothing is migrated, and Update refuses.
func OpenReader(ctx context.Context, path string) (*DB, error) {
	db, err := openReader(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("open the database %s: %w", path, openError(err))
	}
	return db, nil
}

func openReader(ctx context.Context, path string) (*DB, error) {
	db, err := openReadOnly(path)
	if err != nil {
		return nil, err
	}
	if err := current(ctx, db.read.DB); err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

// openReadOnly opens a database to read, of whatever schema.
func openReadOnly(path string) (*DB, error) {
	if err := inspect(path); err != nil {
		return nil, err
	}
	if dbfile.HasLog(path) {
		lock, _, err := dbfile.Lock(path)
		if err != nil {
			return nil, err
		}
		lock.Unlock() // a reader never begins a log anew
	}
	return connect(path, true)
}

// create makes the file if there is none (or an empty one), readable by its
// owner alone. SQLite gives the files that it makes beside it, the log and its
// index, the owner and the mode of this one. Our mark is in it before anything
// else, and before there is a write-ahead log that it could stand in instead.
func create(ctx context.Context, path string) error {
	f, err := owner.Open(path, os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || info.Size() > 0 {
		return err
	}
	c, err := pool(dsn(path, url.Values{"_pragma": {"busy_timeout(5000)", "synchronous(FULL)"}}), 1)
	if err != nil {
		return err
	}
	_, err = c.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d", appID))
	return errors.Join(err, c.Close())
}

// appIDAt is where in the head of a SQLite file a program's mark stands.
const appIDAt = 68

// inspect looks at the head of a file before SQLite does, since SQLite would
// take a short one for empty, and change the head of another program's.
func inspect(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil {
		return err
	} else if !info.Mode().IsRegular() {
		return errors.New("is not a file")
	}
	head := make([]byte, dbfile.HeadSize)
	if _, err := io.ReadFull(f, head); err != nil || string(head[:len(dbfile.Magic)]) != dbfile.Magic {
		return store.ErrRowsDamaged
	}
	if binary.BigEndian.Uint32(head[appIDAt:]) != appID {
		return store.ErrRowsForeign
	}
	return nil
}

// connect sets up the pools; nothing is opened yet.
func connect(path string, frozen bool) (*DB, error) {
	read, err := pool(dsn(path, readPragmas), readers)
	if err != nil {
		return nil, err
	}
	db := &DB{path: path, read: read, writeTurn: make(chan struct{}, 1), readOnly: frozen, longest: maxUpdate}
	if !frozen {
		if db.write, err = pool(dsn(path, writePragmas), 1); err != nil {
			read.Close()
			return nil, err
		}
	}
	return db, nil
}

// autoCheckpoint has an update carry the log over itself once it is huge.
var autoCheckpoint = fmt.Sprintf("wal_autocheckpoint(%d)", hugeLog)

// FULL, since a wallet must survive the loss of power.
var (
	bothPragmas  = []string{"busy_timeout(5000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "cache_size(-16384)"}
	writePragmas = url.Values{"_txlock": {"immediate"}, "_dqs": {"0"}, "_pragma": append(slices.Clone(bothPragmas), autoCheckpoint, fmt.Sprintf("journal_size_limit(%d)", longLog*4096))}
	// A copy has no log, and no name yet under which it could be opened.
	writePragmasOfCopy = url.Values{"_txlock": {"immediate"}, "_pragma": {"busy_timeout(5000)", "journal_mode(MEMORY)", "synchronous(FULL)"}}
	logPragmas         = url.Values{"_pragma": {fmt.Sprintf("busy_timeout(%d)", readerGrace.Milliseconds()), "journal_mode(WAL)", "synchronous(FULL)"}}
	readPragmas        = url.Values{"_query_only": {"1"}, "_dqs": {"0"}, "_pragma": bothPragmas}
)

func dsn(path string, v url.Values) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + v.Encode()
}

func pool(dsn string, size int) (*bun.DB, error) {
	c, err := sqlite.NewConnector(dsn)
	if err != nil {
		return nil, err
	}
	sqldb := sql.OpenDB(stmt.Connector{Connector: c})
	sqldb.SetMaxOpenConns(size)
	sqldb.SetMaxIdleConns(size)
	return bun.NewDB(sqldb, sqlitedialect.New()), nil
}

// Close ends all connections.
func (db *DB) Close() error {
	var err error
	if db.maintenance != nil {
		err = db.maintenance.close()
	}
	err = errors.Join(err, db.read.Close())
	if db.write != nil {
		err = errors.Join(err, db.write.Close())
	}
	db.lock.Unlock()
	return err
}

// OpenWriter opens a database file for a single change, while another process
// serves over it or not. Nothing is migrated, filled or tidied up: that is the
// server's. Its updates continue the stamps of the log that is there.
func OpenWriter(ctx context.Context, path string) (*DB, error) {
	db, err := openWriter(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("open the database %s: %w", path, openError(err))
	}
	return db, nil
}

func openWriter(ctx context.Context, path string) (*DB, error) {
	if err := inspect(path); err != nil {
		return nil, err
	}
	lock, _, err := dbfile.Lock(path)
	if err != nil {
		return nil, err
	}
	db, err := connect(path, false)
	if err != nil {
		lock.Unlock()
		return nil, err
	}
	db.lock = lock
	if err := current(ctx, db.read.DB); err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}
