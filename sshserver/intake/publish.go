package intake

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"time"

	"youku.example/media"
	"youku.example/store"
)

// publishTick is how often the caller of Publish hears how far the copy is.
const publishTick = 250 * time.Millisecond

// Publish makes a movie of a file that arrived whole. What the shop refuses
// (CheckPublication, CheckNew) is refused at once. From then on the work is the
// server's: it goes on when ctx ends, and Publish returns ctx's error then.
// moving, which may be nil, is called now and then with how many bytes were
// copied where the movies are on another disk.
//
// The bytes stand under the movie's key, durably, before the movie's row does,
// and the incoming name goes after it: at no moment is there a movie without
// bytes, and a crash or Close leaves what recover knows how to settle.
func (in *Intake) Publish(ctx context.Context, a store.Actor, name string, p store.Publication, moving func(done, whole int64)) (store.Movie, error) {
	if err := in.admin(ctx, a); err != nil {
		return store.Movie{}, err
	}
	row, release, err := in.takeNamed(ctx, name, publishing, false)
	if err != nil {
		return store.Movie{}, err
	}
	if _, err := store.CheckPublication(row, p); err != nil {
		release()
		return store.Movie{}, err
	}
	w, err := in.begin(ctx, func(ctx context.Context) (store.Movie, error) {
		return in.publishHeld(ctx, a, row, p, release)
	})
	if err != nil {
		release()
		return store.Movie{}, err
	}
	movie, err := w.wait(ctx, func() { in.report(row, moving) })
	if ctx.Err() != nil && err != nil {
		in.log.Info("a publishing goes on without the session that began it", "upload", row.ID)
	}
	return movie, err
}

// report passes on how far the copy of an upload is.
func (in *Intake) report(row store.Incoming, moving func(done, whole int64)) {
	in.mu.Lock()
	done := in.progress[row.ID]
	in.mu.Unlock()
	if moving != nil && done > 0 {
		moving(done, row.Size)
	}
}

// publishHeld publishes the row that is held, and looks again at what has the
// same content once the row is free.
func (in *Intake) publishHeld(ctx context.Context, a store.Actor, row store.Incoming, p store.Publication, release func()) (store.Movie, error) {
	movie, err := func() (store.Movie, error) {
		defer release()
		return in.publishRow(ctx, a, row, p)
	}()
	if err == nil || errors.Is(err, store.ErrDuplicate) || errors.Is(err, store.ErrTwinDeleted) {
		ctx, cancel := detached(ctx)
		defer cancel()
		in.RecheckDuplicates(ctx, row.SHA256)
	}
	if err == nil {
		ctx, cancel := detached(ctx)
		defer cancel()
		in.publishSidecars(ctx, a, row, movie, p.Beside)
	}
	return movie, err
}

func (in *Intake) publishRow(ctx context.Context, a store.Actor, row store.Incoming, p store.Publication) (store.Movie, error) {
	unlock, err := in.LockContent(ctx, row.SHA256)
	if err != nil {
		return store.Movie{}, err
	}
	defer unlock()
	if err := in.shop.CheckNew(ctx, row.SHA256); err != nil {
		return store.Movie{}, err
	}
	if err := in.unchanged(ctx, row); err != nil {
		return store.Movie{}, err
	}
	row = beingPublished(row)
	if err := in.shop.SaveIncoming(ctx, row); err != nil {
		return store.Movie{}, err
	}
	in.step("publishing")
	movie, err := in.keepAndPublish(ctx, a, row, p)
	after, cancel := detached(ctx)
	defer cancel()
	if serr := in.settlePublished(after, row); serr != nil {
		in.log.Error("settle an upload that was published", "upload", row.ID, "err", serr)
		in.recoverLater()
	}
	return movie, err
}

// NewMovieKey draws the key under which bytes are to be kept: their hash, and what no
// other key of them has. So a server that stood still removes what it was to remove and
// never what was kept anew meanwhile.
func NewMovieKey(row store.Incoming) string {
	return row.SHA256 + "." + strings.ToLower(rand.Text()[:12]) + row.Ext
}

