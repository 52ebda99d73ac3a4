package sqldb

import (
	"context"
	"database/sql"

	"github.com/uptrace/bun"
)

// Uninterrupted is the connection of an update: its statements run to their end,
// whatever becomes of the contexts that they are given. For one that ends, database/sql
// would close an answer while it is read, and the update would fail in its middle.
type Uninterrupted struct{ bun.Conn }

var _ bun.IDB = Uninterrupted{}

// bun sends a query over the connection that made it, so each kind is given this one.

func (u Uninterrupted) NewValues(model any) *bun.ValuesQuery { return u.Conn.NewValues(model).Conn(u) }
func (u Uninterrupted) NewSelect() *bun.SelectQuery          { return u.Conn.NewSelect().Conn(u) }
func (u Uninterrupted) NewInsert() *bun.InsertQuery          { return u.Conn.NewInsert().Conn(u) }
func (u Uninterrupted) NewUpdate() *bun.UpdateQuery          { return u.Conn.NewUpdate().Conn(u) }
func (u Uninterrupted) NewDelete() *bun.DeleteQuery          { return u.Conn.NewDelete().Conn(u) }
func (u Uninterrupted) NewMerge() *bun.MergeQuery            { return u.Conn.NewMerge().Conn(u) }
func (u Uninterrupted) NewRaw(query string, args ...any) *bun.RawQuery {
	return u.Conn.NewRaw(query, args...).Conn(u)
}

func (u Uninterrupted) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return u.Conn.Conn.QueryContext(context.WithoutCancel(ctx), query, args...)
}

func (u Uninterrupted) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	return u.Conn.Conn.QueryRowContext(context.WithoutCancel(ctx), query, args...)
}

func (u Uninterrupted) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	return u.Conn.Conn.ExecContext(context.WithoutCancel(ctx), query, args...)
}
