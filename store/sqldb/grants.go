package sqldb

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"youku.example/store"
)

type grant struct {
	bun.BaseModel `bun:"table:download_records,alias:d"`

	ID          int64 `bun:",pk,autoincrement"`
	UserID      int64
	MovieID     int64
	PurchaseID  int64 `bun:",nullzero"`
	RequestedAt int64
	ReadyAt     int64
	ExpiresAt   int64
	Wait        int64
	EndedAt     int64
	EndedBy     string
	Sent        int64
	Complete    Flag
	Cover       []byte

	Movie    *Movie    `bun:"rel:belongs-to,join:movie_id=id"`
	Purchase *purchase `bun:"rel:belongs-to,join:purchase_id=id"`
}

func grantRow(g store.Grant) *grant {
	return &grant{
		ID: g.ID, UserID: g.Account, MovieID: g.MovieID, PurchaseID: g.Sale,
		RequestedAt: stamp(g.RequestedAt), ReadyAt: stamp(g.ReadyAt), ExpiresAt: stamp(g.ExpiresAt),
		Wait: micros(g.Wait), EndedAt: stamp(g.EndedAt), EndedBy: g.EndedBy,
		Sent: g.Sent, Complete: Flag(g.Complete), Cover: g.Cover,
	}
}

func (g *grant) grant() store.Grant {
	return store.Grant{
		ID: g.ID, Account: g.UserID, MovieID: g.MovieID, Sale: g.PurchaseID,
		RequestedAt: unstamp(g.RequestedAt), ReadyAt: unstamp(g.ReadyAt), ExpiresAt: unstamp(g.ExpiresAt),
		Wait: unmicros(g.Wait), EndedAt: unstamp(g.EndedAt), EndedBy: g.EndedBy,
		Sent: g.Sent, Complete: bool(g.Complete), Cover: g.Cover,
	}
}

func (g *grant) granted() store.Granted {
	out := store.Granted{Grant: g.grant()}
	if g.Movie != nil {
		out.Movie = g.Movie.Movie()
	}
	if g.Purchase != nil {
		out.Paid = store.Fen(g.Purchase.Paid)
	}
	return out
}

// granted reads grants with their movies and purchases.
func (r Rows) granted(ctx context.Context, q func(*bun.SelectQuery) *bun.SelectQuery) ([]store.Granted, error) {
	var list []grant
	if err := q(r.DB.NewSelect().Model(&list).Relation("Movie").Relation("Purchase")).Scan(ctx); err != nil {
		return nil, err
	}
	var movies []*Movie
	for i := range list {
		if list[i].Movie != nil {
			movies = append(movies, list[i].Movie)
		}
	}
	if err := r.NameSeries(ctx, movies); err != nil {
		return nil, err
	}
	out := make([]store.Granted, len(list))
	for i := range list {
		out[i] = list[i].granted()
	}
	return out, nil
}

func (r Rows) oneGranted(ctx context.Context, q func(*bun.SelectQuery) *bun.SelectQuery) (store.Granted, error) {
	list, err := r.granted(ctx, q)
	if err == nil && len(list) == 0 {
		err = store.NoRow()
	}
	if err != nil {
		return store.Granted{}, err
	}
	return list[0], nil
}

// isGranted reports whether an account has an open grant of a movie.
func (r Rows) isGranted(ctx context.Context, userID, movieID int64) (bool, error) {
	n := 0
	err := r.Plain().QueryRowContext(ctx, r.Keep+"SELECT count(*) FROM download_records WHERE user_id = ? AND movie_id = ? AND ended_at = 0", userID, movieID).Scan(&n)
	return n > 0, err
}

func (r Rows) OpenGrant(ctx context.Context, userID, movieID int64) (store.Granted, error) {
	return r.oneGranted(ctx, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("d.user_id = ?", userID).Where("d.movie_id = ?", movieID).Where("d.ended_at = 0")
	})
}

