package postgres

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/uptrace/bun"
)

// connector opens connections that know of the transaction that runs on them.
type connector struct{ config *pgx.ConnConfig }

// Connect implements driver.Connector.
func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	inner, err := stdlib.GetConnector(*c.config).Connect(ctx)
	if err != nil {
		return nil, err
	}
	opened := &conn{Conn: inner.(*stdlib.Conn)}
	if err := opened.meet(ctx); err != nil {
		return nil, errors.Join(err, inner.Close())
	}
	return opened, nil
}

// Driver implements driver.Connector.
func (c connector) Driver() driver.Driver { return stdlib.GetDefaultDriver() }

// conn is a connection. As any, it is used by one goroutine at a time.
type conn struct {
	*stdlib.Conn

	// until bounds the statements of the transaction that runs, in the place of their
	// own contexts: one that ends would take the connection along, and an update that
	// has begun is finished.
	until context.Context
	// conflict is the error for which the transaction must be run again, whatever its
	// function made of it.
	conflict error
	// direct says that the server itself is at the other end, and keeps statements.
	direct bool
}

// QueryContext implements driver.QueryerContext.
func (c *conn) QueryContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Rows, error) {
	text, args = c.kept(text, args)
	found, err := c.Conn.QueryContext(c.within(ctx), text, args)
	c.note(err)
	return found, err
}

// ExecContext implements driver.ExecerContext.
func (c *conn) ExecContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Result, error) {
	text, args = c.kept(text, args)
	done, err := c.Conn.ExecContext(c.within(ctx), text, args)
	c.note(err)
	return done, err
}

func (c *conn) within(ctx context.Context) context.Context {
	if c.until != nil {
		return c.until
	}
	return ctx
}

func (c *conn) note(err error) {
	if isForgotten(err) {
		c.direct = false
	}
	if c.conflict == nil && (isConflict(err) || isForgotten(err)) {
		c.conflict = err
	}
}

// within runs fn, and a context bounds its statements.
func within(ctx context.Context, c *sql.Conn, fn func() error) error {
	bound := func(ctx context.Context) error {
		return c.Raw(func(dc any) error {
			dc.(*conn).until = ctx
			return nil
		})
	}
	if err := bound(ctx); err != nil {
		return err
	}
	defer bound(nil)
	return fn()
}

// inTx runs fn in a transaction on a connection of its own, and commits it if fn
// returns nil. The context bounds all of it. It returns the conflict for which it must
// be run again, if there was one. Where what follows its beginning (rest) asks for the
// transaction's number and the answer to its end is lost, the error is an unsureError.
func inTx(ctx context.Context, c *sql.Conn, begin, rest, end string, fn func() error) (conflict, err error) {
	var inner *conn
	if err := c.Raw(func(dc any) error {
		inner = dc.(*conn)
		inner.until, inner.conflict = ctx, nil
		return nil
	}); err != nil {
		return nil, err
	}
	defer func() { inner.until = nil }()
	number := ""
	if err := c.Raw(func(any) (err error) {
		number, err = inner.begin(ctx, begin, rest)
		return err
	}); err != nil {
		return nil, fmt.Errorf("%w: %w", errNotBegun, err)
	}
	ended := false
	defer func() {
		if !ended {
			inner.until = nil
			rollback(ctx, c)
		}
	}()
	if err := fn(); err != nil || inner.conflict != nil {
		if isConflict(err) {
			return err, err
		}
		return inner.conflict, err
	}
	ended = true
	status := "" // of a transaction that failed, COMMIT succeeds and undoes it
	if err := c.Raw(func(any) error {
		tag, err := inner.Conn.Conn().Exec(ctx, end)
		status = tag.String()
		inner.note(err)
		return err
	}); err != nil {
		if number != "" && (isAway(err) || ctx.Err() != nil || codeOf(err) == "") {
			return nil, unsureError{number, err}
		}
		return inner.conflict, fmt.Errorf("commit: %w", err)
	}
	if status != end {
		return nil, fmt.Errorf("commit: %w", errUndone)
	}
	return nil, nil
}

// begin begins a transaction, and returns its number where the rest asks for it.
func (c *conn) begin(ctx context.Context, begin, rest string) (number string, err error) {
	if !c.direct {
		begin += byIndexes
	}
	results, err := c.Conn.Conn().PgConn().Exec(ctx, begin+rest).ReadAll()
	if err != nil {
		if pgconn.SafeToRetry(err) || c.Conn.Conn().IsClosed() {
			return "", fmt.Errorf("%w: %w", driver.ErrBadConn, err)
		}
		return "", err
	}
	if rows := results[len(results)-1].Rows; len(rows) > 0 {
		number = string(rows[0][0])
		c.direct = c.direct && c.is(rows[0][1])
	}
	return number, nil
}

// unsureError says that the end of a transaction was asked for and no answer came.
type unsureError struct {
	number string
	err    error
}

func (u unsureError) Error() string { return "commit: the answer is lost: " + u.err.Error() }
func (u unsureError) Unwrap() error { return u.err }

// errNotBegun says that nothing of a transaction was done.
var errNotBegun = errors.New("begin")

// onConn gives fn a connection of a pool, and another one where that was dead before
// anything was done: after a restart of the server all are.
func onConn(ctx context.Context, pool *bun.DB, fn func(bun.Conn) error) error {
	for left := writers + readers; ; left-- {
		c, err := pool.Conn(ctx)
		if err != nil {
			return err
		}
		err = func() error {
			defer c.Close()
			return fn(c)
		}()
		if left == 0 || !errors.Is(err, errNotBegun) || !isAway(err) || ctx.Err() != nil {
			return err
		}
	}
}

// rollback ends a transaction, also where its time is over. A connection on which that
// fails is used no more.
func rollback(ctx context.Context, c *sql.Conn) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if _, err := c.ExecContext(ctx, "ROLLBACK"); err != nil {
		c.Raw(func(any) error { return driver.ErrBadConn })
	}
}
