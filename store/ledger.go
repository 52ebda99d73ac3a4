package store

import (
	"context"
	"errors"
	"fmt"
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
