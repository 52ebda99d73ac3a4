package store

import (
	"context"
	"strings"
	"time"

	"youku.example/store/event"
	"youku.example/store/password"
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
	err = s.asAdmin(ctx, a, func(tx *change) (auditEvent, error) {
		var d auditEvent
		if u, d, err = givePassword(ctx, tx, s.wall(), a, name, hash); err == nil {
			tx.announce(newPassword(u, a.Session))
			tx.announce(event.ForAccount(u.ID, TopicAccount))
		}
		return d, err
	})
	if err != nil {
		return Account{}, err
	}
	return u.Account, nil
}

// givePassword sets the password of an account for an admin or the
// operator, and notes for its person that it did.
func givePassword(ctx context.Context, tx Tx, at time.Time, a Actor, name, hash string) (u User, d auditEvent, err error) {
	if u, err = userNamed(ctx, tx, name); err != nil {
		return u, d, err
	}
	u.Hash, u.Stamp, u.HasPassword = hash, nextStamp(u.Stamp), true
	if err := tx.SetUser(ctx, u); err != nil {
		return u, d, err
	}
	return u, auditEvent{action: actionPasswd, target: u.Name}, noteChange(ctx, tx, at, a, u, ChangedPassword, "")
}

// AddKeyOf lets one more key open another's account, as AddKey does for one's
// own. It is in the audit, and the person is told at the next login.
func (s *Shop) AddKeyOf(ctx context.Context, a Actor, name, line string) (Key, error) {
	k, err := ParseKey(line)
	if err != nil {
		return Key{}, err
	}
	k.AddedAt = s.wall()
	var u User
	err = s.asAdmin(ctx, a, func(tx *change) (auditEvent, error) {
		if u, err = userNamed(ctx, tx, name); err != nil {
			return auditEvent{}, err
		}
		d, err := addKey(ctx, tx, u, &k)
		tx.announce(event.ForAccount(u.ID, TopicAccount))
		if err != nil || d.action == "" {
			return d, err
		}
		return d, noteChange(ctx, tx, s.wall(), a, u, ChangedKey, k.Fingerprint)
	})
	if err != nil {
		return Key{}, err
	}
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
func noteChange(ctx context.Context, tx Tx, at time.Time, a Actor, u User, kind ChangeKind, detail string) error {
	if a.Account == u.ID {
		return nil
	}
	return tx.AddAccountChange(ctx, u.ID, &AccountChange{Kind: kind, Detail: detail, By: Clean(a.Name), At: at})
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
		if list, err = v.UntoldChanges(ctx, u.ID); err != nil {
			return err
		}
		return asNumbers(ctx, v, list, func(c *AccountChange) (*string, time.Time) { return &c.By, c.At })
	})
	return list, err
}

// MarkChangesTold remembers that the person has seen the changes up to an ID.
func (s *Shop) MarkChangesTold(ctx context.Context, a Actor, upTo int64) error {
	return s.asUser(ctx, a, func(tx *change, u User) (auditEvent, error) {
		return auditEvent{}, tx.MarkChangesTold(ctx, u.ID, upTo, s.wall())
	})
}

// actionPasswd is what the audit calls a new password.
const actionPasswd = "passwd"

// SetPassword gives an account a new password for the operator, over rows that
// another process may be serving. New logins need it at once; open sessions are
// ended by the server, see FollowPasswords. It is in the audit, and the person
// is told at the next login. A name without account is ErrNoUser.
func SetPassword(ctx context.Context, db DB, name, typed string) (Account, error) {
	if err := CheckPassword(typed); err != nil {
		return Account{}, err
	}
	if err := db.View(ctx, func(v View) error { _, err := userNamed(ctx, v, name); return err }); err != nil {
		return Account{}, err // before the costly hash
	}
	hash := password.Hash(typed)
	var u User
	err := db.Update(ctx, func(tx Tx) (err error) {
		var d auditEvent
		if u, d, err = givePassword(ctx, tx, machineTime(), Operator(), name, hash); err != nil {
			return err
		}
		if err := addAudit(ctx, tx, machineTime(), Operator(), d); err != nil {
			return err
		}
		shared, is := tx.(SharedTx)
		if !is {
			return nil
		}
		_, err = shared.AddEvents(ctx, []string{newPassword(u, "").Encode(), event.ForAccount(u.ID, TopicAccount).Encode()})
		return err
	})
	return u.Account, err
}

// FollowPasswords ends the sessions and transfers of each account whose
// password the operator sets by SetPassword, in this process or another. It
// reads the audit every so often and returns when ctx ends; fault is called with
// the error of a read, once for as long as it fails. Where servers share the rows,
// SetPassword is an event as any other change.
func (s *Shop) FollowPasswords(ctx context.Context, every time.Duration, fault func(error)) {
	if s.Shares() {
		<-ctx.Done()
		return
	}
	tick := time.NewTicker(every)
	defer tick.Stop()
	last, failing := int64(-1), false // the newest line that was seen; -1: none was read yet
	for {
		seen, err := s.passwordsSet(ctx, last)
		if err != nil && !failing && ctx.Err() == nil {
			fault(err)
		}
		last, failing = seen, err != nil
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// passwordsSet acts on the lines of the audit behind last and answers the
// newest. Before the first read there is nothing to act on.
func (s *Shop) passwordsSet(ctx context.Context, last int64) (int64, error) {
	var lines []AuditLine
	for {
		err := s.db.View(ctx, func(v View) (err error) {
			if last < 0 {
				lines, err = v.AuditLines(ctx, AuditQuery{}, Span{Limit: 1})
			} else {
				lines, err = v.AuditLines(ctx, AuditQuery{}, Span{After: last, Reverse: true, Limit: 200})
			}
			return err
		})
		switch {
		case err != nil:
			return last, err
		case last < 0 && len(lines) == 0:
			return 0, nil
		case last < 0:
			return lines[0].ID, nil
		case len(lines) == 0:
			return last, nil
		}
		for _, l := range lines {
			if err := s.passwordSet(ctx, l); err != nil {
				return last, err
			}
			last = l.ID
		}
	}
}

func (s *Shop) passwordSet(ctx context.Context, l AuditLine) error {
	if l.Action != actionPasswd || l.Actor != operatorName || strings.TrimSpace(l.Target) == "" {
		return nil
	}
	u, err := s.AccountByName(ctx, l.Target)
	if err != nil {
		if _, refused := err.(*Refusal); refused { // the account is gone
			return nil
		}
		return err
	}
	s.apply(newPassword(User{Account: u}, ""), event.ForAccount(u.ID, TopicAccount))
	return nil
}
