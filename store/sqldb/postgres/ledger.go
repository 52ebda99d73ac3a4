package postgres

import (
	"context"
	"database/sql"
	"errors"

	"youku.example/store"
)

const (
	// line is how a person's money moves against an account of the shop's own: the
	// balance, the line and both postings as one statement, of which nothing is done
	// where the balance would fall below zero.
	line = keep + `
	WITH paid AS (UPDATE users SET balance = balance + ?::bigint WHERE id = ? AND balance + ?::bigint >= 0 RETURNING balance),
	line AS (INSERT INTO ledger_entries (kind, movie_id, note, author, at)
		SELECT ?::text, nullif(?::bigint, 0), ?::text, ?::text, ?::bigint FROM paid RETURNING id),
	both_sides AS (INSERT INTO postings (entry_id, user_id, till, amount, balance)
		SELECT line.id, ?::bigint, NULL, ?::bigint, paid.balance FROM line, paid
		UNION ALL SELECT line.id, NULL, ?::text, ?::bigint, 0 FROM line)`
	addLine = line + " SELECT line.id, paid.balance FROM line, paid"
	// sell is addLine with the sale that it pays for, whose number is NULL where the
	// account owns the movie.
	sell = line + `,
	sale AS (INSERT INTO purchases (user_id, movie_id, paid, entry_id, bought_at, refunded_at)
		SELECT ?::bigint, ?::bigint, ?::bigint, line.id, ?::bigint, 0 FROM line ON CONFLICT DO NOTHING RETURNING id)
	SELECT line.id, paid.balance, (SELECT id FROM sale),
		EXISTS (SELECT FROM download_records WHERE user_id = ? AND movie_id = ? AND ended_at = 0) FROM line, paid`
)

// isPersons reports whether a line is one between a person and an account of the shop's
// own, and undoes none.
func isPersons(e *store.LedgerEntry) bool {
	return e.Balanced() && len(e.Postings) == 2 && e.Postings[0].User != 0 && e.Postings[1].User == 0 && e.Reverses == 0 && !e.At.IsZero()
}

// AddEntry implements store.Tx.
func (t tx) AddEntry(ctx context.Context, e *store.LedgerEntry) error {
	if !isPersons(e) {
		return t.Rows.AddEntry(ctx, e)
	}
	return t.addLine(ctx, e, addLine, nil)
}

// Sell implements store.Tx.
func (t tx) Sell(ctx context.Context, e *store.LedgerEntry, s *store.Sale) (granted bool, err error) {
	if !isPersons(e) || s.At.IsZero() {
		return t.Rows.Sell(ctx, e, s)
	}
	var id sql.NullInt64
	if err := t.addLine(ctx, e, sell, []any{s.Account, s.MovieID, int64(s.Paid), s.At.UnixMicro(), s.Account, s.MovieID}, &id, &granted); err != nil {
		return false, err
	}
	if !id.Valid {
		return false, store.Taken()
	}
	s.ID, s.Entry = id.Int64, e.ID
	return granted, nil
}

// addLine executes a statement that begins as line, with values besides, and reads what
// follows the line's number and the balance.
func (t tx) addLine(ctx context.Context, e *store.LedgerEntry, text string, values []any, into ...any) error {
	person, own := &e.Postings[0], &e.Postings[1]
	amount := int64(person.Amount)
	values = append([]any{amount, person.User, amount, string(e.Kind), e.MovieID, e.Note, e.By, e.At.UnixMicro(),
		person.User, amount, string(own.HouseAccount), int64(own.Amount)}, values...)
	err := t.Plain().QueryRowContext(ctx, text, values...).Scan(append([]any{&e.ID, &person.Balance}, into...)...)
	own.Balance = 0
	if errors.Is(err, sql.ErrNoRows) {
		return store.Overdrawn()
	}
	return err
}
