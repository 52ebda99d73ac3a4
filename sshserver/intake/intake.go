package intake

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"youku.example/store"
	"youku.example/store/plan"
)

const (
	// noteEvery is how often the row of a running upload is brought up to
	// date: what it says was received is on the disk by then.
	noteEvery = 2 * time.Second
	// lastWord bounds what must be written down when its session is gone.
	lastWord = 30 * time.Second
	// smallFile is how large an upload may be to be hashed when it is closed: it
	// takes some milliseconds, and saves a row of its own and a turn of the hasher.
	smallFile = 1 << 20
)

// Intake takes uploads in. It is safe for many goroutines at once.
type Intake struct {
	shop    Shop
	library Library
	log     *slog.Logger
	step    func(name string) // tests stop the program between two steps

	small int64 // smallFile; 0: the hasher hashes all

	plans plan.Memory

	ctx  context.Context // ends with Close
	end  context.CancelFunc
	done sync.WaitGroup

	mu        sync.Mutex
	locks     map[int64]*rowLock
	uploads   map[int64]*Upload        // what is being written, by row
	unsaved   map[int64]store.Incoming // what the shop could not save yet, by row
	progress  map[int64]int64          // how far the hash or the copy is, by row
	keys      map[string]chan struct{}
	claimed   map[claimKey]bool // to be given back, see unclaim
	elsewhere map[int64]elsewhere
	queue     []int64 // rows to hash
	wake      chan struct{}
	gone      chan struct{} // another server is no more
}

// New makes the intake of a shop and its library. Nothing runs before Start.
func New(shop Shop, library Library, log *slog.Logger) *Intake {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	in := &Intake{
		shop: shop, library: library, log: log, step: func(string) {}, small: smallFile,
		locks: map[int64]*rowLock{}, uploads: map[int64]*Upload{}, unsaved: map[int64]store.Incoming{}, progress: map[int64]int64{},
		keys: map[string]chan struct{}{}, claimed: map[claimKey]bool{}, elsewhere: map[int64]elsewhere{}, gone: make(chan struct{}, 1), wake: make(chan struct{}, 1),
	}
	in.ctx, in.end = context.WithCancel(context.Background())
	return in
}

// Start finishes or undoes what a crash left, and starts to hash. It comes
// before the first upload.
func (in *Intake) Start(ctx context.Context) error {
	in.shop.OnServerGone(in.recoverSoon)
	if err := in.recover(ctx); err != nil {
		return fmt.Errorf("recover uploads: %w", err)
	}
	in.done.Go(in.recoverOthers)
	in.done.Go(in.hashQueue)
	in.done.Go(in.noteUploads)
	in.done.Go(in.examineMovies)
	return nil
}

// Close ends the background work. What is being hashed is hashed at the next
// start, what is being copied to the movies is undone; uploads end before it.
func (in *Intake) Close() error {
	in.mu.Lock() // nothing begins from here on
	in.end()
	in.mu.Unlock()
	in.done.Wait()
	return nil
}

// admin lets in admins who may still act.
func (in *Intake) admin(ctx context.Context, a store.Actor) error {
	if a.Role != store.RoleAdmin {
		return store.ErrNotAllowed
	}
	return in.shop.CheckActive(ctx, a)
}

// Incoming lists the uploads as they are this moment, by name.
func (in *Intake) Incoming(ctx context.Context, a store.Actor) ([]store.Incoming, error) {
	if err := in.admin(ctx, a); err != nil {
		return nil, err
	}
	rows, err := in.shop.IncomingRows(ctx)
	if err != nil {
		return nil, err
	}
	rows = slices.DeleteFunc(rows, func(r store.Incoming) bool { return r.State == store.Removing })
	for i := range rows {
		in.now(&rows[i])
	}
	slices.SortFunc(rows, func(a, b store.Incoming) int {
		if a.Name < b.Name {
			return -1
		}
		return 1
	})
	return rows, nil
}

// Stat returns one upload, or one folder, as it is this moment.
func (in *Intake) Stat(ctx context.Context, a store.Actor, name string) (store.Incoming, error) {
	if err := in.admin(ctx, a); err != nil {
		return store.Incoming{}, err
	}
	row, err := in.at(ctx, name)
	if err != nil {
		return row, err
	}
	in.now(&row)
	if row.State == store.Receiving && !in.writesHere(row.ID) {
		row.Size = row.Done // another server writes it, or did: who goes on goes on there
	}
	return row, nil
}

func (in *Intake) writesHere(id int64) bool {
	in.mu.Lock()
	defer in.mu.Unlock()
	return in.locks[id] != nil
}

// now puts what the row does not know yet into it: how far the bytes are.
func (in *Intake) now(row *store.Incoming) {
	if row.State == store.Folder {
		return
	}
	in.mu.Lock()
	u, done := in.uploads[row.ID], in.progress[row.ID]
	unsaved, waits := in.unsaved[row.ID]
	in.mu.Unlock()
	if waits {
		unsaved.Name, unsaved.Edited, unsaved.UpdatedAt = row.Name, row.Edited, row.UpdatedAt
		*row = unsaved
	}
	if u != nil {
		u.now(row)
	} else if row.State == store.Hashing || row.State == store.Publishing {
		row.Done = done
	}
}

// row finds an upload that is not on its way out.
func (in *Intake) row(ctx context.Context, name string) (store.Incoming, error) {
	return in.known(ctx, name, in.shop.IncomingByName)
}

// at is row for folders too.
func (in *Intake) at(ctx context.Context, name string) (store.Incoming, error) {
	return in.known(ctx, name, in.shop.IncomingAt)
}

func (in *Intake) known(ctx context.Context, name string, find func(context.Context, string) (store.Incoming, error)) (store.Incoming, error) {
	if plain, err := store.CheckIncomingName(name); err == nil {
		name = plain // as AddIncoming made it
	}
	row, err := find(ctx, name)
	if err == nil && row.State == store.Removing {
		err = &store.Refusal{Code: store.ErrNoIncoming.Code, Name: row.Name}
	}
	if err != nil {
		return store.Incoming{}, err
	}
	return row, nil
}

// rowByID finds a row that the background work knows by its number.
func (in *Intake) rowByID(ctx context.Context, id int64) (store.Incoming, bool, error) {
	row, err := in.shop.IncomingByID(ctx, id)
	if errors.Is(err, store.ErrNoIncoming) {
		return store.Incoming{}, false, nil
	}
	row.ModifiedAt = time.Time{} // it stays as it is, whatever is set meanwhile
	return row, err == nil, err
}

// detached returns a context for the last change of a client that may be gone.
func detached(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), lastWord)
}
