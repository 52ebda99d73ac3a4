package store

import (
	"context"

	"youku.example/store/fair"
)

// How much of what all share one account may have at once, on all its sessions
// together: one that asks in five hundred sessions waits for itself, and any
// other only for the one thing that is being done.
const (
	readsAtOnce  = 2
	writesAtOnce = 1
)

// fairDB is a DB of which no caller has more than a share.
type fairDB struct {
	DB
	reads, writes *fair.KeyedSemaphore[string]
}

func newFairDB(db DB) fairDB {
	return fairDB{db, fair.NewKeyedSemaphore[string](readsAtOnce), fair.NewKeyedSemaphore[string](writesAtOnce)}
}

func (f fairDB) View(ctx context.Context, fn func(View) error) error {
	done, err := fair.TakeTurn(ctx, f.reads)
	if err != nil {
		return err
	}
	defer done()
	return f.DB.View(ctx, fn)
}

func (f fairDB) Update(ctx context.Context, fn func(Tx) error) error {
	done, err := fair.TakeTurn(ctx, f.writes)
	if err != nil {
		return err
	}
	defer done()
	return f.DB.Update(ctx, fn)
}
