package store

import "context"

// How much of what all share one account may have at once, on all its sessions
// together: one that asks in five hundred sessions waits for itself, and any
// other only for the one thing that is being done.
const (
	readsAtOnce  = 2 // of the rows
	writesAtOnce = 1
	hashesAtOnce = 1
)

type whoseKey struct{}

// WithCaller says on whose behalf work is done: an account's, or for a guest the
// source's. whose is called anew each time, since a guest may become a user.
// What the server does for itself waits for no turn.
func WithCaller(ctx context.Context, whose func() string) context.Context {
	return context.WithValue(ctx, whoseKey{}, whose)
}

// TurnOf waits for a turn of the caller in ctx.
func TurnOf(ctx context.Context, turns *KeyedSemaphore[string]) (giveBack func(), err error) {
	whose, ok := ctx.Value(whoseKey{}).(func() string)
	if !ok {
		return func() {}, nil
	}
	return turns.Take(ctx, whose())
}

// fairDB is a DB of which no caller has more than a share.
type fairDB struct {
	DB
	reads, writes *KeyedSemaphore[string]
}

func newFairDB(db DB) fairDB {
	return fairDB{db, NewKeyedSemaphore[string](readsAtOnce), NewKeyedSemaphore[string](writesAtOnce)}
}

func (f fairDB) View(ctx context.Context, fn func(View) error) error {
	done, err := TurnOf(ctx, f.reads)
	if err != nil {
		return err
	}
	defer done()
	return f.DB.View(ctx, fn)
}

func (f fairDB) Update(ctx context.Context, fn func(Tx) error) error {
	done, err := TurnOf(ctx, f.writes)
	if err != nil {
		return err
	}
	defer done()
	return f.DB.Update(ctx, fn)
}
