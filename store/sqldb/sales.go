package sqldb

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"youku.example/store"
)

type purchase struct {
	bun.BaseModel `bun:"table:purchases,alias:p"`

	ID            int64 `bun:",pk,autoincrement"`
	UserID        int64
	MovieID       int64
	Paid          int64
	EntryID       int64 `bun:",nullzero"`
	BoughtAt      int64
	RefundedAt    int64
	RefundEntryID int64 `bun:",nullzero"`
}

func (p *purchase) sale() store.Sale {
	return store.Sale{
		ID: p.ID, Account: p.UserID, MovieID: p.MovieID, Paid: store.Fen(p.Paid), Entry: p.EntryID,
		At: unstamp(p.BoughtAt), RefundedAt: unstamp(p.RefundedAt),
	}
}

func (r Rows) sales(ctx context.Context, q func(*bun.SelectQuery) *bun.SelectQuery) ([]store.Sale, error) {
	var list []purchase
	if err := q(r.DB.NewSelect().Model(&list)).Where("p.refunded_at = 0").OrderExpr("p.id").Scan(ctx); err != nil {
		return nil, err
	}
	sales := make([]store.Sale, len(list))
	for i := range list {
		sales[i] = list[i].sale()
	}
	return sales, nil
}

func (r Rows) Sale(ctx context.Context, userID, movieID int64) (store.Sale, error) {
	list, err := r.SalesAmong(ctx, userID, []int64{movieID})
	if err == nil && len(list) == 0 {
		err = store.NoRow()
	}
	if err != nil {
		return store.Sale{}, err
	}
	return list[0], nil
}

func (r Rows) SalesAmong(ctx context.Context, userID int64, movieIDs []int64) ([]store.Sale, error) {
	if len(movieIDs) == 0 {
		return nil, nil
	}
	return r.sales(ctx, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("p.user_id = ?", userID).Where("p.movie_id IN (?)", bun.List(movieIDs))
	})
}

func (r Rows) SalesTo(ctx context.Context, userID int64, limit int) ([]store.Sale, error) {
	var list []purchase
	err := r.DB.NewSelect().Model(&list).Where("p.user_id = ?", userID).Where("p.refunded_at = 0").OrderExpr("p.id DESC").Limit(int64(limit)).Scan(ctx)
	if err != nil {
		return nil, err
	}
	sales := make([]store.Sale, len(list))
	for i := range list {
		sales[i] = list[i].sale()
	}
	return sales, nil
}

func (r Rows) SalesOf(ctx context.Context, movieID int64) ([]store.Sale, error) {
	return r.sales(ctx, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("p.movie_id = ?", movieID).Where("EXISTS (SELECT 1 FROM users AS u WHERE u.id = p.user_id AND u.removed_at = 0)")
	})
}

func (r Rows) AddSale(ctx context.Context, s *store.Sale) error {
	id, err := r.InsertKept(ctx, &purchase{UserID: s.Account, MovieID: s.MovieID, Paid: int64(s.Paid), EntryID: s.Entry, BoughtAt: stamp(s.At)})
	if err != nil {
		return r.RowError(err)
	}
	s.ID = id
	return nil
}

func (r Rows) Sell(ctx context.Context, e *store.LedgerEntry, s *store.Sale) (granted bool, err error) {
	if err := r.AddEntry(ctx, e); err != nil {
		return false, err
	}
	s.Entry = e.ID
	if err := r.AddSale(ctx, s); err != nil {
		return false, err
	}
	return r.isGranted(ctx, s.Account, s.MovieID)
}

func (r Rows) RefundSale(ctx context.Context, sale, entry int64, at time.Time) error {
	q := r.DB.NewUpdate().Model((*purchase)(nil)).Set("refunded_at = ?", stamp(at)).
		Where("id = ?", sale).Where("refunded_at = 0")
	if entry != 0 {
		q = q.Set("refund_entry_id = ?", entry)
	}
	return r.OneRow(q.Exec(ctx))
}

// owed selects what is owed. Movies off the shelf are few and have an index;
// without CROSS JOIN the planner may begin with all purchases ever made.
func (r Rows) owed(movieID int64) *bun.SelectQuery {
	q := r.DB.NewSelect().TableExpr("movies AS m CROSS JOIN purchases AS p").
		Where("m.shelf = 'taken_down'").Where("m.shelf <> 'published'").
		Where("p.movie_id = m.id").Where("p.refunded_at = 0")
	if movieID != 0 {
		q = q.Where("m.id = ?", movieID)
	}
	return q
}

func (r Rows) Owed(ctx context.Context, movieID int64, limit int) ([]store.Sale, error) {
	var list []purchase
	if err := r.owed(movieID).ColumnExpr("p.*").OrderExpr("p.id").Limit(int64(limit)).Scan(ctx, &list); err != nil {
		return nil, err
	}
	sales := make([]store.Sale, len(list))
	for i := range list {
		sales[i] = list[i].sale()
	}
	return sales, nil
}

func (r Rows) CountOwed(ctx context.Context, movieID int64) (n int, err error) {
	err = r.owed(movieID).ColumnExpr("count(*)").Scan(ctx, &n)
	return n, err
}
