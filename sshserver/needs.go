package sshserver

import (
	"context"
	"log/slog"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/media"
	"youku.example/sshserver/command"
	"youku.example/sshserver/command/admin"
	"youku.example/sshserver/files"
	"youku.example/store"
	"youku.example/tui"
)

// People is what the doors ask of the shop to know who comes in.
// *store.Shop is one.
type People interface {
	// Login answers ErrWrongLogin for a wrong password and an unknown name
	// alike, after the same work. A locked account is returned, with Locked.
	Login(ctx context.Context, name, password string) (store.Account, error)
	AccountByKey(ctx context.Context, fingerprint string) (store.Account, error)
	AccountByName(ctx context.Context, name string) (store.Account, error)
	Account(ctx context.Context, a store.Actor) (store.Account, error)
	Register(ctx context.Context, a store.Actor, r store.Registration) (store.Account, error)
	// CheckActive says no to a locked account and to a proof that is gone.
	CheckActive(ctx context.Context, a store.Actor) error
	// NoteLogin puts into the audit who came in, and by which proof.
	NoteLogin(ctx context.Context, a store.Actor) error
	// NoteBans puts into the audit which sources are banned since lately, and
	// how many more there are.
	NoteBans(ctx context.Context, begun []store.Ban, more int) error
	// Fetching reports whether the session has a file open that moves.
	Fetching(session string) bool
	// Enter makes a session present; end is called once when it must go.
	Enter(a store.Actor, v store.Visit, end func(cause error)) (leave func())
}

// Shop is the whole shop, for the doors behind the gate. *store.Shop is one.
type Shop interface {
	People
	tui.Shop
	command.Shop
	files.Shop
}

// Intake takes uploads in. *intake.Intake is one.
type Intake interface {
	tui.Intake
	admin.Intake
	files.Intake
}

// Library keeps the bytes of movies. *disk.Library is one.
type Library interface {
	Receive(ctx context.Context, key string) (media.Inbox, error)
	Arrived(ctx context.Context, key string) (media.File, error)
	Discard(ctx context.Context, key string) error
	Keep(ctx context.Context, incomingKey, movieKey string, progress func(done int64)) error
	Movie(ctx context.Context, key string) (media.File, error)
	Remove(ctx context.Context, key string) error
	Space(ctx context.Context) (free, total uint64, err error)
}

// Deps is what a server works with; all of it but Posters and Log is needed.
type Deps struct {
	Shop     Shop
	Intake   Intake
	Movies   Library
	Admins   Admins
	HostKeys []gossh.Signer
	Posters  tui.Posters // nil: the screens draw pictures of their own
	Log      *slog.Logger
}

// Admins is the file of admins' keys. *keys.Admins is one.
type Admins interface {
	// Name is whom the operator vouched for with this key.
	Name(key gossh.PublicKey) (name string, ok bool)
}
