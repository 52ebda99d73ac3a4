package store

import (
	"context"
	"errors"
	"time"
)

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
