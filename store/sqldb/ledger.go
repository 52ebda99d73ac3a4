package sqldb

import (
	"context"
	"errors"
	"fmt"

	"github.com/uptrace/bun"

	"youku.example/store"
)

type ledgerEntry struct {
	bun.BaseModel `bun:"table:ledger_entries,alias:e"`

	ID       int64 `bun:",pk,autoincrement"`
	Kind     string
	MovieID  int64 `bun:",nullzero"`
	Reverses int64 `bun:",nullzero"`
	Note     string
	Author   string
	At       int64
}

type posting struct {
	bun.BaseModel `bun:"table:postings,alias:p"`

	ID      int64 `bun:",pk,autoincrement"`
	EntryID int64
	UserID  int64  `bun:",nullzero"`
	Till    string `bun:",nullzero"`
	Amount  int64
	Balance int64
}

type houseAccount struct {
	bun.BaseModel `bun:"table:house_accounts,alias:h"`

	Till    string `bun:",pk"`
	Balance int64
}

// Entries walks the account's postings, whose order is that of their lines. The
// span's row is a line.
func (r Rows) Entries(ctx context.Context, userID int64, s store.Span) ([]store.Entry, error) {
	var list []struct {
		ledgerEntry
		Amount  int64
		Balance int64
		Title   string
	}
	if s.After != 0 {
		if err := r.DB.NewRaw("SELECT coalesce(max(id), 0) FROM postings WHERE entry_id = ? AND user_id = ?", s.After, userID).Scan(ctx, &s.After); err != nil || s.After == 0 {
			return nil, err
		}
	}
	q := r.DB.NewSelect().TableExpr("postings AS p").ColumnExpr("e.*, p.amount, p.balance, coalesce(m.title, '') AS title").
		Join("JOIN ledger_entries AS e ON e.id = p.entry_id").Join("LEFT JOIN movies AS m ON m.id = e.movie_id").
		Where("p.user_id = ?", userID)
	if err := NewestFirst(q, "p.id", s).Scan(ctx, &list); err != nil {
		return nil, err
	}
	entries := make([]store.Entry, len(list))
	for i, l := range list {
		entries[i] = store.Entry{
			ID: l.ID, Kind: store.EntryKind(l.Kind), Amount: store.Fen(l.Amount), Balance: store.Fen(l.Balance),
			MovieID: l.MovieID, Title: l.Title, Note: l.Note, At: unstamp(l.At),
		}
	}
	return entries, nil
}

func (r Rows) CountEntries(ctx context.Context, userID int64) (n int, err error) {
	err = r.DB.NewRaw("SELECT count(*) FROM postings WHERE user_id = ?", userID).Scan(ctx, &n)
	return n, err
}

func (r Rows) Postings(ctx context.Context, entry int64) ([]store.Posting, error) {
	var list []posting
	if err := r.DB.NewSelect().Model(&list).Where("p.entry_id = ?", entry).Order("id").Scan(ctx); err != nil {
		return nil, err
	}
	out := make([]store.Posting, len(list))
	for i, p := range list {
		out[i] = store.Posting{
			LedgerAccount: store.LedgerAccount{User: p.UserID, HouseAccount: store.HouseAccount(p.Till)},
			Amount:        store.Fen(p.Amount), Balance: store.Fen(p.Balance),
		}
	}
	return out, nil
}

func (r Rows) AddEntry(ctx context.Context, e *store.LedgerEntry) error {
	if !e.Balanced() {
		return fmt.Errorf("write a ledger line (%s): its postings do not sum to zero", e.Kind)
	}
	row := &ledgerEntry{
		Kind: string(e.Kind), MovieID: e.MovieID, Reverses: e.Reverses,
		Note: e.Note, Author: e.By, At: stamp(e.At),
	}
	if err := r.add(ctx, row); err != nil {
		return err
	}
	e.ID = row.ID
	for i := range e.Postings {
		p := &e.Postings[i]
		if err := r.pay(ctx, p); err != nil {
			return err
		}
		line := &posting{
			EntryID: e.ID, UserID: p.User, Till: string(p.HouseAccount),
			Amount: int64(p.Amount), Balance: int64(p.Balance),
		}
		if err := r.add(ctx, line); err != nil {
			return err
		}
	}
	return nil
}

