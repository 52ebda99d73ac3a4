package store

import (
	"context"
	"errors"

	"youku.example/store/names"
)

// Register makes an account for a guest, with the proofs it can show: a
// password, the proven key of its session, or both. A vouched key registers
// its own name and nothing else, and no other key registers that name.
func (s *Shop) Register(ctx context.Context, a Actor, r Registration) (Account, error) {
	if a.Account != 0 {
		return Account{}, ErrNotAllowed
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
	if err := s.checkFree(ctx, u, key); err != nil { // before the costly hash
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
		return s.db.Update(ctx, func(tx Tx) error { return addUser(ctx, tx, a, &u, key) })
	}
	if a.Vouched != "" {
		err = add()
	} else { // the operator may vouch for the name at this very moment
		err = s.withFreeName(u, add)
	}
	if err != nil {
		return Account{}, err
	}
	s.notifier.NotifyAdmins(TopicPeople)
	return u.Account, nil
}

// newUser checks the name that a registration asks for.
func (s *Shop) newUser(a Actor, r Registration) (User, error) {
	name, err := CheckName(r.Name)
	if err != nil {
		return User{}, err
	}
	u := User{Fold: names.Fold(name)}
	u.Name, u.CreatedAt = name, wall()
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

func (s *Shop) checkFree(ctx context.Context, u User, key *Key) error {
	return s.db.View(ctx, func(v View) error {
		if key != nil {
			if err := keyFree(ctx, v, key.Fingerprint); err != nil {
				return err
			}
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

func addUser(ctx context.Context, tx Tx, a Actor, u *User, key *Key) error {
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
	return addAudit(ctx, tx, a, auditEvent{"register", u.Name, how})
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
