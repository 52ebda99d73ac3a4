package sqldb

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"youku.example/store"
)

type code struct {
	bun.BaseModel `bun:"table:codes,alias:c"`

	Hash   string `bun:",pk"`
	Amount int64
	MadeBy string
	MadeAt int64
	UsedBy int64 `bun:",nullzero"`
	UsedAt int64
}

func (t tx) AddCode(ctx context.Context, c store.CodeRow) error {
	_, err := t.db.NewInsert().Model(&code{
		Hash: c.Hash, Amount: int64(c.Amount), MadeBy: c.MadeBy, MadeAt: stamp(c.MadeAt),
	}).Exec(ctx)
	return rowError(err)
}

func (t tx) UseCode(ctx context.Context, hash string, userID int64, at time.Time) (store.Fen, error) {
	var amount int64
	err := t.db.NewUpdate().Model((*code)(nil)).Set("used_by = ?", userID).Set("used_at = ?", stamp(at)).
		Where("hash = ?", hash).Where("used_at = 0").Returning("amount").Scan(ctx, &amount)
	return store.Fen(amount), rowError(err)
}
