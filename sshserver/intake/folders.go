package intake

import (
	"context"
	"slices"
	"time"

	"youku.example/store"
)

// List lists the uploads and folders in a folder ("": the top) as they are this
// moment, by name.
func (in *Intake) List(ctx context.Context, a store.Actor, folder string) ([]store.Incoming, error) {
	if err := in.admin(ctx, a); err != nil {
		return nil, err
	}
	rows, err := in.shop.IncomingIn(ctx, folder)
	if err != nil {
		return nil, err
	}
	rows = slices.DeleteFunc(rows, func(r store.Incoming) bool { return r.State == store.Removing })
	for i := range rows {
		in.now(&rows[i])
	}
	return rows, nil
}

// MakeFolder makes a folder, which is a row and nothing else.
func (in *Intake) MakeFolder(ctx context.Context, a store.Actor, name string) error {
	if err := in.admin(ctx, a); err != nil {
		return err
	}
	return in.shop.MakeIncomingFolder(ctx, a, name)
}

// RemoveFolder removes a folder with nothing in it.
func (in *Intake) RemoveFolder(ctx context.Context, a store.Actor, name string) error {
	if err := in.admin(ctx, a); err != nil {
		return err
	}
	return in.shop.RemoveIncomingFolder(ctx, a, name)
}

// SetFolderTime keeps the time that a client gives a folder.
func (in *Intake) SetFolderTime(ctx context.Context, a store.Actor, name string, at time.Time) error {
	if err := in.admin(ctx, a); err != nil {
		return err
	}
	return in.shop.SetIncomingFolderTime(ctx, a, name, storable(at))
}
