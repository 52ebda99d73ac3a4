package intake

import (
	"context"
	"errors"
	"fmt"
	"os"

	"youku.example/store"
)

// Close ends the upload. clean says that the client closed the file; a
// connection that was lost leaves it partial, as do a full disk and a gap that
// nobody filled. What is left ends where the gap begins, so that a client
// which goes on at the end of the file goes on at the right place. A clean
// file is recognised and hashed in the background.
func (u *Upload) Close(clean bool) error {
	u.mu.Lock()
	if u.closed {
		u.mu.Unlock()
		return os.ErrClosed
	}
	u.closed = true
	u.mu.Unlock()
	ctx, cancel := parting(context.Background())
	defer cancel()
	err := u.finish(ctx, clean)
	u.in.mu.Lock()
	delete(u.in.uploads, u.row.ID)
	u.in.mu.Unlock()
	u.release()
	return err
}

// finish settles the bytes and writes down how they were left.
func (u *Upload) finish(ctx context.Context, clean bool) error {
	u.mu.Lock()
	defer u.mu.Unlock()
	gap := u.front.to < u.size
	err := u.settleBytes(gap)
	if cerr := u.inbox.Close(); err == nil {
		err = cerr
	}
	err = u.fault(err)
	u.in.step("closed")
	state, problem := store.Hashing, ""
	switch {
	case !u.changed && (settled(u.row.State) || u.row.State == store.Hashing):
		return err // looked at, not touched
	case u.failed != nil:
		state, problem = store.Partial, store.ErrNoSpace.Code
	case err != nil || !clean || gap:
		state = store.Partial
	}
	if serr := u.save(ctx, state, problem); serr != nil {
		return errors.Join(err, serr)
	}
	u.in.step("saved")
	if err != nil {
		return fmt.Errorf("close upload %d: %w", u.row.ID, err)
	}
	return nil
}

// settleBytes cuts off what lies behind a gap, and makes the rest durable.
func (u *Upload) settleBytes(gap bool) error {
	if !u.changed {
		return nil
	}
	if gap {
		if err := u.inbox.Truncate(u.front.to); err != nil {
			return err
		}
		u.size = u.front.to
	}
	return u.inbox.Sync()
}

// settled tells the states in which a file was looked at whole.
func settled(s store.IncomingState) bool {
	return s == store.Arrived || s == store.Duplicate || s == store.Refused
}
