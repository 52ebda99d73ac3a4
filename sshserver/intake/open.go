package intake

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"youku.example/media"
	"youku.example/store"
	"youku.example/store/ranges"
)

// Mode is how a file is opened for writing.
type Mode struct {
	Create    bool // make the file if there is none
	Exclusive bool // with Create: fail if there is one
	Truncate  bool // empty it
	Writer    Writer
}

// Create opens a new or emptied file for writing.
func (in *Intake) Create(ctx context.Context, a store.Actor, name string) (*Upload, error) {
	return in.Write(ctx, a, name, Mode{Create: true, Truncate: true})
}

// Write opens a file for writing, where it was left unless the mode says
// otherwise. One at a time writes a file: a second one is ErrReceiving, unless
// it may take the file over.
func (in *Intake) Write(ctx context.Context, a store.Actor, name string, m Mode) (*Upload, error) {
	if a.Role != store.RoleAdmin {
		return nil, store.ErrNotAllowed
	}
	if _, err := in.room(ctx); err != nil {
		return nil, err
	}
	if m.Create { // most are new
		u, err := in.create(ctx, a, name, m.Writer)
		if err == nil || !errors.Is(err, store.ErrFileExists) || m.Exclusive {
			return u, err
		}
	}
	if err := in.shop.CheckActive(ctx, a); err != nil {
		return nil, err
	}
	for range 10 { // it may come and go between two looks
		row, release, err := in.takeNamed(ctx, name, writing, true)
		switch {
		case err == nil && m.Create && m.Exclusive:
			release()
			return nil, &store.Refusal{Code: store.ErrFileExists.Code, Name: row.Name}
		case err == nil:
			return in.openNext(ctx, a, row, release, m)
		case errors.Is(err, store.ErrReceiving) && row.ID != 0:
			if err := in.takeOver(ctx, a, row, m.Writer); err != nil {
				return nil, err
			}
			continue
		case !errors.Is(err, store.ErrNoIncoming) || !m.Create:
			return nil, err
		}
		u, err := in.create(ctx, a, name, m.Writer)
		if err == nil || !errors.Is(err, store.ErrFileExists) || m.Exclusive {
			return u, err
		}
		if other, aerr := in.at(ctx, name); aerr == nil && other.State == store.Folder {
			return nil, err
		}
	}
	return nil, &store.Refusal{Code: store.ErrBusy.Code, Name: store.Clean(name)}
}

// create makes the row and then the file, under a random key.
func (in *Intake) create(ctx context.Context, a store.Actor, name string, w Writer) (*Upload, error) {
	var key [16]byte
	rand.Read(key[:])
	file := hex.EncodeToString(key[:])
	if err := in.claim(ctx, store.Incoming{File: file}); err != nil { // before another server sees the row
		return nil, err
	}
	row, err := in.shop.AddIncoming(ctx, a, name, file)
	if err != nil {
		in.unclaim(store.ClaimUpload, file)
		return nil, err
	}
	in.step("added")
	mine, err := in.lock(ctx, row, writing, true, nil)
	if err != nil {
		in.unclaim(store.ClaimUpload, file)
		return nil, err
	}
	return in.openRow(ctx, a, row, func() { in.release(row.ID, mine) }, Mode{Writer: w})
}

// openNext opens the bytes of a row for its next writer.
func (in *Intake) openNext(ctx context.Context, a store.Actor, row store.Incoming, release func(), m Mode) (*Upload, error) {
	next, inbox, err := in.receiveNext(ctx, row)
	if err != nil {
		release()
		return nil, err
	}
	return in.openInbox(ctx, a, next, inbox, release, m)
}

// mostGenerations is by how many the rows of a backup may be older than the library.
const mostGenerations = 1000

// receiveNext opens the bytes of a row for its next writer. A library may know of
// newer ones than a row that a backup brought back; the row gets ahead of them.
func (in *Intake) receiveNext(ctx context.Context, row store.Incoming) (next store.Incoming, inbox media.Inbox, err error) {
	for range mostGenerations {
		if next, err = in.shop.NextWriter(ctx, row.ID); err != nil {
			return next, nil, err
		}
		inbox, err = in.library.Receive(ctx, next.File, next.Generation)
		if !errors.Is(err, media.ErrTakenOver) {
			break
		}
	}
	if err != nil {
		return next, nil, refused(fmt.Errorf("open upload %d: %w", row.ID, err))
	}
	return next, inbox, nil
}

