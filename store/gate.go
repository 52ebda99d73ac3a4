package store

import (
	"context"
	"errors"
	"fmt"
)

// operatorName signs what nobody asked for.
const operatorName = "youku"

// CheckActive reports whether the actor may still do anything: nil for guests,
// ErrLocked, ErrRevoked when the proof it came in with no longer opens the
// account, ErrKicked. Every method of the shop asks it itself; doors ask it
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
	return u, s.proofStands(ctx, v, a, u)
}

// proofStands reports whether what opened the account still does. An admin's
// key is vouched for outside of the rows.
func (s *Shop) proofStands(ctx context.Context, v View, a Actor, u User) error {
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

// user is the gate of everything that needs an account.
func (s *Shop) user(ctx context.Context, v View, a Actor) (User, error) {
	if a.Account == 0 {
		return User{}, ErrLogIn
	}
	return s.activeUser(ctx, v, a)
}

// admin is the gate of everything that is the admins'.
func (s *Shop) admin(ctx context.Context, v View, a Actor) error {
	if a.Role != RoleAdmin {
		return ErrNotAllowed
	}
	if a.operator {
		return nil
	}
	_, err := s.user(ctx, v, a)
	return err
}

// asAdmin runs fn for an admin, and writes one audit line beside what it did. A
// deed without action leaves no line.
func (s *Shop) asAdmin(ctx context.Context, a Actor, fn func(Tx) (deed, error)) error {
	return s.db.Update(ctx, func(tx Tx) error {
		if err := s.admin(ctx, tx, a); err != nil {
			return err
		}
		d, err := fn(tx)
		if err != nil || d.action == "" {
			return err
		}
		return note(ctx, tx, a, d)
	})
}

// asUser is asAdmin for what everybody with an account may do.
func (s *Shop) asUser(ctx context.Context, a Actor, fn func(Tx, User) (deed, error)) error {
	return s.db.Update(ctx, func(tx Tx) error {
		u, err := s.user(ctx, tx, a)
		if err != nil {
			return err
		}
		d, err := fn(tx, u)
		if err != nil || d.action == "" {
			return err
		}
		return note(ctx, tx, a, d)
	})
}

// deed is what an audit line says beside who did it.
type deed struct{ action, target, detail string }

func deedf(action, target, detail string, args ...any) deed {
	if len(args) > 0 {
		detail = fmt.Sprintf(detail, args...)
	}
	return deed{action, target, detail}
}

func note(ctx context.Context, tx Tx, a Actor, d deed) error {
	return tx.AddAudit(ctx, AuditLine{
		At: wall(), Actor: Clean(a.Name), Role: a.Role, Addr: Clean(a.Addr), Key: Clean(a.Key),
		Action: d.action, Target: Clean(d.target), Detail: Clean(d.detail),
	})
}
