package postgres

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"youku.example/store"
	"youku.example/store/event"
)

// What several servers over the same rows need besides: events as rows, and questions
// about many rows at once.

// Events implements store.Shared.
func (db *DB) Events(ctx context.Context, above int64, lower []int64, limit int) (list []event.Row, err error) {
	if len(lower) == 0 {
		err = db.signs.NewRaw("SELECT id, body FROM events WHERE id > ? ORDER BY id DESC LIMIT ?", above, limit).Scan(ctx, &list)
	} else {
		err = db.signs.NewRaw(`SELECT id, body FROM events WHERE id > ?
			UNION ALL SELECT id, body FROM events WHERE id IN (?) ORDER BY id DESC LIMIT ?`, above, bun.List(lower), limit).Scan(ctx, &list)
	}
	slices.Reverse(list)
	return list, refusalError(err)
}

// DropEvents implements store.Shared.
func (db *DB) DropEvents(ctx context.Context, upTo int64) error {
	_, err := db.signs.NewRaw("DELETE FROM events WHERE id <= ? AND id < (SELECT max(id) FROM events)", upTo).Exec(ctx)
	return refusalError(err)
}

// AddEvents implements store.SharedTx.
func (t tx) AddEvents(ctx context.Context, bodies []string) (ids []int64, err error) {
	if len(bodies) == 1 { // of a purchase, say
		ids = make([]int64, 1)
		err := t.Plain().QueryRowContext(ctx, keep+"INSERT INTO events (body) VALUES (?) RETURNING id", bodies[0]).Scan(&ids[0])
		return ids, err
	}
	list := make([]addedEvent, len(bodies))
	for i, body := range bodies {
		list[i].Body = body
	}
	if len(list) == 0 {
		return nil, nil
	}
	if _, err := t.DB.NewInsert().Model(&list).Exec(ctx); err != nil {
		return nil, err
	}
	for _, e := range list {
		ids = append(ids, e.ID)
	}
	return ids, nil
}

type addedEvent struct {
	bun.BaseModel `bun:"table:events"`

	ID   int64 `bun:",pk,autoincrement"`
	Body string
}

// UsersByID implements store.SharedView.
func (r rows) UsersByID(ctx context.Context, ids []int64) ([]store.User, error) {
	return r.UsersAmong(ctx, ids)
}

// KeyOwners implements store.SharedView.
func (r rows) KeyOwners(ctx context.Context, fingerprints []string) (map[string]int64, error) {
	owners := make(map[string]int64, len(fingerprints))
	if len(fingerprints) == 0 {
		return owners, nil
	}
	var list []struct {
		Fingerprint string
		UserID      int64
	}
	err := r.DB.NewRaw("SELECT fingerprint, user_id FROM user_keys WHERE fingerprint IN (?)", bun.List(fingerprints)).Scan(ctx, &list)
	for _, k := range list {
		owners[k.Fingerprint] = k.UserID
	}
	return owners, err
}

// GrantsByID implements store.SharedView.
func (r rows) GrantsByID(ctx context.Context, ids []int64) ([]store.Granted, error) {
	return r.GrantsAmong(ctx, ids)
}
