package store

import (
	"context"
	"strings"
	"time"

	"youku.example/store/password"
)

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
		if u, d, err = givePassword(ctx, tx, Operator(), name, hash); err != nil {
			return err
		}
		return addAudit(ctx, tx, Operator(), d)
	})
	return u.Account, err
}

// FollowPasswords ends the sessions and transfers of each account whose
// password the operator sets by SetPassword, in this process or another. It
// reads the audit every so often and returns when ctx ends; fault is called with
// the error of a read, once for as long as it fails.
func (s *Shop) FollowPasswords(ctx context.Context, every time.Duration, fault func(error)) {
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
	s.endAccount(u.ID, "", ErrRevoked)
	s.notifier.NotifyAccount(u.ID, TopicAccount)
	return nil
}
