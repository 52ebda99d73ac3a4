package store

import "context"

// How much of what everybody shares one person may have at once, on all their
// sessions together: whoever asks in five hundred sessions waits for
// themselves, and anybody else only for the one thing that is being done.
const (
	readsAtOnce  = 2 // of the rows
	writesAtOnce = 1
	hashesAtOnce = 1
)

type whoseKey struct{}

// WithCaller says on whose behalf work is done: of an account, or of the source of
// somebody who has none. It is asked anew for each piece of work, since a guest
// may become a user. What the house does for itself stands in no line.
func WithCaller(ctx context.Context, whose func() string) context.Context {
	return context.WithValue(ctx, whoseKey{}, whose)
}

// TurnOf waits for a turn of whoever ctx works for.
func TurnOf(ctx context.Context, turns *KeyedSemaphore[string]) (giveBack func(), err error) {
	whose, ok := ctx.Value(whoseKey{}).(func() string)
	if !ok {
		return func() {}, nil
	}
	return turns.Take(ctx, whose())
}

// fairDB is rows of which nobody has more than their share.
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
