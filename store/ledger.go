package store

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

// The laws of the ledger. Lines are only ever added. The postings of a line
// sum to zero: what a person gains, a house account loses. A person's balance
// is the sum of their postings and never below zero. What was done is undone
// by a line with the postings turned around.

// move writes a ledger line that moves an amount from a house account to a
// person, or back when it is negative, and gives the balance after it. Too
// little money is ErrFunds with what is missing. Moving nothing writes nothing.
func (s *Shop) move(ctx context.Context, tx Tx, u User, amount Fen, e LedgerEntry, against HouseAccount) (id int64, balance Fen, err error) {
	if amount == 0 {
		return 0, u.Balance, nil
	}
	balance, err = s.moveBy(ctx, tx, u, amount, &e, against, tx.AddEntry)
	return e.ID, balance, err
}

// moveBy is move of an amount that is not zero, by the call that writes the line.
func (s *Shop) moveBy(ctx context.Context, tx Tx, u User, amount Fen, e *LedgerEntry, against HouseAccount, write func(context.Context, *LedgerEntry) error) (balance Fen, err error) {
	e.At = s.wall()
	e.Postings = []Posting{
		{LedgerAccount: LedgerAccount{User: u.ID}, Amount: amount},
		{LedgerAccount: LedgerAccount{HouseAccount: against}, Amount: -amount},
	}
	if err := s.repairBalances(ctx, tx, e.Postings...); err != nil {
		return u.Balance, err
	}
	switch err := write(ctx, e); {
	case errors.Is(err, errFunds):
		if u, err = tx.UserByID(ctx, u.ID); err != nil { // what it is by now
			return 0, err
		}
		return u.Balance, &Refusal{Code: ErrFunds.Code, Need: -amount - u.Balance, Price: -amount}
	case err != nil:
		return u.Balance, err
	}
	return e.Postings[0].Balance, nil
}

// reverse writes the line that undoes another.
func (s *Shop) reverse(ctx context.Context, tx Tx, entry int64, e LedgerEntry) (id int64, err error) {
	done, err := tx.Postings(ctx, entry)
	if err != nil {
		return 0, err
	}
	if len(done) == 0 {
		return 0, fmt.Errorf("reverse ledger line %d: it has no postings", entry)
	}
	e.Kind, e.Reverses, e.At = EntryRefund, entry, s.wall()
	if err := s.repairBalances(ctx, tx, done...); err != nil {
		return 0, err
	}
	for _, p := range done {
		to, err := receiver(ctx, tx, p.LedgerAccount)
		if err != nil {
			return 0, err
		}
		e.Postings = append(e.Postings, Posting{LedgerAccount: to, Amount: -p.Amount})
	}
	err = tx.AddEntry(ctx, &e)
	return e.ID, err
}

// receiver is who gets what comes back to an account: the operator's account for
// one that was removed.
func receiver(ctx context.Context, v View, p LedgerAccount) (LedgerAccount, error) {
	if p.User == 0 {
		return p, nil
	}
	u, err := v.UserByID(ctx, p.User)
	if err == nil && !u.RemovedAt.IsZero() {
		p = LedgerAccount{HouseAccount: HouseAccountOperator}
	}
	return p, err
}

// Balanced reports whether the postings of a line sum to zero. Engines refuse a
// line that does not.
func (e LedgerEntry) Balanced() bool {
	var sum Fen
	for _, p := range e.Postings {
		sum += p.Amount
	}
	return sum == 0 && len(e.Postings) >= 2
}

// Wallet is the actor's balance with its newest entries.
func (s *Shop) Wallet(ctx context.Context, a Actor) (Wallet, error) {
	return s.WalletPage(ctx, a, Span{Limit: 200})
}

// WalletPage is the actor's balance with a part of its entries.
func (s *Shop) WalletPage(ctx context.Context, a Actor, span Span) (w Wallet, err error) {
	err = s.db.View(ctx, func(v View) error {
		u, err := s.requireUser(ctx, v, a)
		if err != nil {
			return err
		}
		w.Balance = u.Balance
		if w.Entries, err = v.Entries(ctx, u.ID, span.within(pageLimit, maxPage)); err != nil {
			return err
		}
		w.Total.N, err = v.CountEntries(ctx, u.ID)
		return err
	})
	return w, err
}

// EntryKind says why money moved.
type EntryKind string

const (
	EntryRedeem EntryKind = "redeem"
	EntryCredit EntryKind = "credit"
	EntryBuy    EntryKind = "buy"
	EntryVIP    EntryKind = "vip"
	EntryRefund EntryKind = "refund"
	EntryLeft   EntryKind = "left" // what a removed account had goes to the operator's
)

// Entry is one line of a person's wallet: Amount is signed from the person's side.
type Entry struct {
	ID      int64
	Kind    EntryKind
	Amount  Fen
	Balance Fen // after it
	MovieID int64
	Title   string
	Note    string
	At      time.Time
}

// Wallet is a balance with its newest entries, newest first.
type Wallet struct {
	Balance Fen
	Entries []Entry
	Total   Total // of the entries there are
}

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
