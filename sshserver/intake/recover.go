package intake

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

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
	if err := in.recoverPurges(ctx); err != nil {
		return err
	}
	return in.reportStrangers(ctx)
}

// recoverPurges finishes the purges that were begun.
func (in *Intake) recoverPurges(ctx context.Context) error {
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
	return nil
}

// recoverOthers does for what is left half done while this server runs what recover does
// at a start: by another server that is no more, or by this one.
func (in *Intake) recoverOthers() {
	for {
		select {
		case <-in.gone:
		case <-in.ctx.Done():
			return
		}
		if err := in.recoverUnfinished(in.ctx); err != nil && in.ctx.Err() == nil {
			in.log.Error("finish what was left half done", "err", err)
			in.recoverLater()
		}
	}
}

// recoverLater has what is half done and held by no one settled in a while: the shop or
// the library could not be reached.
func (in *Intake) recoverLater() { time.AfterFunc(recoverAgain, in.recoverSoon) }

func (in *Intake) recoverSoon() {
	select {
	case in.gone <- struct{}{}:
	default:
	}
}

const recoverAgain = 2 * time.Second

func (in *Intake) recoverUnfinished(ctx context.Context) error {
	rows, err := in.shop.IncomingRows(ctx)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if !unfinished(row.State) {
			continue
		}
		if err := in.recoverRow(ctx, row); err != nil {
			return fmt.Errorf("upload %d (%s): %w", row.ID, row.State, err)
		}
	}
	return in.recoverPurges(ctx)
}

// unfinished reports whether a row says that something is being done with it.
func unfinished(s store.IncomingState) bool {
	return s == store.Receiving || s == store.Hashing || s == store.Publishing || s == store.Removing
}

// recoverRow settles a row, unless it is held: here, or by another server.
func (in *Intake) recoverRow(ctx context.Context, row store.Incoming) error {
	var no *store.Refusal
	mine, err := in.lock(ctx, row, checking, false, nil)
	if errors.As(err, &no) {
		return nil
	}
	if err != nil {
		return err
	}
	defer in.unlock(row.ID, mine)
	if !unfinished(row.State) {
		return in.recoverSize(ctx, row)
	}
	if err := in.claim(ctx, row); errors.As(err, &no) && no.Code != store.ErrRowsAway.Code {
		return nil
	} else if err != nil {
		return err
	}
	defer in.unclaim(store.ClaimUpload, row.File)
	row, found, err := in.rowByID(ctx, row.ID) // as it is now that it is held
	if err != nil || !found {
		return err
	}
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
	if err := in.claim(ctx, row); err != nil {
		return nil // another server changes it
	}
	defer in.unclaim(store.ClaimUpload, row.File)
	now, found, err := in.rowByID(ctx, row.ID)
	if err != nil || !found || now.State != row.State || now.Generation != row.Generation {
		return err
	}
	return in.recoverReceiving(ctx, row)
}

// recoverReceiving makes a partial file of one that was being received. It is
// cut to what is known to be durable and without a gap, so that anyone who
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
		if err := in.cut(ctx, &row); err != nil {
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

// cut cuts the bytes to what the row knows, or finds that a library which makes them
// durable by itself holds more. It is a writer too, of the row's next generation.
func (in *Intake) cut(ctx context.Context, row *store.Incoming) error {
	inbox, err := in.library.Receive(ctx, row.File, row.Generation+1)
	for range mostGenerations {
		if !errors.Is(err, media.ErrTakenOver) {
			break
		}
		row.Generation++
		inbox, err = in.library.Receive(ctx, row.File, row.Generation+1)
	}
	if err != nil {
		return err
	}
	if d, bySelf := inbox.(media.Durable); bySelf {
		row.Done = max(row.Done, d.Durable())
	}
	if err = inbox.Truncate(row.Done); err == nil {
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
