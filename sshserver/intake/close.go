package intake

import (
	"context"
	"errors"
	"fmt"

	"youku.example/media"
	"youku.example/sshserver/contain"
	"youku.example/store"
)

// Close ends the upload. clean says that the client closed the file; a
// connection that was lost leaves it partial, as do a full disk and a gap that
// no one filled. What is left ends where the gap begins, so that a client
// which goes on at the end of the file goes on at the right place. A clean
// file is recognised and hashed in the background. One that another writer took
// over is ErrTakenOver.
func (u *Upload) Close(clean bool) error {
	u.mu.Lock()
	if u.closed {
		defer u.mu.Unlock()
		return u.over()
	}
	u.closed = true
	u.mu.Unlock()
	ctx, cancel := detached(context.Background())
	defer cancel()
	defer u.let() // even if it falls over: no one else could
	return u.finish(ctx, clean)
}

// let lets go of the row.
func (u *Upload) let() {
	u.in.mu.Lock()
	delete(u.in.uploads, u.row.ID)
	u.in.locks[u.row.ID].looked = u.looked
	u.in.mu.Unlock()
	u.release()
}

// finish settles the bytes and writes down how they were left.
func (u *Upload) finish(ctx context.Context, clean bool) error {
	u.syncs.Lock()
	defer u.syncs.Unlock()
	u.mu.Lock()
	defer u.mu.Unlock()
	gap, err := u.settleBytes()
	whole := err == nil && clean && !gap && u.changed
	if whole && u.size > 0 {
		err = u.checkHead(true)
	}
	var seen store.Incoming
	known := false // what it is
	if whole && u.failed == nil && u.size <= u.in.small {
		seen, known = u.inspect(ctx)
	}
	if cerr := u.inbox.Close(); err == nil {
		err = cerr
	}
	if err = u.fault(err); err == nil && u.lost {
		err = u.failed // which no one may have heard of
	}
	u.in.step("closed")
	state, problem := store.Hashing, ""
	switch {
	case !u.changed && (settled(u.row.State) || u.row.State == store.Hashing):
		return err // looked at, not touched
	case u.problem != "":
		state, problem = store.Refused, u.problem
	case errors.Is(u.failed, store.ErrNoSpace):
		state, problem = store.Partial, store.ErrNoSpace.Code
	case u.failed != nil || !clean || gap:
		state = store.Partial
	}
	if state == store.Hashing && known && u.saveSeen(ctx, seen) {
		return nil
	}
	if serr := u.save(ctx, state, problem); errors.Is(serr, store.ErrTakenOver) {
		return serr
	} else if serr != nil {
		u.in.saveLater(u.as(state, problem))
		return errors.Join(err, serr)
	}
	u.looked = state != store.Hashing
	u.in.step("saved")
	if err != nil {
		return fmt.Errorf("close upload %d: %w", u.row.ID, err)
	}
	return nil
}

// inspect looks at a small file whole, at once. It is false when that failed: the
// hasher says why.
func (u *Upload) inspect(ctx context.Context) (seen store.Incoming, ok bool) {
	seen, err := u.tryInspect(ctx)
	return seen, err == nil
}

func (u *Upload) tryInspect(ctx context.Context) (seen store.Incoming, err error) {
	defer contain.Error(&err)
	size, err := u.inbox.Size()
	if err != nil {
		return seen, err
	}
	f := inboxFile{u.inbox, size}
	return u.in.look(u.as(store.Hashing, ""), f, func(row store.Incoming) (media.Sums, error) {
		if sums, ok := u.sum.sums(f, size); ok {
			return sums, nil
		}
		return u.in.sum(ctx, row, f)
	})
}

// inboxFile is what was received, to be looked at before it is closed.
type inboxFile struct {
	media.Inbox
	size int64
}

func (f inboxFile) Size() int64 { return f.size }

// saveSeen saves what a small file is. It is false when that failed: the next save
// says why.
func (u *Upload) saveSeen(ctx context.Context, row store.Incoming) bool {
	row.ModifiedAt = u.modified()
	row, err := u.in.saveSeen(ctx, row)
	if err != nil {
		return false
	}
	u.row, u.noted, u.looked = row, u.size, true
	u.in.step("saved")
	return true
}

// settleBytes cuts off what lies behind a gap, and makes the rest durable.
func (u *Upload) settleBytes() (gap bool, err error) {
	if !u.changed {
		return false, nil
	}
	if gap, err = u.cutGap(); err != nil {
		return gap, err
	}
	if err = u.inbox.Sync(); err != nil {
		u.lost = true
		_, cerr := u.cutGap()
		err = errors.Join(err, cerr)
	}
	return gap, err
}

// cutGap cuts off what lies behind a gap. After a Sync that failed, all that
// was not durable before is one.
func (u *Upload) cutGap() (gap bool, err error) {
	if u.lost {
		if sent, bySelf := u.sent(); bySelf {
			u.noted = min(sent, u.received.Front())
		}
		u.received.Cut(u.noted)
	}
	if u.received.Front() == u.size {
		return false, nil
	}
	if err := u.inbox.Truncate(u.received.Front()); err != nil {
		return true, err
	}
	u.size = u.received.Front()
	return true, nil
}

// settled reports whether a file in that state was looked at whole.
func settled(s store.IncomingState) bool {
	return s == store.Arrived || s == store.Duplicate || s == store.Refused || s == store.Sidecar
}
