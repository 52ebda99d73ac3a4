package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/pgdialect"

	"youku.example/store/sqldb"
)

// DB is a database with its connections. It implements store.DB.
type DB struct {
	write, read *bun.DB
	signs       *bun.DB       // of life, and events
	again       chan struct{} // held by an update that is run again
	longest     time.Duration // an update and all its tries together
	settling    time.Duration // how long it is asked whether one was done
	readOnly    bool
	twice       bool // each update is run once more before, and undone: for tests
}

// How many updates and views run at once on one server; more wait for their turn. Signs of
// life and events do not wait with them: a server that is busy would be taken for dead.
const (
	writers = 16
	readers = 8
	signers = 2
)

// idle is how long a connection that is not used stays open.
const idle = 5 * time.Minute

// Open opens the database of a URL (postgres://…) or of a line of settings, and brings
// its schema up to date. One that another program uses, or that a newer version of this
// one wrote, is refused and left as it is. What the URL does not say is taken from the
// usual variables and files (PGPASSWORD, PGPASSFILE, …).
func Open(ctx context.Context, url string) (*DB, error) {
	return open(ctx, url, false, true, migrate)
}

// OpenReader opens a database to look at it. Nothing is migrated, and Update refuses.
func OpenReader(ctx context.Context, url string) (*DB, error) {
	return open(ctx, url, true, false, current)
}

// OpenWriter opens a database for a single change, while servers use it or not.
// Nothing is migrated, but an empty one gets its schema.
func OpenWriter(ctx context.Context, url string) (*DB, error) {
	return open(ctx, url, false, false, currentOrNew)
}

func open(ctx context.Context, url string, readOnly, fill bool, prepare func(context.Context, *sql.DB) error) (*DB, error) {
	config, err := configOf(url)
	if err != nil {
		return nil, fmt.Errorf("open the database: %w", err)
	}
	db := &DB{write: pool(config, writers), read: pool(config, readers), signs: pool(config, signers), longest: maxUpdate, settling: settleWithin, readOnly: readOnly, again: make(chan struct{}, 1)}
	err = prepare(ctx, db.write.DB)
	if err == nil && fill {
		err = db.fillIndex(ctx)
	}
	if err != nil {
		db.Close()
		return nil, fmt.Errorf("open the database %s: %w", Name(url), openError(err))
	}
	return db, nil
}

// configOf reads a URL. A statement that is not kept is sent with its values and
// forgotten.
func configOf(url string) (*pgx.ConnConfig, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, err // pgx leaves the password out
	}
	config.DefaultQueryExecMode = pgx.QueryExecModeExec
	config.StatementCacheCapacity, config.DescriptionCacheCapacity = mostKept, 0
	if _, named := config.RuntimeParams["application_name"]; !named {
		config.RuntimeParams["application_name"] = "youku"
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = 10 * time.Second
	}
	config.DialFunc = dialer(config.ConnectTimeout).DialContext
	return config, nil
}

// Name is how a database is called in sentences and logs: without a password.
func Name(url string) string {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return "postgres"
	}
	return fmt.Sprintf("%s on %s:%d", config.Database, config.Host, config.Port)
}

func pool(config *pgx.ConnConfig, size int) *bun.DB {
	db := sql.OpenDB(connector{config})
	db.SetMaxOpenConns(size)
	db.SetMaxIdleConns(size)
	db.SetConnMaxIdleTime(idle)
	return bun.NewDB(db, pgdialect.New())
}

// Close ends all connections.
func (db *DB) Close() error {
	return errors.Join(db.read.Close(), db.write.Close(), db.signs.Close())
}

// engine is what the queries that all engines share need to know of this one.
var engine = &sqldb.Engine{
	Exact: exact,
	Keep:  keep, Taken: isTaken, Spoils: true, Sums: true,
	Lists: sqldb.Lists{
		Sign: "chr", Joined: "string_agg", Rows: "unnest(?::bigint[]) WITH ORDINALITY AS a (value, place)", Order: " ORDER BY a.place",
		Among: " = ANY (?::bigint[])", Value: "{}",
	},
}

// over is the rows of a transaction, or of a connection.
func over(db bun.IDB) rows { return rows{sqldb.Rows{DB: db, Engine: engine}} }