// openRow opens the bytes of a row that is held.
func (in *Intake) openRow(ctx context.Context, a store.Actor, row store.Incoming, release func(), m Mode) (*Upload, error) {
	inbox, err := in.library.Receive(ctx, row.File, row.Generation)
	if err != nil {
		release()
		return nil, refused(fmt.Errorf("open upload %d: %w", row.ID, err))
	}
	return in.openInbox(ctx, a, row, inbox, release, m)
}

func (in *Intake) openInbox(ctx context.Context, a store.Actor, row store.Incoming, inbox media.Inbox, release func(), m Mode) (*Upload, error) {
	in.step("received")
	size, err := inbox.Size()
	if err != nil {
		release()
		return nil, errors.Join(fmt.Errorf("open upload %d: %w", row.ID, err), inbox.Close())
	}
	u := &Upload{in: in, by: a, writer: m.Writer, heard: time.Now(), row: row, inbox: inbox, release: release, received: ranges.Set{Most: mostRanges}, size: size, noted: row.Done, headNeed: 1}
	u.received.Add(0, size)
	u.fresh = row.State == store.Receiving
	u.sum.wrong = size > 0 // its beginning came before
	in.mu.Lock()
	in.uploads[row.ID] = u
	in.mu.Unlock()
	if m.Truncate {
		if err := u.Truncate(0); err != nil {
			return nil, errors.Join(err, u.Close(false))
		}
	}
	return u, nil
}

// Read opens a file for reading, whatever its state.
func (in *Intake) Read(ctx context.Context, a store.Actor, name string) (media.File, error) {
	if err := in.admin(ctx, a); err != nil {
		return nil, err
	}
	row, err := in.row(ctx, name)
	if err != nil {
		return nil, err
	}
	f, err := in.library.Arrived(ctx, row.File)
	if errors.Is(err, media.ErrNotExist) {
		return nil, &store.Refusal{Code: store.ErrNoIncoming.Code, Name: row.Name}
	}
	return f, err
}

// Resize changes the size of a file that no one writes.
func (in *Intake) Resize(ctx context.Context, a store.Actor, name string, size int64) error {
	u, err := in.Write(ctx, a, name, Mode{})
	if err != nil {
		return err
	}
	if err := u.Truncate(size); err != nil {
		return errors.Join(err, u.Close(false))
	}
	return u.Close(true)
}

// Space returns the room of the library, in bytes: what is free, and how much of it
// uploads may take.
func (in *Intake) Space(ctx context.Context) (free, available, total uint64, err error) {
	free, total, err = in.library.Space(ctx)
	if keep := media.ReservedSpace(total); free > keep {
		available = free - keep
	}
	return free, available, total, err
}

// room refuses when uploads have used up theirs, and says how many bytes one
// of them may write before it asks again: the fewer are left, the fewer, since
// others write too. A library that does not know has room until a write fails.
func (in *Intake) room(ctx context.Context) (bytes int64, err error) {
	free, total, err := in.library.Space(ctx)
	if err != nil || total == 0 {
		return mostRoom, nil
	}
	keep := media.ReservedSpace(total)
	if free <= keep {
		return 0, store.ErrNoSpace
	}
	return int64(min(mostRoom, (free-keep)/8)), nil
}

// refused turns what the library answers into what a person reads.
func refused(err error) error {
	switch {
	case errors.Is(err, media.ErrNoSpace):
		return store.ErrNoSpace
	case errors.Is(err, media.ErrTakenOver):
		return store.ErrTakenOver
	case errors.Is(err, media.ErrSent), errors.Is(err, media.ErrAhead):
		return store.ErrInOrder
	case errors.Is(err, media.ErrStoreAway), errors.Is(err, media.ErrStoreBusy):
		return fmt.Errorf("%w: %w", store.ErrStoreAway, err)
	}
	return err
}
