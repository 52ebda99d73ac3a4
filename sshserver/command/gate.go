package command

import "youku.example/store"

// gate says who may ask: a set of the four kinds of people who come in.
type gate uint8

const (
	guest   gate = 1 << iota // came to look around, or as new
	vouched                  // the operator vouched for the key, no account yet
	user
	admin

	withoutAccount = guest | vouched
	withAccount    = user | admin
	everybody      = withoutAccount | withAccount
)

// kindOf is the one kind of an actor.
func kindOf(a store.Actor) gate {
	switch {
	case a.Role == store.RoleAdmin:
		return admin
	case a.Role == store.RoleUser:
		return user
	case a.Vouched != "":
		return vouched
	}
	return guest
}

// ask refuses anyone who may not. A guest is told what to do about it.
func (g gate) ask(a store.Actor) error {
	kind := kindOf(a)
	switch {
	case g&kind != 0:
		return nil
	case g&withAccount == 0:
		return errHasAccount
	case kind&withoutAccount != 0 && g&user != 0:
		return store.ErrLogIn
	}
	return store.ErrNotAllowed
}
