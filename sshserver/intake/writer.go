package intake

import (
	"context"
	"os"
	"time"

	"youku.example/store"
)

// silence is how long nothing must have come from a writer before another
// connection of its account may take its upload over.
const silence = 10 * time.Second

// Writer is who opens a file for writing, beside the account.
type Writer struct {
	Connection string           // "": it takes nothing over, and is not taken over
	Heard      func() time.Time // when something last came from it; nil: only what it changes counts
}

// takeOver ends the writer of an upload in favour of another one: of the same
// account, in another connection, when nothing came from the first for silence.
// Otherwise it is ErrReceiving, with the wait if there will be a right.
//
// The first may have lost its network without this side knowing. Whatever it
// sends later is refused, and the file is partial until the second closes it.
func (in *Intake) takeOver(ctx context.Context, a store.Actor, row store.Incoming, w Writer) error {
	in.mu.Lock()
	u, held := in.uploads[row.ID], in.locks[row.ID] != nil
	in.mu.Unlock()
	if !held {
		return in.takeElsewhere(ctx, a, row, w)
	}
	refusal := &store.Refusal{Code: store.ErrReceiving.Code, Name: row.Name}
	if u == nil || a.Account == 0 || u.by.Account != a.Account || w.Connection == "" || u.writer.Connection == "" || u.writer.Connection == w.Connection {
		return refusal
	}
	if !u.giveUp(&refusal.Wait) {
		return refusal
	}
	in.log.Info("an upload was taken over", "upload", row.ID, "name", store.Clean(row.Name), "generation", row.Generation)
	return nil
}

// giveUp closes an upload whose writer is silent, as if its connection were
// lost. It is false for any other, with the time that is left.
func (u *Upload) giveUp(left *time.Duration) bool {
	u.mu.Lock()
	if u.closed || u.busy > 0 {
		u.mu.Unlock()
		*left = silence
		return false
	}
	if *left = silence - time.Since(u.lastHeard()); *left > 0 {
		u.mu.Unlock()
		return false
	}
	u.closed, u.taken = true, true
	u.mu.Unlock()
	ctx, cancel := detached(context.Background())
	defer cancel()
	defer u.let()
	if err := u.finish(ctx, false); err != nil {
		u.in.log.Error("close an upload that was taken over", "upload", u.row.ID, "err", err)
	}
	return true
}

// lastHeard returns when something last came from the writer.
func (u *Upload) lastHeard() time.Time {
	at := u.heard
	if u.writer.Heard != nil {
		if later := u.writer.Heard(); later.After(at) {
			at = later
		}
	}
	return at
}

// changeDone ends a change. While one is made its writer is not silent: the disk
// may take long. Which of two at once came last to the file is not known.
func (u *Upload) changeDone() {
	u.busy, u.heard = u.busy-1, time.Now()
	u.sum.wrong = u.sum.wrong || u.busy > 0
}

// over returns why a closed upload takes nothing more.
func (u *Upload) over() error {
	if u.taken {
		return &store.Refusal{Code: store.ErrTakenOver.Code, Name: u.row.Name}
	}
	return os.ErrClosed
}
