package store

import (
	"context"
	"errors"
)

// operatorName signs what no account asked for.
const operatorName = "youku"

// CheckActive reports whether the actor may still do anything: nil for guests,
// ErrLocked, ErrRevoked when the proof it came in with no longer opens the
// account, ErrKicked. Every method of the shop checks it itself; callers check it
// before work that the shop does not see.
func (s *Shop) CheckActive(ctx context.Context, a Actor) error {
	if err := s.wasEnded(a.Session); err != nil {
		return err
	}
	if a.Account == 0 {
		return nil
	}
	return s.db.View(ctx, func(v View) error {
		_, err := s.activeUser(ctx, v, a)
		return err
	})
}

// activeUser returns the account behind the actor, if the actor may still act.
func (s *Shop) activeUser(ctx context.Context, v View, a Actor) (User, error) {
	if a.operator {
		return User{}, nil
	}
	if err := s.wasEnded(a.Session); err != nil {
		return User{}, err
	}
	u, err := v.UserByID(ctx, a.Account)
	if err != nil {
		return User{}, notFoundAs(err, ErrRevoked)
	}
	if u.Locked {
		return User{}, ErrLocked
	}
	return u, s.checkProof(ctx, v, a, u)
}

// checkProof reports whether what opened the account still does. An admin's
// key is vouched for outside of the rows.
func (s *Shop) checkProof(ctx context.Context, v View, a Actor, u User) error {
	switch {
	case a.Role == RoleAdmin:
		if !s.isVouched(a.Key, u.Fold) {
			return ErrRevoked
		}
	case a.Stamp != 0:
		if u.Hash == "" || a.Stamp != u.Stamp {
			return ErrRevoked
		}
	case a.Key != "":
		owner, err := v.UserByKey(ctx, a.Key)
		if errors.Is(err, errNoRow) || err == nil && owner.ID != u.ID {
			return ErrRevoked
		}
		return err
	}
	return nil
}

// requireUser returns the actor's account, and refuses guests.
func (s *Shop) requireUser(ctx context.Context, v View, a Actor) (User, error) {
	if a.Account == 0 {
		return User{}, ErrLogIn
	}
	return s.activeUser(ctx, v, a)
}

// requireAdmin refuses everyone but admins who may still act.
func (s *Shop) requireAdmin(ctx context.Context, v View, a Actor) error {
	if a.Role != RoleAdmin {
		return ErrNotAllowed
	}
	if a.operator {
		return nil
	}
	_, err := s.requireUser(ctx, v, a)
	return err
}

// asAdmin runs fn for an admin, and writes one audit line in the same
// transaction. An event without action leaves no line.
func (s *Shop) asAdmin(ctx context.Context, a Actor, fn func(Tx) (auditEvent, error)) error {
	return s.db.Update(ctx, func(tx Tx) error {
		if err := s.requireAdmin(ctx, tx, a); err != nil {
			return err
		}
		d, err := fn(tx)
		if err != nil || d.action == "" {
			return err
		}
		return addAudit(ctx, tx, a, d)
	})
}

// asUser runs fn for an account that may still act, with its row, and writes one
// audit line in the same transaction. An event without action leaves no line.
func (s *Shop) asUser(ctx context.Context, a Actor, fn func(Tx, User) (auditEvent, error)) error {
	return s.db.Update(ctx, func(tx Tx) error {
		u, err := s.requireUser(ctx, tx, a)
		if err != nil {
			return err
		}
		d, err := fn(tx, u)
		if err != nil || d.action == "" {
			return err
		}
		return addAudit(ctx, tx, a, d)
	})
}