// pay moves one balance and notes what it is now. The condition stands in the
// statement itself, so that no engine can pass it between reading and writing.
//
// Where the balance of a shop's own account is a sum, none is moved and none noted:
// all purchases would wait for that one row.
func (r Rows) pay(ctx context.Context, p *store.Posting) error {
	if p.User == 0 && r.Sums {
		p.Balance = 0
		return nil
	}
	q := r.balanceRow(p.LedgerAccount).Set("balance = balance + ?", int64(p.Amount)).Returning("balance")
	if p.User != 0 {
		q = q.Where("balance + ? >= 0", int64(p.Amount))
	}
	var balance int64
	err := r.RowError(q.Scan(ctx, &balance))
	if errors.Is(err, store.NoRow()) && p.User != 0 {
		return store.Overdrawn()
	}
	p.Balance = store.Fen(balance)
	return err
}

func (r Rows) balanceRow(p store.LedgerAccount) *bun.UpdateQuery {
	if p.User != 0 {
		return r.DB.NewUpdate().Model((*user)(nil)).Where("id = ?", p.User)
	}
	return r.DB.NewUpdate().Model((*houseAccount)(nil)).Where("till = ?", string(p.HouseAccount))
}

func (r Rows) SetBalance(ctx context.Context, p store.LedgerAccount, balance store.Fen) error {
	return r.OneRow(r.balanceRow(p).Set("balance = ?", int64(balance)).Exec(ctx))
}

func (r Rows) Drifts(ctx context.Context) ([]store.Drift, error) {
	var list []struct {
		UserID  int64
		Till    string
		Balance int64
		Total   int64
	}
	err := r.DB.NewRaw(`
		SELECT u.id AS user_id, '' AS till, u.balance, coalesce(s.total, 0) AS total
		FROM users u LEFT JOIN (SELECT user_id, sum(amount) AS total FROM postings
			WHERE user_id IS NOT NULL GROUP BY user_id) s ON s.user_id = u.id
		WHERE u.balance <> coalesce(s.total, 0)
		UNION ALL
		SELECT 0, h.till, h.balance, coalesce(s.total, 0)
		FROM house_accounts h LEFT JOIN (SELECT till, sum(amount) AS total FROM postings
			WHERE till IS NOT NULL GROUP BY till) s ON s.till = h.till
		WHERE h.balance <> coalesce(s.total, 0)`).Scan(ctx, &list)
	if err != nil {
		return nil, err
	}
	drifts := make([]store.Drift, len(list))
	for i, d := range list {
		drifts[i] = store.Drift{
			LedgerAccount: store.LedgerAccount{User: d.UserID, HouseAccount: store.HouseAccount(d.Till)},
			Balance:       store.Fen(d.Balance), Sum: store.Fen(d.Total),
		}
	}
	return drifts, nil
}

func (r Rows) Drift(ctx context.Context, p store.LedgerAccount) (store.Drift, error) {
	balance, sum := r.DB.NewSelect(), r.DB.NewSelect().TableExpr("postings").ColumnExpr("coalesce(sum(amount), 0)")
	if p.User != 0 {
		balance, sum = balance.TableExpr("users").Where("id = ?", p.User), sum.Where("user_id = ?", p.User)
	} else {
		balance, sum = balance.TableExpr("house_accounts").Where("till = ?", string(p.HouseAccount)), sum.Where("till = ?", string(p.HouseAccount))
	}
	d := store.Drift{LedgerAccount: p}
	err := balance.ColumnExpr("balance, (?)", sum).Scan(ctx, &d.Balance, &d.Sum)
	return d, r.RowError(err)
}
