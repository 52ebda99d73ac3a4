package stmt

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"strings"
)

// InTx runs fn as a transaction of a connection that begin, as "BEGIN", begins. It
// is undone when fn returns an error or falls over.
//
// A transaction of database/sql starts a goroutine, and one more for each answer
// that is read in it, and each wakes a thread: that takes longer than short
// statements do. In this one every answer must be closed: one that is left open keeps
// the connection.
func InTx(ctx context.Context, c *sql.Conn, begin string, fn func() error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	ctx = context.WithoutCancel(ctx) // what has begun is ended
	if _, err := c.ExecContext(ctx, Keep+begin); err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	over := false
	defer func() {
		if !over {
			rollBack(ctx, c)
		}
	}()
	if err := fn(); err != nil {
		return err
	}
	if _, err := c.ExecContext(ctx, Keep+"COMMIT"); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	over = true
	return nil
}

// rollBack leaves the connection without a transaction, or drops it. After some
// faults, a full disk for one, SQLite has ended it by itself.
func rollBack(ctx context.Context, c *sql.Conn) {
	if _, err := c.ExecContext(ctx, Keep+"ROLLBACK"); err != nil && !strings.Contains(err.Error(), "no transaction is active") {
		Drop(c)
	}
}

// Drop ends the connection for good, once the statement that runs on it has ended:
// what its transaction wrote is undone, and nothing more runs on it. It may be called
// while another goroutine uses the connection, but not while or after that closes it.
//
// The connection is closed when the caller gives it back. To close it here, as
// driver.ErrBadConn would, is not safe: database/sql then uses one that is nil, if a
// statement begins at that moment.
func Drop(c *sql.Conn) {
	_ = c.Raw(func(inner any) error {
		k, ok := inner.(*conn)
		if !ok {
			return driver.ErrBadConn
		}
		k.drop()
		return nil
	})
}
