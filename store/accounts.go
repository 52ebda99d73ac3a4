package store

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"youku.example/store/names"
	"youku.example/store/password"
)

// Login opens an account by its name and password. A wrong password and an
// unknown name are the same ErrWrongLogin after the same time. A locked
// account is returned with Locked set: CheckActive refuses what it does.
func (s *Shop) Login(ctx context.Context, name, password string) (Account, error) {
	var u User
	err := s.db.View(ctx, func(v View) (err error) {
		u, err = v.UserByFold(ctx, names.Fold(name))
		return err
	})
	if err != nil && !errors.Is(err, errNoRow) {
		return Account{}, err
	}
	is, err := s.hasher.Verify(ctx, u.Hash, password)
	if err != nil {
		return Account{}, err
	}
	if !is {
		return Account{}, ErrWrongLogin
	}
	return u.Account, nil
}

// AccountByKey is the account that a proven key opens, or ErrKeyUnknown.
func (s *Shop) AccountByKey(ctx context.Context, fingerprint string) (Account, error) {
	var u User
	err := s.db.View(ctx, func(v View) (err error) {
		u, err = v.UserByKey(ctx, fingerprint)
		return notFoundAs(err, ErrKeyUnknown)
	})
	return u.Account, err
}

// AccountByName is the account of that name in any spelling, or ErrNoUser.
func (s *Shop) AccountByName(ctx context.Context, name string) (Account, error) {
	var u User
	err := s.db.View(ctx, func(v View) (err error) {
		u, err = userNamed(ctx, v, name)
		return err
	})
	return u.Account, err
}

func userNamed(ctx context.Context, v View, name string) (User, error) {
	u, err := v.UserByFold(ctx, names.Fold(strings.TrimSpace(name)))
	return u, notFoundAs(err, &Refusal{Code: ErrNoUser.Code, Name: Clean(name)})
}

// Account is the actor's own account as it stands now.
func (s *Shop) Account(ctx context.Context, a Actor) (Account, error) {
	var u User
	err := s.db.View(ctx, func(v View) (err error) {
		u, err = s.requireUser(ctx, v, a)
		return err
	})
	return u.Account, err
}

// SetLanguage remembers the language that the actor chose.
func (s *Shop) SetLanguage(ctx context.Context, a Actor, lang string) error {
	if lang != "zh" && lang != "en" {
		return fmt.Errorf("set the language: %q is neither zh nor en", lang)
	}
	err := s.asUser(ctx, a, func(tx Tx, u User) (auditEvent, error) {
		u.Language = lang
		return auditEvent{}, tx.SetUser(ctx, u)
	})
	if err == nil {
		s.notifier.NotifyAccount(a.Account, TopicAccount)
	}
	return err
}

// A password has 8 to 128 bytes.
const minPassword = 8

// CheckPassword is ErrPassword for a password that is too short or too long.
func CheckPassword(p string) error {
	if len(p) < minPassword || len(p) > password.Max {
		return ErrPassword
	}
	return nil
}

// ChangePassword gives the account a new password and ends its other
// sessions. The actor it answers is the one to go on with.
func (s *Shop) ChangePassword(ctx context.Context, a Actor, password string) (Actor, error) {
	if err := CheckPassword(password); err != nil {
		return a, err
	}
	if _, err := s.Account(ctx, a); err != nil { // before the costly hash
		return a, err
	}
	hash, err := s.hasher.Hash(ctx, password)
	if err != nil {
		return a, err
	}
	var stamp int64
	err = s.asUser(ctx, a, func(tx Tx, u User) (auditEvent, error) {
		stamp = nextStamp(u.Stamp)
		u.Hash, u.Stamp = hash, stamp
		return auditEvent{action: actionPasswd, target: u.Name}, tx.SetUser(ctx, u)
	})
	if err != nil {
		return a, err
	}
	if a.Stamp != 0 {
		a.Stamp = stamp
	}
	s.endAccount(a.Account, a.Session, ErrRevoked)
	s.notifier.NotifyAccount(a.Account, TopicAccount)
	return a, nil
}

// nextStamp is a password stamp that differs from the one before.
func nextStamp(before int64) int64 { return max(wall().UnixMicro(), before+1) }
