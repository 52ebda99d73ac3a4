package intake

import (
	"context"
	"errors"
	"fmt"

	"youku.example/store"
	"youku.example/store/sidecar"
)

// Discard throws an upload away. One that is being written is ErrReceiving;
// one that is being hashed is hashed no further. Who saw what they discard
// sends it along: another upload under the name is ErrChanged.
func (in *Intake) Discard(ctx context.Context, a store.Actor, name string, shown *store.Shown) error {
	if err := in.admin(ctx, a); err != nil {
		return err
	}
	row, release, err := in.takeNamed(ctx, name, removing, true)
	if err != nil {
		return err
	}
	defer release()
	if err := store.CheckShown(row, shown); err != nil {
		return err
	}
	row.State = store.Removing
	if err := in.shop.SaveIncoming(ctx, row); err != nil {
		return err
	}
	in.step("removing")
	after, cancel := detached(ctx)
	defer cancel()
	if err := in.removeRow(after, row); err != nil {
		return err
	}
	if err := in.shop.Note(after, a, "discard", row.Name, ""); err != nil {
		in.log.Error("note a discarded upload", "upload", row.ID, "err", err)
	}
	return nil
}

// removeRow removes the bytes of a row and then the row.
func (in *Intake) removeRow(ctx context.Context, row store.Incoming) error {
	if err := in.library.Discard(ctx, row.File); err != nil {
		return fmt.Errorf("remove upload %d: %w", row.ID, err)
	}
	in.step("discarded")
	return in.shop.DropIncoming(ctx, row.ID)
}

// Rename gives an upload, in whatever state it is, or a folder another path. One
// that is taken is ErrFileExists, unless it may be overwritten: then the file that
// had it goes. A folder overwrites nothing and is not overwritten.
func (in *Intake) Rename(ctx context.Context, a store.Actor, from, to string, overwrite bool) error {
	if err := in.admin(ctx, a); err != nil {
		return err
	}
	row, err := in.at(ctx, from)
	if err != nil {
		return err
	}
	if row.State == store.Folder {
		return in.shop.RenameIncoming(ctx, a, row.Name, to)
	}
	if row.State == store.Publishing {
		return &store.Refusal{Code: store.ErrBusy.Code, Name: row.Name}
	}
	other, err := in.row(ctx, to)
	if err == nil && other.ID != row.ID && overwrite {
		if err := in.Discard(ctx, a, to, nil); err != nil && !errors.Is(err, store.ErrNoIncoming) {
			return err
		}
	}
	if err := in.shop.RenameIncoming(ctx, a, row.Name, to); err != nil {
		return err
	}
	if sidecar.KindOf(row.Name) == sidecar.KindOf(to) {
		return nil
	}
	return in.judgeAgain(ctx, to)
}

// judgeAgain looks at a file whole once more, since its new name says that it is
// for something else. One that is being written is looked at when it is closed.
func (in *Intake) judgeAgain(ctx context.Context, name string) error {
	row, release, err := in.takeNamed(ctx, name, checking, true)
	if err != nil {
		return nil // the one that holds it looks at it whole
	}
	defer release()
	if !settled(row.State) {
		return nil
	}
	row = unknown(row)
	row.State = store.Hashing
	return in.shop.SaveIncoming(ctx, row)
}

// Purge removes the bytes of a movie that is deleted and owned by no one. The
// shop gives it up first; the bytes follow, after a crash at the next start.
func (in *Intake) Purge(ctx context.Context, a store.Actor, movie int64) error {
	if err := in.admin(ctx, a); err != nil {
		return err
	}
	m, err := in.shop.BeginPurge(ctx, a, movie)
	if errors.Is(err, store.ErrNotDeleted) {
		m, err = in.halfPurged(ctx, movie, err)
	}
	if err != nil {
		return err
	}
	in.step("purging")
	after, cancel := detached(ctx)
	defer cancel()
	if err := in.finishPurge(after, m); err != nil {
		return err
	}
	in.RecheckDuplicates(after, m.SHA256)
	return nil
}

// halfPurged is a movie that was given up and whose bytes could not be removed,
// so that purging it again goes on; else the refusal.
func (in *Intake) halfPurged(ctx context.Context, movie int64, refusal error) (store.Movie, error) {
	list, err := in.shop.Purging(ctx)
	if err != nil {
		return store.Movie{}, err
	}
	for _, m := range list {
		if m.ID == movie {
			return m, nil
		}
	}
	return store.Movie{}, refusal
}

func (in *Intake) finishPurge(ctx context.Context, m store.Movie) error {
	unlock, err := in.LockContent(ctx, m.SHA256)
	if err != nil {
		return err
	}
	defer unlock()
	if err := in.purgeSubtitles(ctx, m.ID); err != nil {
		return err
	}
	if err := in.purgeCover(ctx, m); err != nil {
		return err
	}
	if err := in.library.Remove(ctx, m.File); err != nil {
		return fmt.Errorf("purge movie %d: %w", m.ID, err)
	}
	in.step("purged")
	return in.shop.EndPurge(ctx, m.ID)
}
