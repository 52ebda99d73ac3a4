package postgres

import (
	"context"
	"net"
	"time"

	"youku.example/store"
)

// Twice has each update run twice, the first time undone.
func (db *DB) Twice() { db.twice = true }

// AskBehind reads rows behind the shop's back.
func (db *DB) AskBehind(ctx context.Context, into any, query string) error {
	return db.read.NewRaw(query).Scan(ctx, into)
}

// Within bounds each update.
func (db *DB) Within(longest time.Duration) { db.longest = longest }

// SettleWithin bounds how long it is asked what became of an update.
func (db *DB) SettleWithin(d time.Duration) { db.settling = d }

// Refusal is an error as a caller gets it.
func Refusal(err error) error { return refusalError(err) }

// Dial opens a connection as those of a database are.
func Dial(ctx context.Context, address string) (net.Conn, error) {
	config, err := configOf("postgres://youku@" + address + "/x")
	if err != nil {
		return nil, err
	}
	return config.DialFunc(ctx, "tcp", address)
}

// CountKept is how many statements the connection of an update keeps.
func CountKept(ctx context.Context, t store.Tx) (n int, err error) {
	err = t.(tx).DB.NewRaw("SELECT count(*) FROM pg_prepared_statements").Scan(ctx, &n)
	return n, err
}