func (in *Intake) keepAndPublish(ctx context.Context, a store.Actor, row store.Incoming, p store.Publication) (store.Movie, error) {
	defer in.forget(row.ID)
	if err := in.library.Keep(ctx, row.File, row.KeptAs, func(done int64) { in.setProgress(row.ID, done) }); err != nil {
		return store.Movie{}, in.notKept(row, err)
	}
	in.step("kept")
	done, err := in.shop.PublishAll(ctx, a, []store.ToPublish{toPublish(row, p)})
	if err != nil {
		return store.Movie{}, err
	}
	if done[0].Err == nil {
		in.step("published")
	}
	in.dropLate(ctx, row, done[0].Err)
	return done[0].Movie, done[0].Err
}

// dropLate removes bytes that were kept after another server had settled the row.
func (in *Intake) dropLate(ctx context.Context, row store.Incoming, refused error) {
	if !errors.Is(refused, store.ErrBusy) {
		return
	}
	if err := in.library.Remove(ctx, row.KeptAs); err != nil {
		in.log.Error("remove what became no movie", "upload", row.ID, "err", err)
	}
}

// beingPublished is the row of an upload once its publishing has begun.
func beingPublished(row store.Incoming) store.Incoming {
	row.State, row.DuplicateOf, row.KeptAs = store.Publishing, 0, NewMovieKey(row)
	row.Generation++
	return row
}

// toPublish is a row whose bytes are kept.
func toPublish(row store.Incoming, p store.Publication) store.ToPublish {
	return store.ToPublish{Incoming: row.ID, File: row.KeptAs, As: p, Generation: row.Generation}
}

// notKept is the error of an upload whose bytes could not be kept.
func (in *Intake) notKept(row store.Incoming, err error) error {
	if errors.Is(err, media.ErrNoSpace) {
		in.log.Warn("no room to publish", "upload", row.ID, "bytes", row.Size, "err", err)
		return &store.Refusal{Code: store.ErrShelfFull.Code, Name: row.Name}
	}
	return fmt.Errorf("publish upload %d: %w", row.ID, err)
}

// settle is settlePublished for a caller that does not hold the content.
func (in *Intake) settle(ctx context.Context, row store.Incoming) error {
	unlock, err := in.LockContent(ctx, row.SHA256)
	if err != nil {
		return err
	}
	defer unlock()
	return in.settlePublished(ctx, row)
}

// settlePublished brings a row that was being published to its end, whatever
// came of it: the shop's own rows say what did. The server that published it publishes no more
// before the bytes go: another server may have, which stood still.
func (in *Intake) settlePublished(ctx context.Context, row store.Incoming) error {
	row, found, err := in.rowByID(ctx, row.ID)
	if err == nil && found && row.State == store.Publishing {
		row, err = in.shop.NextWriter(ctx, row.ID)
	}
	if err != nil || !found {
		return err
	}
	switch row.State {
	case store.Removing: // it is a movie
		return in.removeRow(ctx, row)
	case store.Publishing: // it is none
	default:
		return nil
	}
	if row.KeptAs != "" {
		if err := in.library.Remove(ctx, row.KeptAs); err != nil {
			return fmt.Errorf("undo the publishing of upload %d: %w", row.ID, err)
		}
		in.step("undone")
		row.KeptAs = ""
	}
	if err := in.checkDuplicate(ctx, &row); err != nil {
		return err
	}
	return in.shop.SaveIncoming(ctx, row)
}

// unchanged makes sure that the bytes are those that were hashed, as far as
// their number shows.
func (in *Intake) unchanged(ctx context.Context, row store.Incoming) error {
	f, err := in.library.Arrived(ctx, row.File)
	if errors.Is(err, media.ErrNotExist) {
		return &store.Refusal{Code: store.ErrPartial.Code, Name: row.Name}
	}
	if err != nil {
		return fmt.Errorf("publish upload %d: %w", row.ID, err)
	}
	defer f.Close()
	if f.Size() != row.Size {
		return fmt.Errorf("publish upload %d: it has %d bytes, %d were hashed", row.ID, f.Size(), row.Size)
	}
	return nil
}
