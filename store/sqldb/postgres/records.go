package postgres

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"youku.example/store"
)

type recordRow struct {
	bun.BaseModel `bun:"table:records"`

	Kind  string `bun:",pk"`
	Key   string `bun:",pk"`
	Body  string
	Until int64
}

func (r recordRow) record() store.Record {
	record := store.Record{Kind: r.Kind, Key: r.Key, Body: r.Body}
	if r.Until != 0 {
		record.Until = time.UnixMicro(r.Until).UTC()
	}
	return record
}

// Record implements store.SharedView.
func (r rows) Record(ctx context.Context, kind, key string) (store.Record, error) {
	var row recordRow
	err := r.DB.NewSelect().Model(&row).Where("kind = ? AND key = ?", kind, key).Scan(ctx)
	return row.record(), r.RowError(err)
}

// Records implements store.SharedView.
func (r rows) Records(ctx context.Context, kind string) (list []store.Record, err error) {
	var found []recordRow
	err = r.DB.NewSelect().Model(&found).Where("kind = ?", kind).Order("key").Scan(ctx)
	for _, row := range found {
		list = append(list, row.record())
	}
	return list, err
}

// SetRecord implements store.SharedTx.
func (t tx) SetRecord(ctx context.Context, r store.Record) error {
	row := recordRow{Kind: r.Kind, Key: r.Key, Body: r.Body}
	if !r.Until.IsZero() {
		row.Until = r.Until.UnixMicro()
	}
	_, err := t.DB.NewInsert().Model(&row).Returning("NULL").On("CONFLICT (kind, key) DO UPDATE").
		Set("body = EXCLUDED.body").Set("until = EXCLUDED.until").Exec(ctx)
	return err
}

// DropRecord implements store.SharedTx.
func (t tx) DropRecord(ctx context.Context, kind, key string) error {
	_, err := t.DB.NewRaw("DELETE FROM records WHERE kind = ? AND key = ?", kind, key).Exec(ctx)
	return err
}

// DropRecords implements store.SharedTx.
func (t tx) DropRecords(ctx context.Context, kind string, upTo time.Time) error {
	_, err := t.DB.NewRaw("DELETE FROM records WHERE kind = ? AND until > 0 AND until <= ?", kind, upTo.UnixMicro()).Exec(ctx)
	return err
}
