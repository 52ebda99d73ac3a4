package sqldb

import (
	"context"

	"github.com/uptrace/bun"

	"youku.example/store"
)

// direction is a way to walk an index: its order, and how the key of what comes
// after a row compares with the row's.
type direction struct{ order, beyond bun.Safe }

func directionOf(down bool) direction {
	if down {
		return direction{"DESC", "<"}
	}
	return direction{"ASC", ">"}
}

// newestFirst puts a span on a query whose rows are in the order of an ID.
func newestFirst(q *bun.SelectQuery, id bun.Safe, s store.Span) *bun.SelectQuery {
	d := directionOf(!s.Reverse)
	if s.After != 0 {
		q = q.Where("? ? ?", id, d.beyond, s.After)
	}
	return q.OrderExpr("? ?", id, d.order).Limit(int64(s.Limit))
}

// listCount is the number of rows of a list, which triggers keep.
func (r rows) listCount(ctx context.Context, list string) (n int, err error) {
	err = r.db.NewRaw("SELECT n FROM list_counts WHERE list = ?", list).Scan(ctx, &n)
	return n, err
}