func (r Rows) OpenGrantsAmong(ctx context.Context, userID int64, movieIDs []int64) ([]store.Granted, error) {
	if len(movieIDs) == 0 {
		return nil, nil
	}
	return r.granted(ctx, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("d.user_id = ?", userID).Where("d.movie_id IN (?)", bun.List(movieIDs)).Where("d.ended_at = 0")
	})
}

func (r Rows) Grant(ctx context.Context, id int64) (store.Granted, error) {
	return r.oneGranted(ctx, func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("d.id = ?", id) })
}

// GrantsAmong lists those of some grants that are there.
func (r Rows) GrantsAmong(ctx context.Context, ids []int64) ([]store.Granted, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return r.granted(ctx, func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("d.id IN (?)", bun.List(ids)) })
}

func (r Rows) OpenGrants(ctx context.Context, userID int64) ([]store.Granted, error) {
	return r.granted(ctx, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("d.user_id = ?", userID).Where("d.ended_at = 0").OrderExpr("d.ready_at, d.id")
	})
}

func (r Rows) OpenGrantsIn(ctx context.Context, userID, series int64) ([]store.Granted, error) {
	return r.granted(ctx, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("d.user_id = ?", userID).Where("d.movie_id IN (SELECT id FROM movies WHERE series_id = ?)", series).
			Where("d.ended_at = 0").OrderExpr("d.ready_at, d.id")
	})
}

func (r Rows) Grants(ctx context.Context, userID int64, s store.Span) ([]store.Granted, error) {
	return r.granted(ctx, func(q *bun.SelectQuery) *bun.SelectQuery {
		return NewestFirst(q.Where("d.user_id = ?", userID), "d.id", s)
	})
}

func (r Rows) CountGrants(ctx context.Context, userID int64) (n int, err error) {
	err = r.DB.NewRaw("SELECT count(*) FROM download_records WHERE user_id = ?", userID).Scan(ctx, &n)
	return n, err
}

func (r Rows) PendingGrants(ctx context.Context, userID int64, after time.Time) ([]store.Grant, error) {
	var list []grant
	q := r.DB.NewSelect().Model(&list).Where("d.ended_at = 0").Where("d.ready_at > ?", stamp(after)).
		OrderExpr("d.user_id, d.ready_at, d.id")
	if userID != 0 {
		q = q.Where("d.user_id = ?", userID)
	}
	if err := q.Scan(ctx); err != nil {
		return nil, err
	}
	return grantList(list), nil
}

func grantList(list []grant) []store.Grant {
	out := make([]store.Grant, len(list))
	for i := range list {
		out[i] = list[i].grant()
	}
	return out
}

func (r Rows) AddGrant(ctx context.Context, g *store.Grant) error {
	row := grantRow(*g)
	if err := r.add(ctx, row); err != nil {
		return err
	}
	g.ID = row.ID
	return nil
}

func (r Rows) SetGrant(ctx context.Context, g store.Grant) error {
	return r.OneRow(r.DB.NewUpdate().Model(grantRow(g)).ExcludeColumn("id", "user_id", "movie_id").WherePK().Exec(ctx))
}

func (r Rows) GrantHolders(ctx context.Context, movieID int64) (accounts []int64, err error) {
	err = r.DB.NewSelect().Model((*grant)(nil)).Column("user_id").
		Where("d.movie_id = ?", movieID).Where("d.ended_at = 0").Scan(ctx, &accounts)
	return accounts, err
}

func (r Rows) EndGrants(ctx context.Context, movieID int64, by string, at time.Time) (accounts []int64, err error) {
	const over = "expires_at <> 0 AND expires_at <= ?"
	_, err = r.DB.NewUpdate().Model((*grant)(nil)).
		Set("ended_at = CASE WHEN "+over+" THEN expires_at ELSE ? END", stamp(at), stamp(at)).
		Set("ended_by = CASE WHEN "+over+" THEN ? ELSE ? END", stamp(at), store.EndExpired, by).
		Where("movie_id = ?", movieID).Where("ended_at = 0").
		Returning("user_id").Exec(ctx, &accounts)
	return accounts, err
}
