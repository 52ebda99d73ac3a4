package store

import (
	"time"

	"youku.example/store/live"
)

// Role is what an actor may do. It is set when a connection is authenticated
// and is never raised later, except from guest to user.
type Role string

const (
	RoleGuest Role = "guest"
	RoleUser  Role = "user"
	RoleAdmin Role = "admin"
)

// Actor is who asks: proven at authentication, never claimed by a session.
type Actor struct {
	Account int64  // 0 for a guest
	Name    string // the account's name; what a guest typed for a guest
	Role    Role
	Vouched string // a vouched key without account may register this name only
	Key     string // SHA256:… fingerprint of the proven key, "" if none was
	KeyLine string // that key in authorized_keys form (for register), "" if none
	Stamp   int64  // the account's password stamp when a password was the proof, else 0
	Session string // the visit it acts in (Visit.ID)
	Addr    string // where from, an IP

	operator bool // see House
}

// Operator is the operator acting on the machine itself (the demo's movies, say):
// it has an admin's rights without an account, and no connection can be one.
func Operator() Actor { return Actor{Role: RoleAdmin, Name: operatorName, operator: true} }

// owner is the actor as a revocation finds its transfers.
func (a Actor) owner() live.Owner { return live.Owner{Name: a.Name, Key: a.Key, Session: a.Session} }

// Account is a person's account as the person sees it.
type Account struct {
	ID          int64
	Name        string
	HasPassword bool
	Stamp       int64 // changes with the password (µs)
	Locked      bool
	VIPUntil    time.Time // zero: never was
	Balance     Fen
	Language    string // "zh", "en" or "" (never chosen)
	CreatedAt   time.Time
}

// VIP reports whether the account is a VIP at that time.
func (a Account) VIP(now time.Time) bool { return a.VIPUntil.After(now) }

// Registration is what a new account is made from. Exactly the proof it can
// show: a password, the proven key of the session, or both.
type Registration struct {
	Name     string
	Password string // "" for none
	WithKey  bool   // link Actor.KeyLine
	Language string
}

// Key is a public key that opens an account.
type Key struct {
	Fingerprint string // SHA256:…
	Line        string // authorized_keys form, comment cleaned
	Comment     string
	AddedAt     time.Time
}

// Person is a row of the admins' list of people.
type Person struct {
	Account
	Bought    int // movies owned
	Downloads int // grants asked for
	Online    int // visits now
}
