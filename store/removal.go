package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"youku.example/store/event"
	"youku.example/store/names"
)

// Of an account that was removed nothing is left but its number, by which the
// ledger, the audit and all that it made go on to speak of it: the row stays, for
// what refers to it, without name, proofs, money or grants. What a person kept for
// themselves alone (choices, marks, what they follow) is taken away.

// nameHeld is how long the name of a removed account is given to no other, so that
// those who knew the one do not trust the other.
const nameHeld = 90 * 24 * time.Hour

// numbered is what a removed account is called. No name that is typed is like it.
func numbered(id int64) string { return fmt.Sprintf("#%d", id) }

// RemoveAccount removes the actor's own account for good.
func (s *Shop) RemoveAccount(ctx context.Context, a Actor) error {
	u, err := s.Account(ctx, a)
	if err != nil {
		return err
	}
	folded := User{Account: u, Fold: names.Fold(u.Name)}
	return s.withoutVouching(folded, ErrIsAdmin, func() error {
		return s.asUser(ctx, a, func(tx *change, u User) (auditEvent, error) { return s.remove(ctx, tx, a, u) })
	})
}

// RemoveAccountOf removes another's account for good, for an admin. An admin's
// account is removed once the operator no longer vouches for its name.
func (s *Shop) RemoveAccountOf(ctx context.Context, a Actor, name string) (left Account, err error) {
	err = s.withoutVouching(User{Account: Account{Name: Clean(name)}, Fold: names.Fold(name)}, ErrIsAdmin, func() error {
		return s.asAdmin(ctx, a, func(tx *change) (auditEvent, error) {
			u, err := userNamed(ctx, tx, name)
			if err != nil {
				return auditEvent{}, err
			}
			left = u.Account
			return s.remove(ctx, tx, a, u)
		})
	})
	if err != nil {
		return Account{}, err
	}
	return left, nil
}

// remove takes everything from an account: what it had goes to the operator's, its
// keys are free, its grants, sessions and transfers end.
func (s *Shop) remove(ctx context.Context, tx *change, a Actor, u User) (auditEvent, error) {
	if err := s.checkNotVouched(ctx, tx, u, ErrIsAdmin); err != nil {
		return auditEvent{}, err
	}
	number, had := numbered(u.ID), u.Balance
	if _, _, err := s.move(ctx, tx, u, -had, LedgerEntry{Kind: EntryLeft, By: number}, HouseAccountOperator); err != nil {
		return auditEvent{}, err
	}
	if err := dropKeys(ctx, tx, u.ID); err != nil {
		return auditEvent{}, err
	}
	if err := s.endGrantsOf(ctx, tx, u.ID); err != nil {
		return auditEvent{}, err
	}
	if err := tx.DropOwn(ctx, u.ID); err != nil {
		return auditEvent{}, err
	}
	if err := tx.RenameUploader(ctx, u.Name, number); err != nil {
		return auditEvent{}, err
	}
	line := auditf("account remove", u.Name, "%s, %s", number, had)
	u.Was, u.RemovedAt = u.Fold, s.wall()
	u.Name, u.Fold, u.Hash, u.HasPassword, u.Stamp = number, number, "", false, nextStamp(u.Stamp)
	u.Locked, u.VIPUntil, u.Language = false, time.Time{}, ""
	tx.announce(endAccount(u.ID, a.Session, ErrRemoved))
	tx.announce(event.ForAdmins(TopicPeople))
	return line, tx.SetUser(ctx, u)
}

func dropKeys(ctx context.Context, tx Tx, account int64) error {
	keys, err := tx.UserKeys(ctx, account)
	if err != nil {
		return err
	}
	for _, k := range keys {
		if err := tx.DropKey(ctx, account, k.Fingerprint); err != nil {
			return err
		}
	}
	return nil
}

func (s *Shop) endGrantsOf(ctx context.Context, tx Tx, account int64) error {
	open, err := tx.OpenGrants(ctx, account)
	if err != nil {
		return err
	}
	for _, g := range open {
		if err := tx.SetGrant(ctx, g.Grant.ended(endRemoved, s.clock.now())); err != nil {
			return err
		}
	}
	return nil
}

// checkNotHeld refuses a name that an account had until lately.
func checkNotHeld(ctx context.Context, v View, u User) error {
	removed, err := v.RemovedAs(ctx, []string{u.Fold})
	if err != nil {
		return err
	}
	for _, r := range removed {
		if u.CreatedAt.Before(r.RemovedAt.Add(nameHeld)) {
			return &Refusal{Code: ErrNameTaken.Code, Name: u.Name}
		}
	}
	return nil
}

// asNumbers makes the names in rows those of who has them: a row that speaks of an
// account that was removed since gets its number. of returns where the name stands
// in a row, nil for none, and when it was written down.
func asNumbers[T any](ctx context.Context, v View, rows []T, of ...func(*T) (*string, time.Time)) error {
	var folds []string
	for i := range rows {
		for _, of := range of {
			if name, _ := of(&rows[i]); name != nil {
				folds = append(folds, names.Fold(*name))
			}
		}
	}
	slices.Sort(folds)
	removed, err := v.RemovedAs(ctx, slices.Compact(folds))
	if err != nil || len(removed) == 0 {
		return err
	}
	for i := range rows {
		for _, of := range of {
			if name, at := of(&rows[i]); name != nil {
				*name = calledNow(*name, at, removed)
			}
		}
	}
	return nil
}

// nameUploaders has movies say who uploaded them, to admins; others are not shown it.
func nameUploaders(ctx context.Context, v View, a Actor, list []Listing) error {
	if a.Role != RoleAdmin {
		return nil
	}
	return asNumbers(ctx, v, list, func(l *Listing) (*string, time.Time) { return &l.UploadedBy, l.CreatedAt })
}

// calledNow is what an account is called that was called name at a time: of those
// that had the name and were removed, the first whose name was free only later.
func calledNow(name string, at time.Time, removed []User) string {
	fold := names.Fold(name)
	for _, u := range removed { // by RemovedAt
		if u.Was == fold && at.Before(u.RemovedAt.Add(nameHeld)) {
			return numbered(u.ID)
		}
	}
	return name
}
