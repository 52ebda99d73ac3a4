package intake

import (
	"context"
	"errors"
	"fmt"

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
	if err == nil && clean && !gap && u.changed && u.size > 0 {
		err = u.checkHead(true)
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
	if state == store.Hashing && u.changed && u.size <= u.in.small && u.saveSmall(ctx) {
		return nil
	}
	if serr := u.save(ctx, state, problem); errors.Is(serr, store.ErrTakenOver) {
		return serr
	} else if serr != nil {
		u.in.saveLater(u.as(state, problem))
		return errors.Join(err, serr)
	}
	u.in.step("saved")
	if err != nil {
		return fmt.Errorf("close upload %d: %w", u.row.ID, err)
	}
	return nil
}

// saveSmall looks at a small file whole at once, and saves what it is. It is false
// when that failed: the hasher, or the next save, says why.
func (u *Upload) saveSmall(ctx context.Context) bool {
	row, err := u.in.inspect(ctx, u.as(store.Hashing, ""))
	if err != nil {
		return false
	}
	row.ModifiedAt = u.modified()
	if row, err = u.in.saveSeen(ctx, row); err != nil {
		return false
	}
	u.row, u.noted = row, u.size
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
