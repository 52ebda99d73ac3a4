package account

import (
	"context"

	"youku.example/store"
)

// Shop is what these commands ask of the shop. *store.Shop is one.
type Shop interface {
	Account(ctx context.Context, a store.Actor) (store.Account, error)
	SetLanguage(ctx context.Context, a store.Actor, lang string) error
	ChangePassword(ctx context.Context, a store.Actor, password string) (store.Actor, error)
	Keys(ctx context.Context, a store.Actor) ([]store.Key, error)
	AddKey(ctx context.Context, a store.Actor, line string) (store.Key, error)
	RemoveAccount(ctx context.Context, a store.Actor) error
	RemoveKey(ctx context.Context, a store.Actor, fingerprint string) error

	// For admins.
	SetPasswordOf(ctx context.Context, a store.Actor, name, password string) (store.Account, error)
	AddKeyOf(ctx context.Context, a store.Actor, name, line string) (store.Key, error)
	RemoveAccountOf(ctx context.Context, a store.Actor, name string) (store.Account, error)
}

// Registrar makes an account for the guest of this session, under the throttles
// of the SSH server.
type Registrar interface {
	Register(ctx context.Context, r store.Registration) (store.Actor, error)
}
