package intake

import (
	"context"
	"errors"
	"fmt"

	"youku.example/store"
)

// lockReason is why somebody holds a row.
type lockReason int

const (
	writing lockReason = iota + 1
	hashing
	checking // a moment: everybody waits for it
	publishing
	removing
)

// rowLock is the right to change a row and its bytes. Hashing gives way to
// anyone who wants the row for something better, and comes back afterwards.
type rowLock struct {
	reason lockReason
	stop   context.CancelFunc // of hashing
	gone   chan struct{}
	file   string
	looked bool // the row does not wait for the hasher, and its holder knows
}

// take gets hold of a row, or refuses when somebody else has it. With stopHasher
// it stops the hasher and waits for it to let go; without, it waits for the
// hasher only where the row has no need of one.
func (in *Intake) take(ctx context.Context, row store.Incoming, why lockReason, stopHasher bool, stop context.CancelFunc) (release func(), err error) {
	mine, err := in.lock(ctx, row, why, stopHasher, stop)
	if err != nil {
		return nil, err
	}
	if err := in.claim(ctx, row); err != nil {
		in.unlock(row.ID, mine)
		return nil, err
	}
	return func() { in.release(row.ID, mine) }, nil
}

// lock is take among those on this server.
func (in *Intake) lock(ctx context.Context, row store.Incoming, why lockReason, stopHasher bool, stop context.CancelFunc) (mine *rowLock, err error) {
	for {
		in.mu.Lock()
		other := in.locks[row.ID]
		if other == nil {
			mine := &rowLock{reason: why, stop: stop, gone: make(chan struct{}), file: row.File}
			in.locks[row.ID] = mine
			in.mu.Unlock()
			return mine, nil
		}
		in.mu.Unlock()
		switch {
		case other.reason == checking:
		case other.reason == hashing && stopHasher:
			other.stop()
		case other.reason == hashing && row.State != store.Hashing: // it has done, or never began
		case other.reason == writing, other.reason == hashing:
			return nil, &store.Refusal{Code: store.ErrReceiving.Code, Name: row.Name}
		default:
			return nil, &store.Refusal{Code: store.ErrBusy.Code, Name: row.Name}
		}
		select {
		case <-other.gone:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

func (in *Intake) release(id int64, mine *rowLock) {
	in.mu.Lock()
	_, waits := in.unsaved[id]
	looked := mine.looked
	in.mu.Unlock()
	if !waits { // else it stays this server's until it is saved
		in.unclaim(store.ClaimUpload, mine.file)
	}
	in.unlock(id, mine)
	if mine.reason != hashing && !looked { // the hasher may have passed by or been stopped
		in.enqueue(id)
	}
}

// unlock is release among those on this server.
func (in *Intake) unlock(id int64, mine *rowLock) {
	in.mu.Lock()
	defer in.mu.Unlock()
	delete(in.locks, id)
	close(mine.gone)
}

// takeNamed gets hold of the row of that name, as it is once it is held.
func (in *Intake) takeNamed(ctx context.Context, name string, why lockReason, stopHasher bool) (row store.Incoming, release func(), err error) {
	for range 10 { // it may be renamed or replaced between a look and the hold
		if row, err = in.row(ctx, name); err != nil {
			return row, nil, err
		}
		if release, err = in.take(ctx, row, why, stopHasher, nil); err != nil {
			return row, nil, err
		}
		if err := in.saveNow(ctx, row.ID); err != nil {
			release()
			return row, nil, fmt.Errorf("save how upload %d ended: %w", row.ID, err)
		}
		held, err := in.row(ctx, name)
		if err == nil && held.State == store.Publishing { // it could not be settled before
			if err = in.settle(ctx, held); err == nil {
				held, err = in.row(ctx, name)
			}
		}
		if err == nil && held.ID == row.ID {
			return held, release, nil
		}
		release()
		if err != nil && !errors.Is(err, store.ErrNoIncoming) {
			return row, nil, err
		}
	}
	return row, nil, &store.Refusal{Code: store.ErrBusy.Code, Name: row.Name}
}

// LockContent lets one at a time keep or remove the movie of that content.
func (in *Intake) LockContent(ctx context.Context, sum string) (unlock func(), err error) {
	for {
		in.mu.Lock()
		other, taken := in.keys[sum]
		if !taken {
			mine := make(chan struct{})
			in.keys[sum] = mine
			in.mu.Unlock()
			free := func() {
				in.mu.Lock()
				defer in.mu.Unlock()
				delete(in.keys, sum)
				close(mine)
			}
			if err := in.claimContent(ctx, sum); err != nil {
				free()
				return nil, err
			}
			return func() { in.unclaim(store.ClaimContent, sum); free() }, nil
		}
		in.mu.Unlock()
		select {
		case <-other:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}
