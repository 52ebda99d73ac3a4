package store

import (
	"context"
	"errors"
	"time"

	"youku.example/store/live"
)

// Role is what an actor may do. It is set when a connection is authenticated
// and is never raised later, except from guest to user.
type Role string

const (
	RoleGuest Role = "guest"
	RoleUser  Role = "user"
	RoleAdmin Role = "admin"
)

// Actor is who asks: proven at authentication, never claimed by a session.
type Actor struct {
	Account int64  // 0 for a guest
	Name    string // the account's name; what a guest typed for a guest
	Role    Role
	Vouched string // a vouched key without account may register this name only
	Key     string // SHA256:… fingerprint of the proven key, "" if none was
	KeyLine string // that key in authorized_keys form (for register), "" if none
	Stamp   int64  // the account's password stamp when a password was the proof, else 0
	Session string // the visit it acts in (Visit.ID)
	Addr    string // where from, an IP

	operator bool // see House
}

// Operator is the operator acting on the machine itself (the demo's movies, say):
// it has an admin's rights without an account, and no connection can be one.
func Operator() Actor { return Actor{Role: RoleAdmin, Name: operatorName, operator: true} }

// owner is the actor as a revocation finds its transfers.
func (a Actor) owner() live.Owner { return live.Owner{Name: a.Name, Key: a.Key, Session: a.Session} }

// Account is a person's account as the person sees it.
type Account struct {
	ID          int64
	Name        string
	HasPassword bool
	Stamp       int64 // changes with the password (µs)
	Locked      bool
	VIPUntil    time.Time // zero: never was
	Balance     Fen
	Language    string // "zh", "en" or "" (never chosen)
	CreatedAt   time.Time
}

// VIP reports whether the account is a VIP at that time.
func (a Account) VIP(now time.Time) bool { return a.VIPUntil.After(now) }

// Registration is what a new account is made from. Exactly the proof it can
// show: a password, the proven key of the session, or both.
type Registration struct {
	Name     string
	Password string // "" for none
	WithKey  bool   // link Actor.KeyLine
	Invite   string // an invitation, "" for none
	Language string
}

// Key is a public key that opens an account.
type Key struct {
	Fingerprint string // SHA256:…
	Line        string // authorized_keys form, comment cleaned
	Comment     string
	AddedAt     time.Time
}

// Person is a row of the admins' list of people.
type Person struct {
	Account
	Bought    int // movies owned
	Downloads int // grants asked for
	Online    int // visits now
}

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
	var owner User
	if a.byKey() {
		if owner, err = v.UserByKey(ctx, a.Key); err != nil && !errors.Is(err, errNoRow) {
			return User{}, err
		}
	}
	vouched := false
	if a.Role == RoleAdmin {
		if vouched, err = s.isVouched(ctx, v, a.Key, u.Fold); err != nil {
			return User{}, err
		}
	}
	return u, stands(a, u, owner.ID, vouched)
}

// byKey reports whether a key of the account is what the actor came in with.
func (a Actor) byKey() bool { return a.Role != RoleAdmin && a.Stamp == 0 && a.Key != "" }

// stands is why the actor may not act for its account, nil if it may: the account is
// locked, or what opened it no longer does. keyOwner is the account that the actor's
// key opens, where it is byKey; vouched says whether an admin's is vouched for.
func stands(a Actor, u User, keyOwner int64, vouched bool) error {
	revoked := false
	switch {
	case !u.RemovedAt.IsZero():
		return ErrRemoved
	case u.Locked:
		return ErrLocked
	case a.Role == RoleAdmin:
		revoked = !vouched
	case a.Stamp != 0:
		revoked = u.Hash == "" || a.Stamp != u.Stamp
	case a.Key != "":
		revoked = keyOwner != u.ID
	}
	if revoked {
		return ErrRevoked
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
func (s *Shop) asAdmin(ctx context.Context, a Actor, fn func(*change) (auditEvent, error)) error {
	return s.change(ctx, func(tx *change) error {
		if err := s.requireAdmin(ctx, tx, a); err != nil {
			return err
		}
		d, err := fn(tx)
		if err != nil || d.action == "" {
			return err
		}
		return addAudit(ctx, tx, s.wall(), a, d)
	})
}

// asUser runs fn for an account that may still act, with its row, and writes one
// audit line in the same transaction. An event without action leaves no line.
func (s *Shop) asUser(ctx context.Context, a Actor, fn func(*change, User) (auditEvent, error)) error {
	return s.change(ctx, func(tx *change) error {
		u, err := s.requireUser(ctx, tx, a)
		if err != nil {
			return err
		}
		d, err := fn(tx, u)
		if err != nil || d.action == "" {
			return err
		}
		return addAudit(ctx, tx, s.wall(), a, d)
	})
}
