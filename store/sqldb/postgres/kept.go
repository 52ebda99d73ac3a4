package postgres

import (
	"context"
	"database/sql/driver"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/jackc/pgx/v5"
)

// The server parses a statement and plans it each time, which takes longer than most of
// ours run. Those that are kept it does so with once a connection. They have names there,
// and a pooler gives each transaction another connection, where a name means nothing: so
// it is asked for each connection whether one stands between.

// keep begins the text of a statement that is kept; a question mark in it is a value.
const keep = "/* keep */ "

// mostKept bounds how many statements a connection keeps.
const mostKept = 400

// direct prepares a connection on which statements are kept: what each transaction sets
// otherwise, and plans that do for all values. A value that decides which plan is good
// stands in the text.
const direct = "SET enable_seqscan = off; SET jit = off; SET plan_cache_mode = force_generic_plan"

// meet finds out whether the server itself is at the other end of a new connection. It
// says there by which number it is to be called off, its process's; a pooler says a
// number of its own, since it may call off any.
func (c *conn) meet(ctx context.Context) error {
	pg := c.Conn.Conn().PgConn()
	results, err := pg.Exec(ctx, "SELECT pg_backend_pid()").ReadAll()
	if err != nil || !c.is(results[0].Rows[0][0]) {
		return err
	}
	if _, err := pg.Exec(ctx, direct).ReadAll(); err != nil {
		return err
	}
	c.direct = true
	return nil
}

// is reports whether a process of the server is the one that the connection was given.
func (c *conn) is(process []byte) bool {
	return string(process) == strconv.FormatUint(uint64(c.Conn.Conn().PgConn().PID()), 10)
}

// kept is a statement as the driver is to be asked for it.
func (c *conn) kept(text string, args []driver.NamedValue) (string, []driver.NamedValue) {
	plain, is := strings.CutPrefix(text, keep)
	if !is {
		return text, args
	}
	mode := pgx.QueryExecModeExec
	if c.direct {
		mode = pgx.QueryExecModeCacheStatement
	}
	list := make([]driver.NamedValue, 1, len(args)+1)
	list[0].Value = mode
	for _, a := range args {
		if v := reflect.ValueOf(a.Value); v.Kind() == reflect.Bool {
			a.Value = int64(0)
			if v.Bool() {
				a.Value = int64(1)
			}
		}
		list = append(list, a)
	}
	return numbered(plain), list
}

// texts are the statements with numbers in the place of question marks, by those.
var texts sync.Map

// mostTexts is how many of them may still be remembered: the length of a page stands in
// a text, and anything may be asked for.
var mostTexts atomic.Int64

func init() { mostTexts.Store(4000) }

// numbered gives each value of a statement its number.
func numbered(text string) string {
	if known, is := texts.Load(text); is {
		return known.(string)
	}
	var b strings.Builder
	n := 0
	for part := range strings.SplitSeq(text, "?") {
		if n > 0 {
			b.WriteString("$" + strconv.Itoa(n))
		}
		b.WriteString(part)
		n++
	}
	if mostTexts.Add(-1) >= 0 {
		texts.Store(text, b.String())
	}
	return b.String()
}
