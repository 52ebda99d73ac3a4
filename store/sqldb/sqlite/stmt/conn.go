package stmt

import (
	"context"
	"database/sql/driver"
	"errors"
	"strings"
)

// Keep begins the text of a statement that is kept.
const Keep = "/* keep */ "

// ErrDropped is returned by what is asked of a connection after Drop.
var ErrDropped = errors.New("the connection was dropped")

// mostKept bounds how many texts a connection keeps.
const mostKept = 256

// Connector opens connections of another one that keep statements.
type Connector struct{ driver.Connector }

// Connect implements driver.Connector.
func (c Connector) Connect(ctx context.Context) (driver.Conn, error) {
	inner, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	full, ok := inner.(fullConn)
	if !ok {
		return inner, nil
	}
	return &conn{fullConn: full, idle: map[string]fullStmt{}}, nil
}

// fullConn is all that database/sql asks of a connection.
type fullConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

type fullStmt interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

// conn is a connection. As any, it is used by one goroutine at a time.
type conn struct {
	fullConn
	idle map[string]fullStmt // the kept that are not in use

	dropped bool // Drop was called: nothing more runs on it
}

// Unwrap returns the connection that is wrapped.
func (c *conn) Unwrap() driver.Conn { return c.fullConn }

// ExecContext implements driver.ExecerContext.
func (c *conn) ExecContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Result, error) {
	if c.dropped {
		return nil, ErrDropped
	}
	s, err := c.take(ctx, text)
	if err != nil || s == nil {
		return c.orExec(ctx, text, args, err)
	}
	defer c.keep(text, s)
	return s.ExecContext(ctx, args)
}

func (c *conn) orExec(ctx context.Context, text string, args []driver.NamedValue, err error) (driver.Result, error) {
	if err != nil {
		return nil, err
	}
	return c.fullConn.ExecContext(ctx, text, args)
}

// QueryContext implements driver.QueryerContext.
func (c *conn) QueryContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Rows, error) {
	if c.dropped {
		return nil, ErrDropped
	}
	s, err := c.take(ctx, text)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return c.fullConn.QueryContext(ctx, text, args)
	}
	r, err := s.QueryContext(ctx, args)
	if err != nil {
		c.keep(text, s)
		return nil, err
	}
	return &rows{r, func() { c.keep(text, s) }}, nil
}

// take returns the statement of a text that is to be kept, out of the kept ones
// or compiled; nil for any other text.
func (c *conn) take(ctx context.Context, text string) (fullStmt, error) {
	if !strings.HasPrefix(text, Keep) {
		return nil, nil
	}
	if s, is := c.idle[text]; is {
		delete(c.idle, text)
		return s, nil
	}
	return c.compile(ctx, text)
}

func (c *conn) compile(ctx context.Context, text string) (fullStmt, error) {
	s, err := c.fullConn.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	full, ok := s.(fullStmt)
	if !ok {
		return nil, errors.Join(errors.New("a statement takes no context"), s.Close())
	}
	return full, nil
}

// PrepareContext implements driver.ConnPrepareContext.
func (c *conn) PrepareContext(ctx context.Context, text string) (driver.Stmt, error) {
	if c.dropped {
		return nil, ErrDropped
	}
	s, err := c.compile(ctx, text)
	if err != nil {
		return nil, err
	}
	return prepared{s, c}, nil
}

// BeginTx implements driver.ConnBeginTx.
func (c *conn) BeginTx(ctx context.Context, o driver.TxOptions) (driver.Tx, error) {
	if c.dropped {
		return nil, ErrDropped
	}
	return c.fullConn.BeginTx(ctx, o)
}

// IsValid implements driver.Validator: a dropped connection is used for nothing else.
func (c *conn) IsValid() bool { return !c.dropped && c.fullConn.IsValid() }

// drop undoes the transaction, and lets nothing more run.
func (c *conn) drop() {
	if !c.dropped {
		c.dropped = true
		_, _ = c.fullConn.ExecContext(context.Background(), "ROLLBACK", nil) // there may be none; closing undoes it too
	}
}

// prepared is a statement that the caller keeps.
type prepared struct {
	fullStmt
	conn *conn
}

// ExecContext implements driver.StmtExecContext.
func (p prepared) ExecContext(ctx context.Context, args []driver.NamedValue) (driver.Result, error) {
	if p.conn.dropped {
		return nil, ErrDropped
	}
	return p.fullStmt.ExecContext(ctx, args)
}

// QueryContext implements driver.StmtQueryContext.
func (p prepared) QueryContext(ctx context.Context, args []driver.NamedValue) (driver.Rows, error) {
	if p.conn.dropped {
		return nil, ErrDropped
	}
	return p.fullStmt.QueryContext(ctx, args)
}

// keep puts a statement back that is no longer in use. One that was in use twice at
// once is kept once.
func (c *conn) keep(text string, s fullStmt) {
	if _, is := c.idle[text]; is || len(c.idle) >= mostKept {
		_ = s.Close()
		return
	}
	c.idle[text] = s
}

// Close implements driver.Conn.
func (c *conn) Close() error {
	var err error
	for _, s := range c.idle {
		err = errors.Join(err, s.Close())
	}
	c.idle = map[string]fullStmt{}
	return errors.Join(err, c.fullConn.Close())
}

// rows are the answer of a kept statement.
type rows struct {
	driver.Rows
	done func()
}

// Close implements driver.Rows.
func (r *rows) Close() error {
	err := r.Rows.Close()
	if done := r.done; done != nil {
		r.done = nil
		done()
	}
	return err
}
