package auth

import (
	gossh "golang.org/x/crypto/ssh"

	"youku.example/store"
)

// nameOf returns the name that was typed, if it may be written down: the name of
// an account. Any other may be a password that was typed a line too early.
func (u *userAuth) nameOf(m gossh.ConnMetadata) string {
	name := loggable(m.User())
	if name == nameGuest || name == nameNew || name == noName {
		return name
	}
	ctx, cancel := u.timeout()
	defer cancel()
	if _, err := u.people.AccountByName(ctx, name); err != nil {
		return noName
	}
	return name
}

const noName = "(no account)"

// loggable returns a name that an account could have, or that there is none.
func loggable(name string) string {
	for _, known := range []string{nameGuest, nameNew} {
		if isName(name, known) {
			return known
		}
	}
	if _, err := store.CheckName(name); err != nil {
		return noName
	}
	return store.Clean(name)
}

// LoggedName returns what the log calls an actor. The name of a guest was typed and
// not proven.
func LoggedName(a store.Actor) string {
	if a.Account == 0 {
		return nameGuest
	}
	return loggable(a.Name)
}

// ClientOf returns the client's version line, fit to show.
func ClientOf(m gossh.ConnMetadata) string {
	return store.Clean(cut(string(m.ClientVersion()), 100))
}

// cut shortens what strangers send before anything is done with it.
func cut(s string, most int) string {
	if len(s) > most {
		return s[:most]
	}
	return s
}
