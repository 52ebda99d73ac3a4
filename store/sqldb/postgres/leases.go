package postgres

import (
	"context"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"youku.example/store/clock"
	leases "youku.example/store/lease"
)

// What servers know of each other. A server writes its own rows alone, and none is
// read by an update, so they need no serializable transaction; and what the machine
// loses in a crash, the next beat writes anew, so none waits for the disk.

var beginBeat = "SET LOCAL synchronous_commit = off; " + endIdle(maxBeat)

// maxBeat is far more than a beat takes.
const maxBeat = 10 * time.Second

// manyRows is how many rows one statement writes.
const manyRows = 1000

type serverRow struct {
	bun.BaseModel `bun:"table:servers"`

	Server   string `bun:",pk"`
	Beats    int64
	Version  int64
	Expected int64
}

type runningRow struct {
	bun.BaseModel `bun:"table:running"`

	Server  string `bun:",pk"`
	Kind    string `bun:",pk"`
	ID      string `bun:",pk"`
	Account int64
	Body    string
}

// Beat implements store.Leased.
func (db *DB) Beat(ctx context.Context, b leases.Beat) (r clock.Reading, list []leases.Lease, err error) {
	err = db.beside(ctx, func(t bun.Tx) error {
		own := serverRow{Server: b.Server, Beats: 1, Version: b.Version, Expected: b.Expected.Microseconds()}
		_, err := t.NewInsert().Model(&own).Returning("NULL").
			On("CONFLICT (server) DO UPDATE").Set("beats = server_row.beats + 1").
			Set("version = EXCLUDED.version").Set("expected = EXCLUDED.expected").Exec(ctx)
		if err != nil {
			return err
		}
		if err := writeRunning(ctx, t, b); err != nil {
			return err
		}
		var now, offset int64
		err = t.NewRaw(`SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint, "offset", epoch FROM library_time`).
			Scan(ctx, &now, &offset, &r.Epoch)
		if err != nil {
			return err
		}
		r.Now, r.Offset = time.UnixMicro(now).UTC(), micros(offset)
		var rows []serverRow
		err = t.NewSelect().Model(&rows).Scan(ctx)
		for _, s := range rows {
			list = append(list, leases.Lease{Server: s.Server, Beats: s.Beats, Version: s.Version, Expected: micros(s.Expected)})
		}
		return err
	})
	return r, list, err
}

func micros(n int64) time.Duration { return time.Duration(n) * time.Microsecond }

func writeRunning(ctx context.Context, t bun.Tx, b leases.Beat) error {
	if b.Whole {
		if err := dropRunning(ctx, t, b.Server); err != nil {
			return err
		}
	}
	for put := range slices.Chunk(b.Put, manyRows) {
		rows := make([]runningRow, len(put))
		for i, r := range put {
			rows[i] = runningRow{Server: b.Server, Kind: r.Kind, ID: r.ID, Account: r.Account, Body: r.Body}
		}
		_, err := t.NewInsert().Model(&rows).Returning("NULL").On("CONFLICT (server, kind, id) DO UPDATE").
			Set("account = EXCLUDED.account").Set("body = EXCLUDED.body").Exec(ctx)
		if err != nil {
			return err
		}
	}
	gone := map[string][]string{} // IDs by kind
	for _, r := range b.Drop {
		gone[r.Kind] = append(gone[r.Kind], r.ID)
	}
	for kind, ids := range gone {
		for some := range slices.Chunk(ids, manyRows) {
			_, err := t.NewRaw("DELETE FROM running WHERE server = ? AND kind = ? AND id IN (?)", b.Server, kind, bun.List(some)).Exec(ctx)
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func dropRunning(ctx context.Context, t bun.Tx, server string) error {
	_, err := t.NewRaw("DELETE FROM running WHERE server = ?", server).Exec(ctx)
	return err
}

// SetOffset implements store.Leased.
func (db *DB) SetOffset(ctx context.Context, epoch int64, offset time.Duration) (set bool, err error) {
	done, err := db.signs.NewRaw(`UPDATE library_time SET "offset" = ?, epoch = epoch + 1 WHERE epoch = ?`,
		offset.Microseconds(), epoch).Exec(ctx)
	if err != nil {
		return false, refusalError(err)
	}
	n, err := done.RowsAffected()
	return n > 0, err
}

// DropServer implements store.Leased.
func (db *DB) DropServer(ctx context.Context, l leases.Lease) error {
	return db.beside(ctx, func(t bun.Tx) error {
		done, err := t.NewRaw("DELETE FROM servers WHERE server = ? AND beats = ?", l.Server, l.Beats).Exec(ctx)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return err
		}
		if _, err := t.NewRaw("DELETE FROM records WHERE kind = ? AND body = ?", claimed, l.Server).Exec(ctx); err != nil {
			return err
		}
		return dropRunning(ctx, t, l.Server)
	})
}

// claimed is the kind of the records that say which server something is; kind and key
// of the thing are its key.
const claimed = "claim"

// Claim implements store.Leased.
func (db *DB) Claim(ctx context.Context, server, kind, key string, takeAway bool) (is bool, err error) {
	row := recordRow{Kind: claimed, Key: kind + "/" + key, Body: server}
	err = db.beside(ctx, func(t bun.Tx) error {
		done, err := t.NewInsert().Model(&row).Returning("NULL").On("CONFLICT (kind, key) DO UPDATE").Set("body = EXCLUDED.body").
			Where("? OR record_row.body = EXCLUDED.body OR NOT EXISTS (SELECT 1 FROM servers AS s WHERE s.server = record_row.body)", takeAway).Exec(ctx)
		if err != nil {
			return err
		}
		n, err := done.RowsAffected()
		is = n > 0
		return err
	})
	return is, err
}

// Unclaim implements store.Leased.
func (db *DB) Unclaim(ctx context.Context, server, kind, key string) error {
	return db.beside(ctx, func(t bun.Tx) error {
		_, err := t.NewRaw("DELETE FROM records WHERE kind = ? AND key = ? AND body = ?", claimed, kind+"/"+key, server).Exec(ctx)
		return err
	})
}

// Running implements store.Leased.
func (db *DB) Running(ctx context.Context) ([]leases.Placed, error) {
	return db.runningWhere(ctx, "TRUE")
}

// RunningOf implements store.Leased.
func (db *DB) RunningOf(ctx context.Context, kind string, accounts ...int64) ([]leases.Placed, error) {
	if len(accounts) == 0 {
		return db.runningWhere(ctx, "kind = ?", kind)
	}
	return db.runningWhere(ctx, "account IN (?) AND kind = ?", bun.List(accounts), kind)
}

func (db *DB) runningWhere(ctx context.Context, condition string, args ...any) (list []leases.Placed, err error) {
	var rows []runningRow
	err = db.read.NewSelect().Model(&rows).Where(condition, args...).Scan(ctx)
	for _, r := range rows {
		list = append(list, leases.Placed{Server: r.Server, Row: leases.Row{Kind: r.Kind, ID: r.ID, Account: r.Account, Body: r.Body}})
	}
	return list, refusalError(err)
}

// beside runs fn in a transaction beside the updates.
func (db *DB) beside(ctx context.Context, fn func(bun.Tx) error) error {
	return refusalError(db.signs.RunInTx(ctx, nil, func(ctx context.Context, t bun.Tx) error {
		if _, err := t.ExecContext(ctx, beginBeat); err != nil {
			return err
		}
		return fn(t)
	}))
}
