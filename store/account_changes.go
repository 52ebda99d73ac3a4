package store

import (
	"context"
	"time"
)

// ChangeKind is what another person changed of an account.
type ChangeKind string

const (
	ChangedPassword ChangeKind = "password"
	ChangedKey      ChangeKind = "key" // one was added; Detail is its fingerprint
)

// AccountChange is what an admin or the operator changed of an account, so that
// its person can be told at the next login.
type AccountChange struct {
	ID     int64
	Kind   ChangeKind
	Detail string
	By     string // the admin's name, or the server's for the operator
	At     time.Time
}

// ByOperator reports whether the operator made the change, at the machine. The
// server's name is reserved, so it is no admin's.
func (c AccountChange) ByOperator() bool { return c.By == operatorName }

// SetPasswordOf gives another's account a new password and ends its sessions
// and transfers. It is in the audit, and the person is told at the next login.
func (s *Shop) SetPasswordOf(ctx context.Context, a Actor, name, password string) (Account, error) {
	if err := CheckPassword(password); err != nil {
		return Account{}, err
	}
	if err := s.findFor(ctx, a, name); err != nil { // before the costly hash
		return Account{}, err
	}
	hash, err := s.hasher.Hash(ctx, password)
	if err != nil {
		return Account{}, err
	}
	var u User
	err = s.asAdmin(ctx, a, func(tx Tx) (auditEvent, error) {
		var d auditEvent
		u, d, err = givePassword(ctx, tx, a, name, hash)
		return d, err
	})
	if err != nil {
		return Account{}, err
	}
	s.endAccount(u.ID, a.Session, ErrRevoked)
	s.notifier.NotifyAccount(u.ID, TopicAccount)
	return u.Account, nil
}

// givePassword sets the password of an account for an admin or the
// operator, and notes for its person that it did.
func givePassword(ctx context.Context, tx Tx, a Actor, name, hash string) (u User, d auditEvent, err error) {
	if u, err = userNamed(ctx, tx, name); err != nil {
		return u, d, err
	}
	u.Hash, u.Stamp, u.HasPassword = hash, nextStamp(u.Stamp), true
	if err := tx.SetUser(ctx, u); err != nil {
		return u, d, err
	}
	return u, auditEvent{action: actionPasswd, target: u.Name}, noteChange(ctx, tx, a, u, ChangedPassword, "")
}

// AddKeyOf lets one more key open another's account, as AddKey does for one's
// own. It is in the audit, and the person is told at the next login.
func (s *Shop) AddKeyOf(ctx context.Context, a Actor, name, line string) (Key, error) {
	k, err := ParseKey(line)
	if err != nil {
		return Key{}, err
	}
	k.AddedAt = wall()
	var u User
	err = s.asAdmin(ctx, a, func(tx Tx) (auditEvent, error) {
		if u, err = userNamed(ctx, tx, name); err != nil {
			return auditEvent{}, err
		}
		d, err := addKey(ctx, tx, u, &k)
		if err != nil || d.action == "" {
			return d, err
		}
		return d, noteChange(ctx, tx, a, u, ChangedKey, k.Fingerprint)
	})
	if err != nil {
		return Key{}, err
	}
	s.notifier.NotifyAccount(u.ID, TopicAccount)
	return k, nil
}

// findFor reports by its error whether an admin may change an account of that
// name.
func (s *Shop) findFor(ctx context.Context, a Actor, name string) error {
	return s.db.View(ctx, func(v View) error {
		if err := s.requireAdmin(ctx, v, a); err != nil {
			return err
		}
		_, err := userNamed(ctx, v, name)
		return err
	})
}

// noteChange keeps a change for the person to see at the next login; one's own
// changes are not kept.
func noteChange(ctx context.Context, tx Tx, a Actor, u User, kind ChangeKind, detail string) error {
	if a.Account == u.ID {
		return nil
	}
	return tx.AddAccountChange(ctx, u.ID, &AccountChange{Kind: kind, Detail: detail, By: Clean(a.Name), At: wall()})
}

// UntoldChanges lists what others changed of the actor's account and the person
// was not told yet, the oldest first; none for a guest.
func (s *Shop) UntoldChanges(ctx context.Context, a Actor) (list []AccountChange, err error) {
	if a.Account == 0 {
		return nil, nil
	}
	err = s.db.View(ctx, func(v View) error {
		u, err := s.requireUser(ctx, v, a)
		if err != nil {
			return err
		}
		list, err = v.UntoldChanges(ctx, u.ID)
		return err
	})
	return list, err
}

// MarkChangesTold remembers that the person has seen the changes up to an ID.
func (s *Shop) MarkChangesTold(ctx context.Context, a Actor, upTo int64) error {
	return s.asUser(ctx, a, func(tx Tx, u User) (auditEvent, error) {
		return auditEvent{}, tx.MarkChangesTold(ctx, u.ID, upTo, wall())
	})
}
