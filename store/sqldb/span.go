package sqldb

import (
	"context"
	"strings"

	"github.com/uptrace/bun"

	"youku.example/store"
)

// Direction is a way to walk an index: its order, and how the key of what comes
// after a row compares with the row's.
type Direction struct{ Order, Beyond bun.Safe }

// DirectionOf is the walk of an index against its order (down), or along it.
func DirectionOf(down bool) Direction {
	if down {
		return Direction{"DESC", "<"}
	}
	return Direction{"ASC", ">"}
}

// Of is the order by columns.
func (d Direction) Of(columns ...string) string {
	return strings.Join(columns, " "+string(d.Order)+", ") + " " + string(d.Order)
}

// beyond is the condition that n columns stand behind a place.
func (d Direction) beyond(columns string, n int) string {
	return "(" + columns + ") " + string(d.Beyond) + " (" + strings.TrimSuffix(strings.Repeat("?, ", n), ", ") + ")"
}

// NewestFirst puts a span on a query whose rows are in the order of an ID.
func NewestFirst(q *bun.SelectQuery, id bun.Safe, s store.Span) *bun.SelectQuery {
	d := DirectionOf(!s.Reverse)
	if s.After != 0 {
		q = q.Where("? ? ?", id, d.Beyond, s.After)
	}
	return q.OrderExpr("? ?", id, d.Order).Limit(int64(s.Limit))
}

// ListCount is the number of rows of a list, which triggers keep.
func (r Rows) ListCount(ctx context.Context, list string) (n int, err error) {
	err = r.DB.NewRaw("SELECT n FROM list_counts WHERE list = ?", list).Scan(ctx, &n)
	return n, err
}
