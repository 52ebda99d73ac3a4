package storetest

import (
	"context"
	"errors"
	"sync"

	"youku.example/store"
)

// faulty is an engine that breaks off when it is told to: every update after
// the next so many fails, as if the process had been killed there.
type faulty struct {
	store.DB
	mu      sync.Mutex
	done    int // updates that were committed
	left    int // updates until the fault
	armed   bool
	between func() // after each commit
}

var errFault = errors.New("the machine stopped")

func (f *faulty) Update(ctx context.Context, fn func(store.Tx) error) error {
	f.mu.Lock()
	if f.armed && f.left == 0 {
		f.mu.Unlock()
		return errFault
	}
	f.left--
	f.mu.Unlock()
	if err := f.DB.Update(ctx, fn); err != nil {
		return err
	}
	f.mu.Lock()
	f.done++
	between := f.between
	f.mu.Unlock()
	if between != nil {
		between()
	}
	return nil
}

// failAfter lets so many more updates through.
func (f *faulty) failAfter(n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.armed, f.left = true, n
}

func (f *faulty) updates() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.done
}

func (f *faulty) watch(between func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.between = between
}

// breakable makes an opener whose engines can be made to fail.
func breakable(open Opener) Opener {
	return func(dir string) (store.DB, error) {
		db, err := open(dir)
		return &faulty{DB: db}, err
	}
}

// faults is the shop's engine, in a shop that was opened with breakable.
func (h *testShop) faults() *faulty { return h.db.(*faulty) }
