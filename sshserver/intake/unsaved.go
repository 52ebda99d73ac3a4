package intake

import (
	"context"
	"errors"
	"maps"

	"youku.example/store"
)

// A row that could not be saved when its upload ended stands in Intake.unsaved,
// for a full disk may be the shop's too. Anyone who asks reads it from there: the
// shop still has the size of some seconds ago, and a client that resumes there
// would write behind the end what belongs before it. After a crash the shop's
// row is the truth again, and recover cuts the file to it.

// saveLater keeps a row until the shop takes it.
func (in *Intake) saveLater(row store.Incoming) {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.unsaved[row.ID] = row
}

// saveUnsaved saves what waits for it and is held by no one.
func (in *Intake) saveUnsaved() {
	in.mu.Lock()
	unsaved := maps.Clone(in.unsaved)
	in.mu.Unlock()
	for _, row := range unsaved {
		release, err := in.take(in.ctx, row, checking, false, nil)
		if err != nil {
			continue
		}
		if err := in.saveNow(in.ctx, row.ID); err != nil && in.ctx.Err() == nil {
			in.log.Error("save how an upload ended", "upload", row.ID, "err", err)
		}
		release()
	}
}

// saveNow saves a row that waits, for anyone who holds it.
func (in *Intake) saveNow(ctx context.Context, id int64) error {
	in.mu.Lock()
	row, waits := in.unsaved[id]
	in.mu.Unlock()
	if !waits {
		return nil
	}
	if err := in.shop.SaveIncoming(ctx, row); err != nil && !errors.Is(err, store.ErrNoIncoming) && !errors.Is(err, store.ErrTakenOver) {
		return err
	}
	in.mu.Lock()
	defer in.mu.Unlock()
	delete(in.unsaved, id)
	return nil
}
