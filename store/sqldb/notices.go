package sqldb

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"youku.example/store"
)

type notice struct {
	bun.BaseModel `bun:"table:notices,alias:n"`

	ID          int64 `bun:",pk,autoincrement"`
	Title       string
	Content     string
	Author      string
	CreatedAt   int64
	WithdrawnAt int64
	Unread      bool `bun:",scanonly"`
}

type noticeRead struct {
	bun.BaseModel `bun:"table:notice_reads"`

	UserID   int64 `bun:",pk"`
	NoticeID int64 `bun:",pk"`
	ReadAt   int64
}

func (n *notice) notice() store.Notice {
	return store.Notice{
		ID: n.ID, Title: n.Title, Content: n.Content, By: n.Author,
		CreatedAt: unstamp(n.CreatedAt), Unread: n.Unread,
	}
}

func (r rows) standingNotices(list *[]notice, userID int64) *bun.SelectQuery {
	return r.db.NewSelect().Model(list).
		Column("id", "title", "content", "author", "created_at").
		ColumnExpr("? <> 0 AND NOT EXISTS (SELECT 1 FROM notice_reads x WHERE x.user_id = ? AND x.notice_id = n.id) AS unread", userID, userID).
		Where("n.withdrawn_at = 0")
}

// noticeKeys are what the orders of notices begin with; of equal ones the older
// is first.
var noticeKeys = map[store.Sort]bun.Safe{store.ByTitle: "title", store.ByAuthor: "author"}

// inNotices finds a text in a notice. There are as many as admins wrote: each is
// looked at.
const inNotices = `instr(lower(n.title || ' ' || n.author || ' ' || n.content), lower(?)) > 0`

// noticePart puts the search, the order and the span on a query.
func noticePart(q *bun.SelectQuery, lq store.ListQuery, s store.Span) *bun.SelectQuery {
	if lq.Search != "" {
		q = q.Where(inNotices, lq.Search)
	}
	key, sorted := noticeKeys[lq.Sort]
	if !sorted {
		return newestFirst(q, "n.id", s)
	}
	d := directionOf(s.Reverse)
	if s.After != 0 {
		at := bun.SafeQuery("(SELECT ? FROM notices WHERE id = ?)", key, s.After)
		q = q.Where("n.? ? ? OR n.? = ? AND n.id ? ?", key, d.beyond, at, key, at, d.beyond, s.After)
	}
	return q.OrderExpr("n.? ?, n.id ?", key, d.order, d.order).Limit(int64(s.Limit))
}

func (r rows) Notices(ctx context.Context, userID int64, q store.ListQuery, s store.Span) ([]store.Notice, error) {
	var list []notice
	if !canBeFound(q.Search) {
		return nil, nil
	}
	if err := noticePart(r.standingNotices(&list, userID), q, s).Scan(ctx); err != nil {
		return nil, err
	}
	out := make([]store.Notice, len(list))
	for i := range list {
		out[i] = list[i].notice()
	}
	return out, nil
}

func (r rows) CountNotices(ctx context.Context, search string) (n int, err error) {
	if !canBeFound(search) {
		return 0, nil
	}
	q := r.db.NewSelect().TableExpr("notices AS n").ColumnExpr("count(*)").Where("n.withdrawn_at = 0")
	if search != "" {
		q = q.Where(inNotices, search)
	}
	err = q.Scan(ctx, &n)
	return n, err
}

func (r rows) Notice(ctx context.Context, userID, id int64) (store.Notice, error) {
	var list []notice
	if err := r.standingNotices(&list, userID).Where("n.id = ?", id).Scan(ctx); err != nil {
		return store.Notice{}, err
	}
	if len(list) == 0 {
		return store.Notice{}, store.NoRow()
	}
	return list[0].notice(), nil
}

func (t tx) AddNotice(ctx context.Context, n *store.Notice) error {
	row := &notice{Title: n.Title, Content: n.Content, Author: n.By, CreatedAt: stamp(n.CreatedAt)}
	if _, err := t.db.NewInsert().Model(row).Exec(ctx); err != nil {
		return rowError(err)
	}
	n.ID = row.ID
	return nil
}

func (t tx) WithdrawNotice(ctx context.Context, id int64, at time.Time) error {
	return oneRow(t.db.NewUpdate().Model((*notice)(nil)).Set("withdrawn_at = ?", stamp(at)).
		Where("id = ?", id).Where("withdrawn_at = 0").Exec(ctx))
}

func (t tx) MarkRead(ctx context.Context, userID, noticeID int64, at time.Time) error {
	_, err := t.db.NewInsert().Model(&noticeRead{UserID: userID, NoticeID: noticeID, ReadAt: stamp(at)}).
		On("CONFLICT DO NOTHING").Exec(ctx)
	return err
}
