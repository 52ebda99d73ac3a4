package auth

import (
	"bytes"
	"context"
	"crypto/rsa"
	"errors"
	"fmt"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/store"
	"youku.example/store/names"
)

// The names that open no account. They are reserved, so no account has them.
const (
	nameGuest = "guest"
	nameNew   = "new"
)

// isName reports whether a typed name is one of them, however it is spelled.
func isName(typed, name string) bool { return names.Fold(typed) == names.Fold(name) }

// errUnknownKey sends a client on to its next key or to a password.
var errUnknownKey = errors.New("the key opens nothing under this name")

// authenticator says whom a proof makes of a client. Its answers are rights for
// the whole connection, so nothing but a finished proof may ask for them.
type authenticator struct {
	people People
	admins Admins
}

// byKey returns whom a proven key makes of a client, by the name it came with:
//
//  1. `new` with any key is a guest who may link that key.
//  2. A vouched key under its vouched name is that admin, or, until the account
//     exists, a guest who may only register it.
//  3. A key of an account under that account's name is its user.
//  4. Any other key is unknown, an admin's under another name included.
func (au authenticator) byKey(ctx context.Context, name string, key gossh.PublicKey) (store.Actor, error) {
	if err := acceptable(key); err != nil {
		return store.Actor{}, err
	}
	proven := store.Actor{
		Role:    store.RoleGuest,
		Key:     gossh.FingerprintSHA256(key),
		KeyLine: string(bytes.TrimSpace(gossh.MarshalAuthorizedKey(key))),
	}
	vouched, err := au.admins.AdminOf(ctx, key)
	if err != nil {
		return store.Actor{}, fmt.Errorf("look up key %s among the admins': %w", proven.Key, err)
	}
	if isName(name, nameNew) {
		proven.Name, proven.Vouched = nameNew, vouched
		return proven, nil
	}
	if vouched != "" && isName(name, vouched) {
		return au.admin(ctx, proven, vouched)
	}
	account, err := au.people.AccountByKey(ctx, proven.Key)
	switch {
	case errors.Is(err, store.ErrKeyUnknown):
		return store.Actor{}, errUnknownKey
	case err != nil:
		return store.Actor{}, fmt.Errorf("look up key %s: %w", proven.Key, err)
	case !isName(name, account.Name):
		return store.Actor{}, errUnknownKey
	}
	return ofAccount(proven, account, store.RoleUser), nil
}

func (au authenticator) admin(ctx context.Context, proven store.Actor, vouched string) (store.Actor, error) {
	account, err := au.people.AccountByName(ctx, vouched)
	switch {
	case errors.Is(err, store.ErrNoUser):
		proven.Name, proven.Vouched = vouched, vouched
		return proven, nil
	case err != nil:
		return store.Actor{}, fmt.Errorf("look up account of a vouched key: %w", err)
	}
	return ofAccount(proven, account, store.RoleAdmin), nil
}

// byPassword returns whom a name and its password make of a client: never an
// admin.
func (au authenticator) byPassword(ctx context.Context, name, password string) (store.Actor, error) {
	account, err := au.people.Login(ctx, name, password)
	if err != nil {
		return store.Actor{}, err
	}
	a := ofAccount(store.Actor{}, account, store.RoleUser)
	a.Stamp = account.Stamp
	return a, nil
}

// guest returns a client that proved nothing, under the name that was typed.
func guest(name string) store.Actor { return store.Actor{Role: store.RoleGuest, Name: name} }

func ofAccount(a store.Actor, account store.Account, role store.Role) store.Actor {
	a.Account, a.Name, a.Role = account.ID, account.Name, role
	return a
}

// acceptable refuses certificates, for no one here is an authority, and RSA
// keys that are too short.
func acceptable(key gossh.PublicKey) error {
	if _, ok := key.(*gossh.Certificate); ok {
		return errUnknownKey
	}
	if c, ok := key.(gossh.CryptoPublicKey); ok {
		if k, ok := c.CryptoPublicKey().(*rsa.PublicKey); ok && k.N.BitLen() < 2048 {
			return errUnknownKey
		}
	}
	return nil
}
