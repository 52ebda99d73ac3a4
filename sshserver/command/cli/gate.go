package cli

import "youku.example/store"

// Gate says who may run a command: a set of the four kinds of actors.
type Gate uint8

const (
	Guest   Gate = 1 << iota // logged in as guest or new
	Vouched                  // the operator vouched for the key, no account yet
	User
	Admin

	WithoutAccount = Guest | Vouched
	WithAccount    = User | Admin
	Anyone         = WithoutAccount | WithAccount
)

// KindOf is the one kind of an actor.
func KindOf(a store.Actor) Gate {
	switch {
	case a.Role == store.RoleAdmin:
		return Admin
	case a.Role == store.RoleUser:
		return User
	case a.Vouched != "":
		return Vouched
	}
	return Guest
}

// Check refuses an actor whose kind is not in the set. The refusal of a guest
// says how to get an account.
func (g Gate) Check(a store.Actor) error {
	kind := KindOf(a)
	switch {
	case g&kind != 0:
		return nil
	case g&WithAccount == 0:
		return errHasAccount
	case kind&WithoutAccount != 0 && g&User != 0:
		return store.ErrLogIn
	}
	return store.ErrNotAllowed
}
