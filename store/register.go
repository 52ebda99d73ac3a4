package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"youku.example/store/event"
	"youku.example/store/names"
)

// Register makes an account for a guest, with the proofs it can show: a
// password, the proven key of its session, or both. A vouched key registers
// its own name and nothing else, and no other key registers that name.
func (s *Shop) Register(ctx context.Context, a Actor, r Registration) (Account, error) {
	if a.Account != 0 {
		return Account{}, ErrNotAllowed
	}
	if err := s.Rules().admits(a, r); err != nil {
		return Account{}, err
	}
	if err := s.checkInvitation(ctx, r); err != nil { // before anything is said of a name
		return Account{}, err
	}
	u, err := s.newUser(a, r)
	if err != nil {
		return Account{}, err
	}
	var key *Key
	// A vouched key opens its account anyway; an account made by it alone
	// keeps it as its own.
	if r.WithKey || a.Vouched != "" && r.Password == "" {
		k, err := ParseKey(a.KeyLine)
		if err != nil {
			return Account{}, ErrNoProof
		}
		k.AddedAt = u.CreatedAt
		key = &k
	}
	if key == nil && r.Password == "" {
		return Account{}, ErrNoProof
	}
	if err := s.checkFree(ctx, a, u, key); err != nil { // before the costly hash
		return Account{}, err
	}
	if r.Password != "" {
		if err := s.setPassword(ctx, &u, r.Password); err != nil {
			return Account{}, err
		}
	}
	if err := s.wasEnded(a.Session); err != nil {
		return Account{}, err
	}
	add := func() error {
		return s.change(ctx, func(tx *change) error {
			if err := s.checkNotKept(ctx, tx, a, u); err != nil {
				return err
			}
			if err := checkNotHeld(ctx, tx, u); err != nil {
				return err
			}
			tx.announce(event.ForAdmins(TopicPeople))
			if r.Invite == "" {
				return addUser(ctx, tx, a, &u, key, "")
			}
			b, err := s.invited(ctx, tx, r.Invite)
			if err != nil {
				return err
			}
			if b.Days > 0 {
				u.VIPUntil = VIPUntil(u.CreatedAt, time.Time{}, b.Days)
			}
			if err := addUser(ctx, tx, a, &u, key, fmt.Sprintf(", invitation of batch %d", b.ID)); err != nil {
				return err
			}
			return useInvitation(ctx, tx, u, r.Invite, b)
		})
	}
	if a.Vouched != "" {
		err = add()
	} else { // the operator may vouch for the name at this very moment
		err = s.withFreeName(u, add)
	}
	if err != nil {
		return Account{}, err
	}
	return u.Account, nil
}

// newUser checks the name that a registration asks for.
func (s *Shop) newUser(a Actor, r Registration) (User, error) {
	name, err := CheckName(r.Name)
	if err != nil {
		return User{}, err
	}
	u := User{Fold: names.Fold(name)}
	u.Name, u.CreatedAt = name, s.wall()
	if r.Language == "zh" || r.Language == "en" {
		u.Language = r.Language
	}
	switch {
	case a.Vouched != "":
		if u.Fold != names.Fold(a.Vouched) {
			return User{}, &Refusal{Code: ErrVouchedName.Code, Name: a.Vouched}
		}
	case names.Reserved(name):
		return User{}, &Refusal{Code: ErrNameReserved.Code, Name: name}
	default:
		return u, s.withFreeName(u, func() error { return nil })
	}
	return u, nil
}

// checkInvitation refuses an invitation that does not stand; it is asked again
// in the transaction that uses it.
func (s *Shop) checkInvitation(ctx context.Context, r Registration) error {
	if r.Invite == "" {
		return nil
	}
	return s.db.View(ctx, func(v View) error {
		_, err := s.invited(ctx, v, r.Invite)
		return err
	})
}

func (s *Shop) checkFree(ctx context.Context, a Actor, u User, key *Key) error {
	return s.db.View(ctx, func(v View) error {
		if err := s.checkNotKept(ctx, v, a, u); err != nil {
			return err
		}
		if key != nil {
			if err := keyFree(ctx, v, key.Fingerprint); err != nil {
				return err
			}
		}
		if err := checkNotHeld(ctx, v, u); err != nil {
			return err
		}
		_, err := v.UserByFold(ctx, u.Fold)
		switch {
		case err == nil:
			return &Refusal{Code: ErrNameTaken.Code, Name: u.Name}
		case errors.Is(err, errNoRow):
			return nil
		}
		return err
	})
}

func (s *Shop) setPassword(ctx context.Context, u *User, password string) error {
	if err := CheckPassword(password); err != nil {
		return err
	}
	hash, err := s.hasher.Hash(ctx, password)
	u.Hash, u.HasPassword, u.Stamp = hash, true, nextStamp(u.Stamp)
	return err
}

// addUser adds an account with its key; more is said of it in the audit.
func addUser(ctx context.Context, tx Tx, a Actor, u *User, key *Key, more string) error {
	if key != nil {
		if err := keyFree(ctx, tx, key.Fingerprint); err != nil {
			return err
		}
	}
	if err := tx.AddUser(ctx, u); errors.Is(err, errTaken) {
		return &Refusal{Code: ErrNameTaken.Code, Name: u.Name}
	} else if err != nil {
		return err
	}
	how := "password"
	if key != nil {
		how = "key " + key.Fingerprint
		if err := tx.AddKey(ctx, u.ID, *key); err != nil {
			return err
		}
	}
	a.Name = u.Name
	return addAudit(ctx, tx, u.CreatedAt, a, auditEvent{"register", u.Name, how + more})
}

// keyFree refuses a key that opens an account already, by naming it.
func keyFree(ctx context.Context, v View, fingerprint string) error {
	owner, err := v.UserByKey(ctx, fingerprint)
	if errors.Is(err, errNoRow) {
		return nil
	}
	if err != nil {
		return err
	}
	return &Refusal{Code: ErrKeyTaken.Code, Name: owner.Name}
}

// CheckName is names.Check, with ErrNameInvalid for a name that can't be had.
func CheckName(s string) (string, error) {
	name, ok := names.Check(s)
	if !ok {
		return "", ErrNameInvalid
	}
	return name, nil
}
