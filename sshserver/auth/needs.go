package auth

import (
	"context"
	"net/netip"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/store"
)

// People is what logins ask of the shop. *store.Shop is one.
type People interface {
	// Rules says who may register, and whether guests may look around.
	Rules() store.Rules
	// Login returns ErrWrongLogin for a wrong password and an unknown name
	// alike, after the same work. A locked account is returned, with Locked.
	Login(ctx context.Context, name, password string) (store.Account, error)
	AccountByKey(ctx context.Context, fingerprint string) (store.Account, error)
	AccountByName(ctx context.Context, name string) (store.Account, error)
	Register(ctx context.Context, a store.Actor, r store.Registration) (store.Account, error)
	// CheckActive says no to a locked account and to a proof that is gone.
	CheckActive(ctx context.Context, a store.Actor) error
	// NoteBans puts into the audit which sources are banned since lately, and
	// how many more there are.
	NoteBans(ctx context.Context, begun []store.Ban, more int) error
	// Note puts into the audit what an admin has done.
	Note(ctx context.Context, a store.Actor, action, target, detail string) error
	Shared
}

// Shared is what all servers of one library know. *store.Shop is one.
type Shared interface {
	// Shares reports whether there may be other servers; without, there are no records.
	Shares() bool
	// Now is the time on all servers.
	Now() time.Time
	ChangeRecord(ctx context.Context, kind, key string, change func(before *store.Record) *store.Record) error
	FollowRecords(ctx context.Context, kind string, f store.RecordFollower) error
}

// Admins is the admins' keys.
type Admins interface {
	// AdminOf returns whom the operator vouched for with this key, "" for none.
	AdminOf(ctx context.Context, key gossh.PublicKey) (name string, err error)
}

// Conn is the connection that a client logs in on.
type Conn interface {
	Source() netip.Prefix
	// Caller is whose work is done before anybody has logged in.
	Caller() string
	Algorithms() gossh.Config
	// BeginAuth is called when the keys are made.
	BeginAuth(m gossh.ConnMetadata)
	// Guessed is called when a wrong password came.
	Guessed()
	// Excused is called when a proof could not be checked: that no one logs in then is
	// not the client's doing.
	Excused()
	// Claim counts the connection as one of an account's, 0 being the guests';
	// false when there are enough of them.
	Claim(account int64) bool
	// LoggedIn is called when the client has proven who it is.
	LoggedIn()
	Close() error
}

// Session is the session of a guest who logs in, or registers.
type Session interface {
	Who() store.Actor
	Source() netip.Prefix
	// Claim is as that of Conn.
	Claim(account int64) bool
	// Present makes the session another actor's.
	Present(a store.Actor)
	// NoteLogin puts the login into the audit and the log.
	NoteLogin(a store.Actor)
}
