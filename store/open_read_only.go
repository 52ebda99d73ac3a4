package store

import (
	"context"
	"errors"

	"youku.example/store/names"
)

// OpenReadOnly opens the shop without repairing or clamping anything, so that it
// may run beside the process that serves. It is for check.
func OpenReadOnly(db DB) *Shop { return newShop(db, DefaultRules()) }

// NameExists reports whether an account has that name, or one that looks or
// reads like it.
func NameExists(ctx context.Context, db DB, name string) (bool, error) {
	err := db.View(ctx, func(v View) error {
		_, err := v.UserByFold(ctx, names.Fold(name))
		return err
	})
	if errors.Is(err, errNoRow) {
		return false, nil
	}
	return err == nil, err
}
