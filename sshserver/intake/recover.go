package intake

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"youku.example/media"
	"youku.example/store"
)

// recover finishes or undoes what a crash left in the middle. Files that no
// row knows are reported and left alone: they may be somebody's.
func (in *Intake) recover(ctx context.Context) error {
	rows, err := in.shop.IncomingRows(ctx)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if err := in.recoverRow(ctx, row); err != nil {
			return fmt.Errorf("upload %d (%s): %w", row.ID, row.State, err)
		}
	}
	purging, err := in.shop.Purging(ctx)
	if err != nil {
		return err
	}
	for _, m := range purging {
		in.log.Info("finishing a purge", "movie", m.ID)
		if err := in.finishPurge(ctx, m); err != nil {
			return err
		}
		in.RecheckDuplicates(ctx, m.SHA256)
	}
	return in.reportStrangers(ctx)
}

func (in *Intake) recoverRow(ctx context.Context, row store.Incoming) error {
	switch row.State {
	case store.Receiving:
		return in.recoverReceiving(ctx, row)
	case store.Hashing:
		in.enqueue(row.ID)
	case store.Publishing:
		in.log.Info("undoing an unfinished publish", "upload", row.ID, "name", store.Clean(row.Name))
		return in.settle(ctx, row)
	case store.Removing:
		in.log.Info("finishing a removal", "upload", row.ID, "name", store.Clean(row.Name))
		return in.removeRow(ctx, row)
	default:
		return in.recoverSize(ctx, row)
	}
	return nil
}

// recoverSize makes a partial file of one that is longer or shorter than its
// row says: the rows are from a backup, and the files from another moment.
// Files that are missing altogether may come back; their rows wait for them.
func (in *Intake) recoverSize(ctx context.Context, row store.Incoming) error {
	f, err := in.library.Arrived(ctx, row.File)
	if errors.Is(err, media.ErrNotExist) {
		in.log.Warn("the file of an upload is missing", "upload", row.ID, "name", store.Clean(row.Name))
		return nil
	}
	if err != nil {
		return err
	}
	size := f.Size()
	if err := f.Close(); err != nil || size == row.Size {
		return err
	}
	row.Done = row.Size
	return in.recoverReceiving(ctx, row)
}

// recoverReceiving makes a partial file of one that was being received. It is
// cut to what the row knows to be durable and without a gap, so that anyone who
// resumes at its end sends what is missing. A row that never had a file goes.
func (in *Intake) recoverReceiving(ctx context.Context, row store.Incoming) error {
	f, err := in.library.Arrived(ctx, row.File)
	if errors.Is(err, media.ErrNotExist) {
		return in.shop.DropIncoming(ctx, row.ID)
	}
	if err != nil {
		return err
	}
	size := f.Size()
	if err := f.Close(); err != nil {
		return err
	}
	if size > row.Done {
		if err := in.cut(ctx, row.File, row.Done); err != nil {
			return err
		}
		size = row.Done
	}
	in.log.Info("an upload was cut off", "upload", row.ID, "name", store.Clean(row.Name), "bytes", size)
	row = unknown(row)
	row.State, row.Size, row.Done = store.Partial, size, size
	row.Generation++ // whose writer is gone
	return in.shop.SaveIncoming(ctx, row)
}

func (in *Intake) cut(ctx context.Context, key string, size int64) error {
	inbox, err := in.library.Receive(ctx, key)
	if err != nil {
		return err
	}
	if err = inbox.Truncate(size); err == nil {
		err = inbox.Sync()
	}
	return errors.Join(err, inbox.Close())
}

// reportStrangers names the files that no row knows.
func (in *Intake) reportStrangers(ctx context.Context) error {
	keys, err := in.library.IncomingKeys(ctx)
	if err != nil || len(keys) == 0 {
		return err
	}
	rows, err := in.shop.IncomingRows(ctx)
	if err != nil {
		return err
	}
	for _, key := range keys {
		if !slices.ContainsFunc(rows, func(r store.Incoming) bool { return r.File == key }) {
			in.log.Warn("a file that belongs to no upload", "key", key)
		}
	}
	return nil
}
