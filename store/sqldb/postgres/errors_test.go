package postgres_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"youku.example/store"
	"youku.example/store/sqldb/postgres"
)

// What a person can do something about is a refusal with its own sentence.
func TestRefusals(t *testing.T) {
	for code, want := range map[string]error{
		"57P01": store.ErrRowsAway, // an administrator's command
		"57P03": store.ErrRowsAway, // starting up
		"08P01": store.ErrRowsAway, // a pooler's words
		"25P03": store.ErrRowsAway, // idle in a transaction: its clock was set by an hour
		"53100": store.ErrRowsFull,
		"53300": store.ErrBusy,
		"XX001": store.ErrRowsDamaged,
	} {
		if err := postgres.Refusal(fmt.Errorf("commit: %w", &pgconn.PgError{Code: code})); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", code, err, want)
		}
	}
	if err := postgres.Refusal(&pgconn.PgError{Code: "42601"}); errors.As(err, new(*store.Refusal)) {
		t.Errorf("a fault of our own: %v", err)
	}
}
