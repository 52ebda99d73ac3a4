package sqldb

import (
	"context"
	"strings"
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

func (r Rows) standingNotices(list *[]notice, userID int64) *bun.SelectQuery {
	return r.DB.NewSelect().Model(list).
		Column("id", "title", "content", "author", "created_at").
		ColumnExpr("? <> 0 AND NOT EXISTS (SELECT 1 FROM notice_reads x WHERE x.user_id = ? AND x.notice_id = n.id) AS unread", userID, userID).
		Where("n.withdrawn_at = 0")
}

// noticeKeys are what the orders of notices begin with; of equal ones the older
// is first.
var noticeKeys = map[store.Sort]bun.Safe{store.ByTitle: "title", store.ByAuthor: "author"}

// inNotices finds a text in a notice. There are as many as admins wrote: each is
// looked at. lower knows the letters of ASCII alone, so lowerASCII makes the text.
const inNotices = `instr(lower(n.title || ' ' || n.author || ' ' || n.content), ?) > 0`

// lowerASCII is lower of a column: of a text that is none, an engine may know more
// letters.
func lowerASCII(s string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}, s)
}

// noticePart puts the search, the order and the span on a query.
func noticePart(q *bun.SelectQuery, lq store.ListQuery, s store.Span) *bun.SelectQuery {
	if lq.Search != "" {
		q = q.Where(inNotices, lowerASCII(lq.Search))
	}
	key, sorted := noticeKeys[lq.Sort]
	if !sorted {
		return NewestFirst(q, "n.id", s)
	}
	d := DirectionOf(s.Reverse)
	if s.After != 0 {
		at := bun.SafeQuery("(SELECT ? FROM notices WHERE id = ?)", key, s.After)
		q = q.Where("n.? ? ? OR n.? = ? AND n.id ? ?", key, d.Beyond, at, key, at, d.Beyond, s.After)
	}
	return q.OrderExpr("n.? ?, n.id ?", key, d.Order, d.Order).Limit(int64(s.Limit))
}

func (r Rows) Notices(ctx context.Context, userID int64, q store.ListQuery, s store.Span) ([]store.Notice, error) {
	var list []notice
	if !CanBeFound(q.Search) {
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

func (r Rows) CountNotices(ctx context.Context, search string) (n int, err error) {
	if !CanBeFound(search) {
		return 0, nil
	}
	q := r.DB.NewSelect().TableExpr("notices AS n").ColumnExpr("count(*)").Where("n.withdrawn_at = 0")
	if search != "" {
		q = q.Where(inNotices, lowerASCII(search))
	}
	err = q.Scan(ctx, &n)
	return n, err
}

func (r Rows) Notice(ctx context.Context, userID, id int64) (store.Notice, error) {
	var list []notice
	if err := r.standingNotices(&list, userID).Where("n.id = ?", id).Scan(ctx); err != nil {
		return store.Notice{}, err
	}
	if len(list) == 0 {
		return store.Notice{}, store.NoRow()
	}
	return list[0].notice(), nil
}

func (r Rows) AddNotice(ctx context.Context, n *store.Notice) error {
	row := &notice{Title: n.Title, Content: n.Content, Author: n.By, CreatedAt: stamp(n.CreatedAt)}
	if err := r.add(ctx, row); err != nil {
		return err
	}
	n.ID = row.ID
	return nil
}

func (r Rows) WithdrawNotice(ctx context.Context, id int64, at time.Time) error {
	return r.OneRow(r.DB.NewUpdate().Model((*notice)(nil)).Set("withdrawn_at = ?", stamp(at)).
		Where("id = ?", id).Where("withdrawn_at = 0").Exec(ctx))
}

func (r Rows) MarkRead(ctx context.Context, userID, noticeID int64, at time.Time) error {
	_, err := r.DB.NewInsert().Model(&noticeRead{UserID: userID, NoticeID: noticeID, ReadAt: stamp(at)}).
		On("CONFLICT DO NOTHING").Exec(ctx)
	return err
}
