package sqldb

import (
	"context"

	"github.com/uptrace/bun"
)

type preference struct {
	bun.BaseModel `bun:"table:preferences"`

	UserID int64  `bun:",pk"`
	Name   string `bun:",pk"`
	Value  string
}

// Preferences implements store.View.
func (r Rows) Preferences(ctx context.Context, userID int64) (map[string]string, error) {
	var list []preference
	if err := r.DB.NewSelect().Model(&list).Where("user_id = ?", userID).Scan(ctx); err != nil {
		return nil, err
	}
	out := make(map[string]string, len(list))
	for _, p := range list {
		out[p.Name] = p.Value
	}
	return out, nil
}

// SetPreference implements store.Tx.
func (r Rows) SetPreference(ctx context.Context, userID int64, name, value string) error {
	if value == "" {
		_, err := r.DB.NewDelete().Model((*preference)(nil)).Where("user_id = ?", userID).Where("name = ?", name).Exec(ctx)
		return err
	}
	_, err := r.DB.NewInsert().Model(&preference{UserID: userID, Name: name, Value: value}).
		On("CONFLICT (user_id, name) DO UPDATE").Set("value = EXCLUDED.value").Exec(ctx)
	return err
}
