package sqldb

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"youku.example/store"
)

type batch struct {
	bun.BaseModel `bun:"table:batches,alias:b"`

	ID     int64 `bun:",pk,autoincrement"`
	Kind   string
	Amount int64
	Plan   string
	Days   int
	Count  int
	MadeBy string
	MadeAt int64
}

type code struct {
	bun.BaseModel `bun:"table:codes,alias:c"`

	Hash     string `bun:",pk"`
	BatchID  int64
	Amount   int64
	MadeBy   string
	MadeAt   int64
	UsedBy   int64 `bun:",nullzero"`
	UsedAt   int64
	VoidedAt int64
}

type invitation struct {
	bun.BaseModel `bun:"table:invitations,alias:i"`

	Hash     string `bun:",pk"`
	BatchID  int64
	UsedBy   int64 `bun:",nullzero"`
	UsedAt   int64
	VoidedAt int64
	EntryID  int64 `bun:",nullzero"`
}

// codesLeft counts what of a batch was not used, as far as a condition holds for it. A
// batch is of codes or of invitations.
func codesLeft(condition string) string {
	of := func(table string) string {
		return "(SELECT count(*) FROM " + table + " AS c WHERE c.batch_id = b.id AND c.used_at = 0 AND c." + condition + ")"
	}
	return of("codes") + " + " + of("invitations")
}

func (r Rows) batches(ctx context.Context, kind store.BatchKind, narrow func(*bun.SelectQuery) *bun.SelectQuery) ([]store.Batch, error) {
	var list []struct {
		batch
		Unused int
		Voided int
	}
	q := r.DB.NewSelect().TableExpr("batches AS b").ColumnExpr("b.*").
		ColumnExpr(codesLeft("voided_at = 0") + " AS unused").ColumnExpr(codesLeft("voided_at <> 0") + " AS voided")
	if kind != "" {
		q = q.Where("b.kind = ?", string(kind))
	}
	if err := narrow(q).Scan(ctx, &list); err != nil {
		return nil, err
	}
	out := make([]store.Batch, len(list))
	for i, b := range list {
		out[i] = store.Batch{
			ID: b.ID, Kind: store.BatchKind(b.Kind), Amount: store.Fen(b.Amount), Plan: b.Plan, Days: b.Days,
			Count: b.Count, Unused: b.Unused, Voided: b.Voided, By: b.MadeBy, CreatedAt: unstamp(b.MadeAt),
		}
	}
	return out, nil
}

// Batches implements store.View.
func (r Rows) Batches(ctx context.Context, kind store.BatchKind, s store.Span) ([]store.Batch, error) {
	return r.batches(ctx, kind, func(q *bun.SelectQuery) *bun.SelectQuery { return NewestFirst(q, "b.id", s) })
}

// CountBatches implements store.View.
func (r Rows) CountBatches(ctx context.Context, kind store.BatchKind) (int, error) {
	q := r.DB.NewSelect().TableExpr("batches")
	if kind != "" {
		q = q.Where("kind = ?", string(kind))
	}
	n, err := q.Count(ctx)
	return int(n), err
}

// Batch implements store.View.
func (r Rows) Batch(ctx context.Context, kind store.BatchKind, id int64) (store.Batch, error) {
	list, err := r.batches(ctx, kind, func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("b.id = ?", id) })
	if err == nil && len(list) == 0 {
		err = store.NoRow()
	}
	if err != nil {
		return store.Batch{}, err
	}
	return list[0], nil
}

// InvitationBatch implements store.View.
func (r Rows) InvitationBatch(ctx context.Context, hash string) (store.Batch, error) {
	var id int64
	err := r.DB.NewRaw("SELECT batch_id FROM invitations WHERE hash = ? AND used_at = 0 AND voided_at = 0", hash).Scan(ctx, &id)
	if err != nil {
		return store.Batch{}, r.RowError(err)
	}
	return r.Batch(ctx, store.BatchOfInvitations, id)
}

// AddBatch implements store.Tx.
func (r Rows) AddBatch(ctx context.Context, b *store.Batch) error {
	row := &batch{
		Kind: string(b.Kind), Amount: int64(b.Amount), Plan: b.Plan, Days: b.Days,
		Count: b.Count, MadeBy: b.By, MadeAt: stamp(b.CreatedAt),
	}
	if err := r.add(ctx, row); err != nil {
		return err
	}
	b.ID = row.ID
	return nil
}

// AddCode implements store.Tx.
func (r Rows) AddCode(ctx context.Context, c store.CodeRow) error {
	return r.add(ctx, &code{
		Hash: c.Hash, BatchID: c.Batch, Amount: int64(c.Amount), MadeBy: c.MadeBy, MadeAt: stamp(c.MadeAt),
	})
}

// AddInvitation implements store.Tx.
func (r Rows) AddInvitation(ctx context.Context, hash string, batch int64) error {
	return r.add(ctx, &invitation{Hash: hash, BatchID: batch})
}

// UseCode implements store.Tx. The condition stands in the statement itself, so
// that no engine can pass it between reading and writing.
func (r Rows) UseCode(ctx context.Context, hash string, userID int64, at time.Time) (store.Fen, error) {
	var amount int64
	err := r.DB.NewUpdate().Model((*code)(nil)).Set("used_by = ?", userID).Set("used_at = ?", stamp(at)).
		Where("hash = ?", hash).Where("used_at = 0 AND voided_at = 0").Returning("amount").Scan(ctx, &amount)
	return store.Fen(amount), r.RowError(err)
}

// UseInvitation implements store.Tx.
func (r Rows) UseInvitation(ctx context.Context, hash string, userID, entry int64, at time.Time) error {
	q := r.DB.NewUpdate().Model((*invitation)(nil)).Set("used_by = ?", userID).Set("used_at = ?", stamp(at)).
		Where("hash = ?", hash).Where("used_at = 0 AND voided_at = 0")
	if entry != 0 {
		q = q.Set("entry_id = ?", entry)
	}
	return r.OneRow(q.Exec(ctx))
}

// VoidBatch implements store.Tx.
func (r Rows) VoidBatch(ctx context.Context, batch int64, at time.Time) error {
	for _, of := range []any{(*code)(nil), (*invitation)(nil)} {
		_, err := r.DB.NewUpdate().Model(of).Set("voided_at = ?", stamp(at)).
			Where("batch_id = ?", batch).Where("used_at = 0 AND voided_at = 0").Exec(ctx)
		if err != nil {
			return err
		}
	}
	return nil
}
