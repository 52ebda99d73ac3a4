package intake

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"youku.example/media"
	"youku.example/store"
	"youku.example/store/ranges"
)

// mostRoom is how many bytes are written between two looks at the room left,
// where there is plenty.
const mostRoom = 16 << 20

// maxSize bounds the size of a file; no file system has room for it.
const maxSize = 1 << 46

// mostRanges bounds what is remembered ahead of a gap. Clients pipeline some
// dozens of writes; what is forgotten counts as not sent.
const mostRanges = 4096

// Upload is a file that is open for writing. The row says "receiving" before
// the first byte changes, so that a crash is seen.
type Upload struct {
	in      *Intake
	by      store.Actor
	writer  Writer
	inbox   media.Inbox
	release func()
	syncs   sync.Mutex // held while it syncs, and taken before mu

	mu       sync.Mutex
	row      store.Incoming
	fresh    bool // the row says receiving, and nothing needs forgetting
	changed  bool
	received ranges.Set // the file is whole only when their front is its end: a gap reads as zeros
	size     int64
	room     int64 // bytes until the next look at the room left
	written  time.Time
	mtime    time.Time // that the client set since; zero: none
	heard    time.Time // when it was opened, or its last change ended
	busy     int       // changes that are being made
	headNeed int64     // bytes at which the beginning is looked at again; 0: never
	sum      arrivalSum
	problem  string // what the beginning says: the code of a refusal
	failed   error  // the first: what came after it may be missing
	lost     bool   // a Sync failed: what was not durable before may be missing
	noted    int64  // the front that the row knows, durable
	synced   time.Time
	syncing  time.Duration // how long that took
	closed   bool
	taken    bool // by another writer, which closed it
	looked   bool // its row was saved, and does not wait for the hasher
}

// ReadAt reads what was received.
func (u *Upload) ReadAt(p []byte, off int64) (int, error) {
	n, err := u.inbox.ReadAt(p, off)
	if errors.Is(err, os.ErrClosed) {
		u.mu.Lock()
		defer u.mu.Unlock()
		return n, u.over()
	}
	return n, err
}

// WriteAt writes bytes at any offset. A full disk is ErrNoSpace: what came
// before it stays, and can be resumed.
func (u *Upload) WriteAt(p []byte, off int64) (int, error) {
	if off < 0 || off > maxSize-int64(len(p)) {
		return 0, store.ErrNoSpace
	}
	if err := u.change(int64(len(p)), maxSize); err != nil {
		return 0, err
	}
	n, err := u.inbox.WriteAt(p, off)
	u.mu.Lock()
	defer u.mu.Unlock()
	u.changeDone()
	if n > 0 {
		u.received.Add(off, int64(n))
		u.size = max(u.size, off+int64(n))
		u.written, u.mtime = time.Now(), time.Time{}
	}
	if err == nil {
		err = u.checkHead(false)
	}
	return n, u.fault(err)
}

// Follow hashes what WriteAt wrote. It is called after it, when no one waits, and
// before the next change. A small file of which it does not hear is read once it is
// closed.
func (u *Upload) Follow(p []byte, off int64) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.sum.add(off, p, u.in.small)
}

// Truncate changes the size. A file that is made longer has a gap until the
// bytes come.
func (u *Upload) Truncate(size int64) error {
	if size < 0 || size > maxSize {
		return store.ErrNoSpace
	}
	if err := u.change(0, size); err != nil {
		return err
	}
	err := u.inbox.Truncate(size)
	u.mu.Lock()
	defer u.mu.Unlock()
	u.changeDone()
	if err == nil {
		u.received.Cut(size)
		u.sum.cut(size)
		u.size, u.headNeed = size, 1
		u.written, u.mtime = time.Now(), time.Time{}
	}
	return u.fault(err)
}

// fault remembers the first failure.
func (u *Upload) fault(err error) error {
	err = refused(err)
	if u.failed == nil {
		u.failed = err
	}
	return err
}

// Sync makes what was received durable, for the client.
func (u *Upload) Sync() error {
	u.mu.Lock()
	if u.closed {
		defer u.mu.Unlock()
		return u.over()
	}
	u.busy++
	u.mu.Unlock()
	defer func() {
		u.mu.Lock()
		defer u.mu.Unlock()
		u.changeDone()
	}()
	return u.sync()
}

// sync makes what was received durable. A system reports a failure once: the
// next one would know nothing of the bytes that are gone.
func (u *Upload) sync() error {
	u.syncs.Lock()
	defer u.syncs.Unlock()
	err := u.inbox.Sync()
	u.mu.Lock()
	defer u.mu.Unlock()
	u.lost = u.lost || err != nil
	return u.fault(err)
}

// Stat returns the upload as it is this moment.
func (u *Upload) Stat() store.Incoming {
	u.mu.Lock()
	row := u.row
	u.mu.Unlock()
	u.now(&row)
	return row
}

func (u *Upload) now(row *store.Incoming) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.closed {
		return
	}
	row.Size, row.Done = u.size, u.received.Front()
	if u.changed {
		row.State, row.UpdatedAt = store.Receiving, u.written
	}
	if at := u.modified(); !at.IsZero() {
		row.ModifiedAt = at
	}
}

// change comes before the bytes change: the row forgets what was known of
// them, all of it behind the new end, and from time to time somebody looks
// whether there is room for n more. Where it is nil changeDone comes after it.
func (u *Upload) change(n, end int64) (err error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	defer func() {
		if err == nil {
			u.busy++
		}
	}()
	switch {
	case u.closed:
		return u.over()
	case u.failed != nil:
		return u.failed
	}
	if u.room -= n; n > 0 && u.room < 0 {
		room, err := u.in.room(u.in.ctx)
		if err != nil {
			return u.fault(err)
		}
		u.room = room
	}
	if (u.changed || u.fresh) && u.noted <= end {
		u.changed = true
		return nil
	}
	ctx, cancel := detached(context.Background())
	defer cancel()
	u.received.Cut(end)
	if err := u.save(ctx, store.Receiving, ""); err != nil {
		return err
	}
	u.in.step("receiving")
	if !u.changed && !u.fresh { // else the row is as old as the upload, and says by whom
		if err := u.in.shop.Note(ctx, u.by, "upload", u.row.Name, "again"); err != nil {
			u.in.log.Error("note an upload that goes on", "upload", u.row.ID, "err", err)
		}
	}
	u.changed = true
	return nil
}

// save writes the row with a state that knows nothing of the content.
func (u *Upload) save(ctx context.Context, state store.IncomingState, problem string) error {
	row := u.as(state, problem)
	if err := u.in.shop.SaveIncoming(ctx, row); err != nil {
		return fmt.Errorf("note upload %d: %w", row.ID, err)
	}
	u.row, u.noted = row, u.received.Front()
	return nil
}

func (u *Upload) as(state store.IncomingState, problem string) store.Incoming {
	row := unknown(u.row)
	row.State, row.Problem, row.Size, row.Done = state, problem, u.size, u.received.Front()
	row.ModifiedAt = u.modified()
	return row
}

// unknown is a row that knows its name and its bytes and nothing of them. Its
// time stays as it is.
func unknown(row store.Incoming) store.Incoming {
	return store.Incoming{
		ID: row.ID, Name: row.Name, File: row.File, Size: row.Size, State: row.State, By: row.By,
		UpdatedAt: row.UpdatedAt, Generation: row.Generation, Edited: row.Edited,
	}
}
