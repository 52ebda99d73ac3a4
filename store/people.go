package store

import (
	"context"
	"errors"
	"strings"
	"time"

	"youku.example/store/names"
)

// People lists accounts for admins, by name; search is part of one.
func (s *Shop) People(ctx context.Context, a Actor, search string) ([]Person, error) {
	p, err := s.PeoplePage(ctx, a, search, Span{Limit: maxPage})
	return p.Rows, err
}

// PeoplePage is a part of what People lists.
func (s *Shop) PeoplePage(ctx context.Context, a Actor, search string, span Span) (p Page[Person], err error) {
	fold := names.Fold(strings.TrimSpace(search))
	err = s.db.View(ctx, func(v View) error {
		if err := s.requireAdmin(ctx, v, a); err != nil {
			return err
		}
		if p.Rows, err = v.People(ctx, fold, span.within(pageLimit, maxPage)); err != nil {
			return err
		}
		p.Total.N, err = v.CountPeople(ctx, fold)
		return err
	})
	online := s.visits.online()
	for i := range p.Rows {
		p.Rows[i].Online = online[p.Rows[i].ID]
	}
	return p, err
}

// Lock shuts an account: its sessions and transfers end, and it may do
// nothing until Unlock. An admin's own is refused, since none could unlock it.
func (s *Shop) Lock(ctx context.Context, a Actor, name string) error {
	u, err := s.setLocked(ctx, a, name, true)
	if err != nil {
		return err
	}
	s.endAccount(u.ID, "", ErrLocked)
	s.notifier.NotifyAdmins(TopicPeople)
	return nil
}

// Unlock opens a locked account again.
func (s *Shop) Unlock(ctx context.Context, a Actor, name string) error {
	if _, err := s.setLocked(ctx, a, name, false); err != nil {
		return err
	}
	s.notifier.NotifyAdmins(TopicPeople)
	return nil
}

func (s *Shop) setLocked(ctx context.Context, a Actor, name string, locked bool) (u User, err error) {
	action := "unlock"
	if locked {
		action = "lock"
	}
	err = s.asAdmin(ctx, a, func(tx Tx) (auditEvent, error) {
		var err error
		if u, err = userNamed(ctx, tx, name); err != nil {
			return auditEvent{}, err
		}
		if locked && u.ID == a.Account {
			return auditEvent{}, ErrYourself
		}
		u.Locked = locked
		return auditEvent{action: action, target: u.Name}, tx.SetUser(ctx, u)
	})
	return u, err
}

// Bought is one purchase that stands, as admins see it.
type Bought struct {
	MovieID int64
	Title   string
	Paid    Fen
	At      time.Time
}

// Bought lists what an account bought and was not refunded, the newest first,
// for admins.
func (s *Shop) Bought(ctx context.Context, a Actor, user string) (list []Bought, err error) {
	err = s.db.View(ctx, func(v View) error {
		if err := s.requireAdmin(ctx, v, a); err != nil {
			return err
		}
		u, err := userNamed(ctx, v, user)
		if err != nil {
			return err
		}
		sales, err := v.SalesTo(ctx, u.ID, maxPage)
		if err != nil {
			return err
		}
		for _, sale := range sales {
			m, err := v.MovieByID(ctx, sale.MovieID)
			if err != nil && !errors.Is(err, errNoRow) {
				return err
			}
			list = append(list, Bought{sale.MovieID, m.Title, sale.Paid, sale.At})
		}
		return nil
	})
	return list, err
}
