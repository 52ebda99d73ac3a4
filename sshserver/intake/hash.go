package intake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"youku.example/media"
	"youku.example/media/container"
	"youku.example/sshserver/contain"
	"youku.example/store"
	"youku.example/store/sidecar"
)

// enqueue asks the hasher to look at a row. One file is hashed at a time: it
// reads faster than anybody sends.
func (in *Intake) enqueue(id int64) {
	in.mu.Lock()
	defer in.mu.Unlock()
	if !slices.Contains(in.queue, id) {
		in.queue = append(in.queue, id)
	}
	select {
	case in.wake <- struct{}{}:
	default:
	}
}

func (in *Intake) hashQueue() {
	for {
		in.mu.Lock()
		var id int64
		if len(in.queue) > 0 {
			id, in.queue = in.queue[0], in.queue[1:]
		}
		in.mu.Unlock()
		if id != 0 {
			if err := in.hash(id); err != nil && in.ctx.Err() == nil {
				in.hashLater(id, err)
			}
			continue
		}
		select {
		case <-in.wake:
		case <-in.ctx.Done():
			return
		}
	}
}

// hashLater has a row hashed again that could not be read or saved: the shop may be away
// for a while. One that another server has is that one's.
func (in *Intake) hashLater(id int64, err error) {
	if errors.Is(err, store.ErrReceiving) {
		return
	}
	in.log.Error("save what an upload is", "upload", id, "err", err)
	time.AfterFunc(hashAgain, func() { in.enqueue(id) })
}

const hashAgain = time.Second

// hash looks at a file whole, if that is what its row waits for. Anyone who holds
// the row when its turn comes, or takes it in the middle, enqueues it again by
// letting go.
func (in *Intake) hash(id int64) error {
	ctx, stop := context.WithCancel(in.ctx)
	defer stop()
	mine, err := in.lock(ctx, store.Incoming{ID: id}, hashing, false, stop)
	if err != nil {
		return nil
	}
	row, found, err := in.rowByID(ctx, id)
	if err == nil && found && row.State == store.Hashing {
		err = in.claim(ctx, row)
	} else {
		found = false
	}
	if err != nil || !found {
		in.unlock(id, mine)
		return unlessStopped(ctx, err)
	}
	mine.file = row.File
	defer in.release(id, mine)
	if row, found, err = in.rowByID(ctx, id); err != nil || !found || row.State != store.Hashing { // another server may have hashed it
		return unlessStopped(ctx, err)
	}
	seen, err := in.inspect(ctx, row)
	for errors.Is(refused(err), store.ErrStoreAway) && pause(ctx, storeAway) {
		seen, err = in.inspect(ctx, row)
	}
	if ctx.Err() != nil {
		return nil
	}
	if errors.Is(err, media.ErrStoreAway) || errors.Is(err, media.ErrStoreBusy) {
		return err // it comes back
	}
	if err != nil {
		in.log.Error("hash an upload", "upload", id, "err", err) // before its row shows that something was wrong
		seen = unknown(row)
		seen.State = store.Partial // the disk failed, not the file: sending it again may help
	}
	in.step("hashed")
	_, err = in.saveSeen(ctx, seen)
	return unlessStopped(ctx, err)
}

// storeAway is how long the hasher waits for a store that does not answer, each time.
const storeAway = 2 * time.Second

// pause waits, and reports whether ctx has not ended.
func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// saveSeen saves what inspect said of a row, and which movie has the same content.
func (in *Intake) saveSeen(ctx context.Context, seen store.Incoming) (store.Incoming, error) {
	if seen.State == store.Arrived {
		return in.shop.SaveHashed(ctx, seen)
	}
	return seen, in.shop.SaveIncoming(ctx, seen)
}

