package store

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"youku.example/store/fair"
)

// work takes 10 ms of what all share.
type work func(ctx context.Context) error

// TestFair holds that a caller that asks five hundred times at once keeps another
// waiting for no more than what is under way: of rows to read and to write.
// For passwords the same is held in package password.
func TestFair(t *testing.T) {
	for name, share := range map[string]func() work{
		"Reads": func() work {
			f := newFairDB(newSlowRows(4))
			return func(ctx context.Context) error { return f.View(ctx, func(View) error { return nil }) }
		},
		"Writes": func() work {
			f := newFairDB(newSlowRows(1))
			return func(ctx context.Context) error { return f.Update(ctx, func(Tx) error { return nil }) }
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				do := share()
				alice := fair.WithCaller(t.Context(), func() string { return "alice" })
				bob := fair.WithCaller(t.Context(), func() string { return "bob" })
				var all sync.WaitGroup
				for range 500 {
					all.Go(func() { _ = do(alice) })
				}
				synctest.Wait()
				for _, ctx := range []context.Context{bob, t.Context()} {
					began := time.Now()
					if err := do(ctx); err != nil {
						t.Fatal(err)
					}
					if took := time.Since(began); took > 20*time.Millisecond {
						t.Errorf("another waits for %v, want what is under way and one's own", took)
					}
				}
				all.Wait()
			})
		})
	}
}

// slowRows do so much at once and nothing quickly.
type slowRows struct {
	DB
	slots chan struct{}
}

func newSlowRows(atOnce int) slowRows { return slowRows{slots: make(chan struct{}, atOnce)} }

func (r slowRows) slow() {
	r.slots <- struct{}{}
	time.Sleep(10 * time.Millisecond)
	<-r.slots
}

func (r slowRows) View(context.Context, func(View) error) error { r.slow(); return nil }
func (r slowRows) Update(context.Context, func(Tx) error) error { r.slow(); return nil }
