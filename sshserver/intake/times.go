package intake

import (
	"context"
	"time"

	"youku.example/store"
)

// SetTime sets when the content of an upload changed, as a client has it that
// copies files with their times. The next write forgets it.
func (in *Intake) SetTime(ctx context.Context, a store.Actor, name string, at time.Time) error {
	if err := in.admin(ctx, a); err != nil {
		return err
	}
	row, err := in.row(ctx, name)
	if err != nil {
		return err
	}
	in.mu.Lock()
	u := in.uploads[row.ID]
	in.mu.Unlock()
	if u != nil && u.SetTime(at) == nil {
		return nil
	}
	return in.shop.SetIncomingTime(ctx, row.ID, storable(at))
}

// SetTime is Intake.SetTime of the file that is open.
func (u *Upload) SetTime(at time.Time) error {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.closed {
		return u.over()
	}
	u.mtime = storable(at)
	if u.changed { // it is saved with the rest
		return nil
	}
	ctx, cancel := detached(context.Background())
	defer cancel()
	return u.in.shop.SetIncomingTime(ctx, u.row.ID, u.mtime)
}

// modified returns when the content changed last; zero: not through this upload.
func (u *Upload) modified() time.Time {
	if u.mtime.IsZero() && u.changed {
		return u.written
	}
	return u.mtime
}

// storable returns a time that a row does not take for none: a file of 1970 has
// one.
func storable(at time.Time) time.Time {
	if at.UnixMicro() <= 0 {
		return time.UnixMicro(1)
	}
	return at
}
