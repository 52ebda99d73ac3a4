package sqldb

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"youku.example/store"
)

type accountChange struct {
	bun.BaseModel `bun:"table:account_changes,alias:c"`

	ID     int64 `bun:",pk,autoincrement"`
	UserID int64
	Kind   string
	Detail string
	MadeBy string
	MadeAt int64
	ToldAt int64
}

// UntoldChanges implements store.View.
func (r Rows) UntoldChanges(ctx context.Context, userID int64) ([]store.AccountChange, error) {
	var list []accountChange
	err := r.DB.NewSelect().Model(&list).Where("c.user_id = ? AND c.told_at = 0", userID).Order("id").Scan(ctx)
	out := make([]store.AccountChange, len(list))
	for i, c := range list {
		out[i] = store.AccountChange{ID: c.ID, Kind: store.ChangeKind(c.Kind), Detail: c.Detail, By: c.MadeBy, At: unstamp(c.MadeAt)}
	}
	return out, err
}

// AddAccountChange implements store.Tx.
func (r Rows) AddAccountChange(ctx context.Context, userID int64, c *store.AccountChange) error {
	row := &accountChange{UserID: userID, Kind: string(c.Kind), Detail: c.Detail, MadeBy: c.By, MadeAt: stamp(c.At)}
	if err := r.add(ctx, row); err != nil {
		return err
	}
	c.ID = row.ID
	return nil
}

// MarkChangesTold implements store.Tx.
func (r Rows) MarkChangesTold(ctx context.Context, userID, upTo int64, at time.Time) error {
	_, err := r.DB.NewUpdate().Model((*accountChange)(nil)).Set("told_at = ?", stamp(at)).
		Where("user_id = ? AND told_at = 0 AND id <= ?", userID, upTo).Exec(ctx)
	return err
}