func unlessStopped(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// inspect recognises and hashes the bytes, and says what the row is to become;
// whether it is a duplicate is seen when that is saved.
func (in *Intake) inspect(ctx context.Context, row store.Incoming) (_ store.Incoming, err error) {
	defer contain.Error(&err)
	f, err := in.library.Arrived(ctx, row.File)
	if err != nil {
		return row, fmt.Errorf("look at upload %d: %w", row.ID, err)
	}
	defer f.Close()
	return in.look(row, f, func(row store.Incoming) (media.Sums, error) { return in.sums(ctx, row, f) })
}

// look is inspect of a file that is open.
func (in *Intake) look(row store.Incoming, f media.File, sum func(store.Incoming) (media.Sums, error)) (_ store.Incoming, err error) {
	row, err = Examine(unknown(row), f, in.log)
	if err != nil || row.State != store.Arrived && row.State != store.Sidecar {
		return row, err
	}
	sums, err := sum(row)
	if err != nil {
		return row, fmt.Errorf("hash upload %d: %w", row.ID, err)
	}
	row.Done, row.SHA256, row.SampledMD5 = sums.Size, sums.SHA256, sums.SampledMD5
	return row, nil
}

// Examine says what a file is, as far as its name and its own words do: Arrived
// for a movie, which must be hashed yet, Sidecar, Refused, or Partial for one that
// ends too early. It reads little of a movie. The row has the name of the file.
func Examine(row store.Incoming, f media.File, log *slog.Logger) (_ store.Incoming, err error) {
	defer contain.Error(&err)
	row.Size = f.Size()
	if kind := sidecar.KindOf(row.Name); kind != sidecar.None {
		return examineSidecar(row, f, kind, log), nil
	}
	info, err := container.Recognise(f, f.Size())
	switch {
	case errors.Is(err, container.ErrTruncated):
		row.State, row.Done = store.Partial, row.Size
		return row, nil
	case errors.Is(err, container.ErrNotAMovie):
		log.Info("a file is no movie", "upload", row.ID, "name", store.Clean(row.Name), "why", err)
		row.State, row.Problem, row.Done = store.Refused, problemOf(err), row.Size
		return row, nil
	case err != nil:
		return row, fmt.Errorf("recognise %q: %w", store.Clean(row.Name), err)
	}
	row.State = store.Arrived
	describe(&row, info)
	row.Said = said(info)
	return row, nil
}

// examineSidecar is Examine for what belongs to a movie by its name, and for what
// is of no use.
func examineSidecar(row store.Incoming, f media.File, kind sidecar.Kind, log *slog.Logger) store.Incoming {
	row.Done = row.Size
	switch {
	case row.Size > kind.Limit():
		row.State, row.Problem = store.Refused, store.ErrSidecarBig.Code
		return row
	case !kind.Belongs():
		row.State, row.Problem = store.Refused, store.ErrLitter.Code
		return row
	}
	row.State = store.Sidecar
	if kind == sidecar.NFO {
		if row.Said = readNFO(row, f, log); row.Said == "" {
			row.State, row.Problem = store.Refused, store.ErrNFO.Code
		}
	}
	return row
}

// said is what a container says of itself, as a row keeps it for proposals.
func said(i container.Info) string {
	p, err := json.Marshal(i)
	if err != nil {
		return "" // a number that JSON has not
	}
	return string(p)
}

// describe writes into a row what its container says of itself.
func describe(row *store.Incoming, i container.Info) {
	row.MediaType, row.Ext, row.Duration = i.MediaType, i.Ext, i.Duration
	row.Width, row.Height, row.VideoCodec, row.AudioCodec = i.Width, i.Height, i.VideoCodec, i.AudioCodec
	row.Streams, row.Tracks = streamsOf(i), tracksOf(i)
}

// sums are the fingerprints of a file. A library that hashed what it received knows
// the first.
func (in *Intake) sums(ctx context.Context, row store.Incoming, f media.File) (s media.Sums, err error) {
	hashed, is := f.(media.Hashed)
	if !is {
		return in.sum(ctx, row, f)
	}
	if s.SHA256, err = hashed.SHA256(ctx); err != nil || s.SHA256 == "" {
		return in.sum(ctx, row, f)
	}
	s.Size = f.Size()
	s.SampledMD5, err = media.SampledMD5(f, s.Size)
	return s, err
}

// sum hashes the bytes, and shows how far it is: at once to anyone who lists the
// uploads, now and then to anyone who listens for news.
func (in *Intake) sum(ctx context.Context, row store.Incoming, f media.File) (media.Sums, error) {
	told := time.Now()
	defer in.forget(row.ID)
	return media.Sum(ctx, f, f.Size(), func(done int64) {
		in.setProgress(row.ID, done)
		if time.Since(told) > noteEvery {
			told = time.Now()
			note := row
			note.State, note.Done = store.Hashing, done
			if err := in.shop.SaveIncoming(ctx, note); err != nil && ctx.Err() == nil {
				in.log.Warn("show how far the hash is", "upload", row.ID, "err", err)
			}
		}
	})
}

// checkDuplicate sets whether content that was hashed is new.
func (in *Intake) checkDuplicate(ctx context.Context, row *store.Incoming) error {
	match, err := in.shop.Match(ctx, row.SHA256)
	if err != nil {
		return fmt.Errorf("look for the twin of upload %d: %w", row.ID, err)
	}
	row.SetMatch(match)
	return nil
}

// RecheckDuplicates is for when movies with some content came or went: what waits
// here with the same content is a duplicate now, or no longer.
func (in *Intake) RecheckDuplicates(ctx context.Context, sums ...string) {
	rows, err := in.shop.IncomingBySum(ctx, sums...)
	if err != nil {
		in.log.Error("check uploads for duplicates again", "err", err)
		return
	}
	for _, row := range rows {
		if row.State != store.Arrived && row.State != store.Duplicate {
			continue
		}
		if err := in.recheckRow(ctx, row); err != nil {
			in.log.Error("check an upload for duplicates again", "upload", row.ID, "err", err)
		}
	}
}

func (in *Intake) recheckRow(ctx context.Context, row store.Incoming) error {
	release, err := in.take(ctx, row, checking, false, nil)
	if err != nil {
		return nil // anyone who has it will see
	}
	defer release()
	held, found, err := in.rowByID(ctx, row.ID)
	if err != nil || !found || held.SHA256 != row.SHA256 || held.State != row.State {
		return err
	}
	if err := in.checkDuplicate(ctx, &held); err != nil || held.State == row.State && held.DuplicateOf == row.DuplicateOf {
		return err
	}
	return in.shop.SaveIncoming(ctx, held)
}
