package store

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

// balanceCheck compares the cached balances with the ledger. Each start checks
// all of them, which takes as long as the ledger is; so it runs in the
// background, and what moves money before it is done checks the balances that it
// moves first, in the same transaction. No balance that differs from the ledger
// is ever paid with.
type balanceCheck struct {
	passed *atomic.Bool // every balance was checked
	ctx    context.Context
	stop   context.CancelFunc
	done   chan struct{} // closed when the check has ended
	err    error         // why it did not succeed
	start  *sync.Once
}

func newBalanceCheck() balanceCheck {
	ctx, stop := context.WithCancel(context.Background())
	return balanceCheck{passed: new(atomic.Bool), ctx: ctx, stop: stop, done: make(chan struct{}), start: new(sync.Once)}
}

// run starts the check; only the first call does.
func (b *balanceCheck) run(check func(context.Context) error) {
	b.start.Do(func() {
		go func() {
			defer close(b.done)
			if b.err = check(b.ctx); b.err == nil {
				b.passed.Store(true)
			}
		}()
	})
}

// end stops a check that is under way.
func (b *balanceCheck) end() {
	b.stop()
	b.start.Do(func() { close(b.done) })
	<-b.done
}

// Reconciled waits until every balance was checked against the ledger, and
// repaired if it had to be.
func (s *Shop) Reconciled(ctx context.Context) error {
	select {
	case <-s.balanceCheck.done:
		return s.balanceCheck.err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// reconcile makes all cached balances true again. It writes nothing when they
// are.
func (s *Shop) reconcile(ctx context.Context) error {
	var drifts []Drift
	err := s.db.View(ctx, func(v View) (err error) {
		drifts, err = v.Drifts(ctx)
		return err
	})
	if err == nil && len(drifts) > 0 {
		err = s.db.Update(ctx, func(tx Tx) error {
			for _, d := range drifts {
				if err := repairBalance(ctx, tx, s.wall(), d.LedgerAccount); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err != nil {
		return fmt.Errorf("check the balances against the ledger: %w", err)
	}
	return nil
}

// repairBalances makes the balances of people true before their money moves. The
// shop's own accounts bound nothing.
func (s *Shop) repairBalances(ctx context.Context, tx Tx, postings ...Posting) error {
	if s.balanceCheck.passed.Load() {
		return nil
	}
	for _, p := range postings {
		if p.User == 0 {
			continue
		}
		if err := repairBalance(ctx, tx, s.wall(), p.LedgerAccount); err != nil {
			return err
		}
	}
	return nil
}

// repairBalance sets a cached balance to what the ledger says, and says so; a true one
// is left alone.
func repairBalance(ctx context.Context, tx Tx, at time.Time, p LedgerAccount) error {
	d, err := tx.Drift(ctx, p)
	if err != nil || d.Balance == d.Sum {
		return err
	}
	who := string(p.HouseAccount)
	if p.User != 0 {
		u, err := tx.UserByID(ctx, p.User)
		if err != nil {
			return err
		}
		who = u.Name
	}
	if err := tx.SetBalance(ctx, p, d.Sum); err != nil {
		return fmt.Errorf("mend the balance of %s: %w", who, err)
	}
	return tx.AddAudit(ctx, AuditLine{
		At: at, Actor: operatorName, Action: "reconcile", Target: who,
		Detail: fmt.Sprintf("balance %s, ledger %s", d.Balance, d.Sum),
	})
}
