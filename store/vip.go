package store

import (
	"context"
	"time"
)

// Plan is a way to be a VIP for a while.
type Plan struct {
	Name  string // month, year
	Days  int
	Price Fen
}

// Plans are the ways to become a VIP.
func (s *Shop) Plans() []Plan { return append([]Plan(nil), s.Rules().Plans...) }

// BuyVIP buys a plan from the balance. It runs from the later of now and the
// end of what was bought before, and pending grants are ready at once. More than
// MaxVIPYears ahead is ErrVIPAhead, and nothing is charged.
func (s *Shop) BuyVIP(ctx context.Context, a Actor, plan string) (Account, error) {
	p, err := s.Rules().plan(plan)
	if err != nil {
		return Account{}, err
	}
	var u User
	err = s.asUser(ctx, a, func(tx Tx, before User) (auditEvent, error) {
		u = before
		until, err := extendVIP(wall(), u.VIPUntil, p.Days)
		if err != nil {
			return auditEvent{}, err
		}
		_, balance, err := s.move(ctx, tx, u, -p.Price, LedgerEntry{Kind: EntryVIP, Note: p.Name, By: u.Name}, HouseAccountVIP)
		if err != nil {
			return auditEvent{}, err
		}
		u.Balance, u.VIPUntil = balance, until
		if err := tx.SetUser(ctx, u); err != nil {
			return auditEvent{}, err
		}
		return auditf("vip", u.Name, "%s, %s", p.Name, p.Price), s.readyAll(ctx, tx, u.ID)
	})
	if err != nil {
		return Account{}, err
	}
	s.notifier.NotifyAccount(a.Account, TopicWallet|TopicDownloads|TopicMovies)
	return u.Account, nil
}

// readyAll ends an account's waits.
func (s *Shop) readyAll(ctx context.Context, tx Tx, account int64) error {
	now := s.clock.now()
	pending, err := tx.PendingGrants(ctx, account, now)
	if err != nil {
		return err
	}
	for _, g := range pending {
		g.ReadyAt, g.Wait = now, 0
		g.ExpiresAt = ExpiresAt(g.Sale != 0, now, s.Rules().Lifetime)
		if err := tx.SetGrant(ctx, g); err != nil {
			return err
		}
	}
	return nil
}

// VIPUntil is the end of a plan bought now: days after the later of now and
// the end of what is paid for already.
func VIPUntil(now, until time.Time, days int) time.Time {
	if until.Before(now) {
		until = now
	}
	return until.Add(time.Duration(days) * 24 * time.Hour)
}

// MaxVIPYears is how far ahead VIP time can be bought. It bounds every time
// that an account can come to, whatever a plan costs.
const MaxVIPYears = 10

// extendVIP is VIPUntil, or ErrVIPAhead when that would be too far ahead.
func extendVIP(now, until time.Time, days int) (time.Time, error) {
	end := VIPUntil(now, until, days)
	if end.After(now.AddDate(MaxVIPYears, 0, 0)) {
		return time.Time{}, &Refusal{Code: ErrVIPAhead.Code, Limit: MaxVIPYears}
	}
	return end, nil
}
