package store

import (
	"context"
	"strings"
	"time"

	"youku.example/store/event"
)

// Notice is a message from the admins to all.
type Notice struct {
	ID        int64
	Title     string
	Content   string
	By        string
	CreatedAt time.Time
	Unread    bool // for the viewer; always false for guests
}

// maxNotices is how many notices are shown at once.
const maxNotices = 200

// Notices lists the notices, the newest first, with the actor's unread marks.
func (s *Shop) Notices(ctx context.Context, a Actor) ([]Notice, error) {
	p, err := s.NoticePage(ctx, a, ListQuery{}, Span{Limit: maxNotices})
	return p.Rows, err
}

// NoticePage is a part of what Notices lists: by ByNew, ByTitle or ByAuthor. A
// search looks in titles, contents and authors.
func (s *Shop) NoticePage(ctx context.Context, a Actor, q ListQuery, span Span) (p Page[Notice], err error) {
	err = s.db.View(ctx, func(v View) error {
		if _, err := s.viewer(ctx, v, a); err != nil {
			return err
		}
		if p.Rows, err = v.Notices(ctx, a.Account, q, span.within(pageLimit, maxPage)); err != nil {
			return err
		}
		if p.Total.N, err = v.CountNotices(ctx, q.Search); err != nil {
			return err
		}
		return asNumbers(ctx, v, p.Rows, noticeBy)
	})
	return p, err
}

// noticeBy is where a notice says who posted it, and when.
func noticeBy(n *Notice) (*string, time.Time) { return &n.By, n.CreatedAt }

// ReadNotice is one notice; it is read from now on.
func (s *Shop) ReadNotice(ctx context.Context, a Actor, id int64) (n Notice, err error) {
	err = s.db.View(ctx, func(v View) error {
		if _, err := s.viewer(ctx, v, a); err != nil {
			return err
		}
		if n, err = v.Notice(ctx, a.Account, id); err != nil {
			return notFoundAs(err, ErrNoNotice)
		}
		one := []Notice{n}
		err = asNumbers(ctx, v, one, noticeBy)
		n = one[0]
		return err
	})
	if err != nil || !n.Unread {
		return n, err
	}
	err = s.asUser(ctx, a, func(tx *change, u User) (auditEvent, error) {
		tx.announce(event.ForAccount(u.ID, TopicNotices))
		return auditEvent{}, tx.MarkRead(ctx, u.ID, id, s.wall())
	})
	if err != nil {
		return Notice{}, err
	}
	n.Unread = false
	return n, nil
}

// Post publishes a notice; open screens show it at once.
func (s *Shop) Post(ctx context.Context, a Actor, title, content string) (n Notice, err error) {
	err = s.asAdmin(ctx, a, func(tx *change) (auditEvent, error) {
		n = Notice{By: a.Name, CreatedAt: s.wall()}
		var err error
		if n.Title, err = CheckTitle(title); err != nil {
			return auditEvent{}, err
		}
		if n.Content, err = CheckText(content, 4000); err != nil {
			return auditEvent{}, err
		}
		if strings.TrimSpace(n.Content) == "" {
			return auditEvent{}, ErrEmpty
		}
		tx.announce(event.ForAll(TopicNotices))
		err = tx.AddNotice(ctx, &n)
		return auditf("post", n.Title, "notice %d", n.ID), err
	})
	if err != nil {
		return Notice{}, err
	}
	return n, nil
}

// Withdraw takes a notice back.
func (s *Shop) Withdraw(ctx context.Context, a Actor, notice int64) error {
	return s.asAdmin(ctx, a, func(tx *change) (auditEvent, error) {
		n, err := tx.Notice(ctx, 0, notice)
		if err != nil {
			return auditEvent{}, notFoundAs(err, ErrNoNotice)
		}
		tx.announce(event.ForAll(TopicNotices))
		return auditf("withdraw", n.Title, "notice %d", notice), tx.WithdrawNotice(ctx, notice, s.wall())
	})
}
