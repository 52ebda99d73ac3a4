package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	"modernc.org/sqlite"
)

// DB is one SQLite file with its connections. It implements store.DB.
type DB struct {
	path   string
	write  *bun.DB
	read   *bun.DB
	turn   chan struct{} // held by the update that runs
	frozen bool          // opened by OpenReader
}

// appID marks a SQLite file as this program's: "Youk".
const appID = 0x596f756b

// readers is how many views run at once.
const readers = 4

// What a file can be instead of ours.
var (
	ErrForeign = errors.New("is a database of another program")
	ErrDamaged = errors.New("is damaged, or not a database at all: put a backup in its place")
	ErrNewer   = errors.New("was written by a newer version of this program")
)

// Open opens the database file, makes it when there is none, and brings its
// schema up to date. A file that another program made, that is cut off or
// that a newer version wrote is refused and left as it is.
func Open(ctx context.Context, path string) (*DB, error) {
	if err := prepare(path); err != nil {
		return nil, fmt.Errorf("open the database %s: %w", path, err)
	}
	db, err := connect(path, false)
	if err != nil {
		return nil, fmt.Errorf("open the database %s: %w", path, err)
	}
	err = db.examine(ctx, true)
	if err == nil {
		err = migrate(ctx, db.write.DB)
	}
	if err != nil {
		db.Close()
		return nil, fmt.Errorf("open the database %s: %w", path, plainly(err))
	}
	return db, nil
}

// OpenReader opens a database file to look at it, while a server runs over it
// or not. Nothing is migrated, and Update refuses.
func OpenReader(ctx context.Context, path string) (*DB, error) {
	db, err := openReader(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("open the database %s: %w", path, plainly(err))
	}
	return db, nil
}

func openReader(ctx context.Context, path string) (*DB, error) {
	if size, err := inspect(path); err != nil {
		return nil, err
	} else if size == 0 {
		return nil, ErrDamaged
	}
	db, err := connect(path, true)
	if err != nil {
		return nil, err
	}
	if err := db.examine(ctx, false); err != nil {
		db.Close()
		return nil, err
	}
	if err := current(ctx, db.read.DB); err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

// prepare makes the file, readable by its owner alone, or looks whether the
// one that is there can be a database.
func prepare(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err == nil {
		return f.Close()
	}
	if !errors.Is(err, os.ErrExist) {
		return err
	}
	_, err = inspect(path)
	return err
}

const magic = "SQLite format 3\x00"

// inspect looks at the head of a file before SQLite does, since SQLite would
// take a short one for empty and write over it.
func inspect(path string) (size int64, err error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	if !info.Mode().IsRegular() {
		return 0, errors.New("is not a file")
	}
	if info.Size() == 0 {
		return 0, nil
	}
	head := make([]byte, len(magic))
	if _, err := io.ReadFull(f, head); err != nil || string(head) != magic {
		return 0, ErrDamaged
	}
	return info.Size(), nil
}

// connect sets up the pools; nothing is opened yet.
func connect(path string, frozen bool) (*DB, error) {
	read, err := pool(dsn(path, readPragmas), readers)
	if err != nil {
		return nil, err
	}
	db := &DB{path: path, read: read, turn: make(chan struct{}, 1), frozen: frozen}
	if !frozen {
		if db.write, err = pool(dsn(path, writePragmas), 1); err != nil {
			read.Close()
			return nil, err
		}
	}
	return db, nil
}

// FULL, since a wallet must survive the loss of power.
var (
	bothPragmas  = []string{"busy_timeout(5000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "cache_size(-16384)"}
	writePragmas = url.Values{"_txlock": {"immediate"}, "_dqs": {"0"}, "_pragma": bothPragmas}
	readPragmas  = url.Values{"_query_only": {"1"}, "_dqs": {"0"}, "_pragma": bothPragmas}
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
	sqldb := sql.OpenDB(c)
	sqldb.SetMaxOpenConns(size)
	sqldb.SetMaxIdleConns(size)
	return bun.NewDB(sqldb, sqlitedialect.New()), nil
}

// examine asks SQLite whose database this is, and marks an empty one as ours.
func (db *DB) examine(ctx context.Context, mark bool) error {
	pool := db.read
	if mark {
		pool = db.write
	}
	var id, tables int64
	if err := pool.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id); err != nil {
		return err
	}
	if err := pool.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
		return err
	}
	switch {
	case id == appID:
		return nil
	case id != 0 || tables != 0 || !mark:
		return ErrForeign
	}
	_, err := pool.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d", appID))
	return err
}

// Close ends all connections.
func (db *DB) Close() error {
	err := db.read.Close()
	if db.write != nil {
		err = errors.Join(err, db.write.Close())
	}
	return err
}
