package sshserver

import (
	"context"
	"log/slog"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/sshserver/auth"
	"youku.example/sshserver/command"
	"youku.example/sshserver/command/admin"
	"youku.example/sshserver/tree"
	"youku.example/store"
	"youku.example/tui"
)

// People is what the server asks of the shop to know who comes in, and who is
// there. *store.Shop is one.
type People interface {
	auth.People
	Account(ctx context.Context, a store.Actor) (store.Account, error)
	// NoteLogin puts into the audit who came in, and by which proof.
	NoteLogin(ctx context.Context, a store.Actor) error
	// Fetching reports whether the session has a file open that moves.
	Fetching(session string) bool
	// CountConnections says how many connections each account has to this server;
	// ConnectionsElsewhere returns how many one has to the others.
	CountConnections(count func() map[int64]int)
	ConnectionsElsewhere(ctx context.Context, account int64) (int, error)
	// Enter makes a session present; end is called once when it must go.
	Enter(a store.Actor, v store.Visit, end func(cause error)) (leave func())
	// LeaveScreen says that the actor was in front of a screen until now.
	LeaveScreen(ctx context.Context, a store.Actor) error
	// Wall is the library's calendar: the machine's, where no other server has the rows.
	Wall() time.Time
}

// Shop is the whole shop, for the protocols behind the gate. *store.Shop is one.
type Shop interface {
	People
	tui.Shop
	command.Shop
	tree.Shop
}

// Intake takes uploads in. *intake.Intake is one.
type Intake interface {
	tui.Intake
	admin.Intake
	tree.Intake
}

// Deps is what a server works with; all of it but Posters and Log is needed.
type Deps struct {
	Shop     Shop
	Intake   Intake
	Movies   tree.Library
	Admins   auth.Admins
	HostKeys []gossh.Signer
	Posters  tui.Posters // nil: the screens draw pictures of their own
	Log      *slog.Logger
}
