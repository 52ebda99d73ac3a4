package tui

import (
	"context"
	"image"
	"net/netip"

	"youku.example/store"
)

// Shop is what the screens ask of the shop. *store.Shop is one.
type Shop interface {
	Account(ctx context.Context, a store.Actor) (store.Account, error)
	SetLanguage(ctx context.Context, a store.Actor, lang string) error
	// Preferences are what the account chose before; SetPreference remembers a
	// choice, and forgets it when the value is empty.
	Preferences(ctx context.Context, a store.Actor) (map[string]string, error)
	SetPreference(ctx context.Context, a store.Actor, name, value string) error
	ChangePassword(ctx context.Context, a store.Actor, password string) (store.Actor, error)
	Keys(ctx context.Context, a store.Actor) ([]store.Key, error)
	AddKey(ctx context.Context, a store.Actor, line string) (store.Key, error)
	RemoveKey(ctx context.Context, a store.Actor, fingerprint string) error
	// UntoldChanges lists what others changed of the account; the person was
	// told of those that MarkChangesTold names.
	UntoldChanges(ctx context.Context, a store.Actor) ([]store.AccountChange, error)
	MarkChangesTold(ctx context.Context, a store.Actor, upTo int64) error

	Movies(ctx context.Context, a store.Actor, q store.Query) ([]store.Listing, error)
	Movie(ctx context.Context, a store.Actor, id int64) (store.Listing, error)
	Counts(ctx context.Context) (store.Counts, error)
	// CountMovies is how many movies the pages of a query hold in all.
	CountMovies(ctx context.Context, a store.Actor, q store.Query) (store.Total, error)

	Request(ctx context.Context, a store.Actor, movie int64) (store.Download, error)
	NextDownload(ctx context.Context, a store.Actor, movie int64) (store.Download, error)
	DownloadPage(ctx context.Context, a store.Actor, s store.Span) (store.Page[store.Download], error)

	WalletPage(ctx context.Context, a store.Actor, s store.Span) (store.Wallet, error)
	Redeem(ctx context.Context, a store.Actor, code string) (amount, balance store.Fen, err error)
	Plans() []store.Plan
	Rules() store.Rules
	BuyVIP(ctx context.Context, a store.Actor, plan string) (store.Account, error)
	Buy(ctx context.Context, a store.Actor, movie int64, agreed *store.Fen) (store.Purchase, error)

	Notices(ctx context.Context, a store.Actor) ([]store.Notice, error)
	NoticePage(ctx context.Context, a store.Actor, s store.Span) (store.Page[store.Notice], error)
	ReadNotice(ctx context.Context, a store.Actor, id int64) (store.Notice, error)

	// Listen rings when something changed that the actor may see; rings that
	// have not been received yet become one. Call stop when the session ends.
	Listen(a store.Actor) (news <-chan store.Topic, stop func())
	// WatchTransfers gives the newest snapshot of the account's running
	// transfers; a slow reader skips the older ones.
	WatchTransfers(account int64) (newest <-chan []store.Progress, stop func())

	// For admins.
	Edit(ctx context.Context, a store.Actor, id int64, e store.Edit) (store.Movie, error)
	Delete(ctx context.Context, a store.Actor, id int64) error
	Restore(ctx context.Context, a store.Actor, id int64) error
	TakeDown(ctx context.Context, a store.Actor, id int64) (refunded int, err error)
	Post(ctx context.Context, a store.Actor, title, content string) (store.Notice, error)
	Withdraw(ctx context.Context, a store.Actor, notice int64) error
	PeoplePage(ctx context.Context, a store.Actor, search string, s store.Span) (store.Page[store.Person], error)
	Lock(ctx context.Context, a store.Actor, name string) error
	Unlock(ctx context.Context, a store.Actor, name string) error
	Credit(ctx context.Context, a store.Actor, name string, amount store.Fen, note string) (balance store.Fen, err error)
	// Bought lists what an account bought and may be given back for.
	Bought(ctx context.Context, a store.Actor, name string) ([]store.Bought, error)
	Refund(ctx context.Context, a store.Actor, name string, movie int64) (store.Purchase, error)
	MintCodes(ctx context.Context, a store.Actor, amount store.Fen, count int) ([]store.Code, error)
	Visits(ctx context.Context, a store.Actor) ([]store.Visit, error)
	// Match reports whether content of that hash is here already.
	Match(ctx context.Context, hash string) (store.Match, error)
	AuditPage(ctx context.Context, a store.Actor, s store.Span) (store.Page[store.AuditLine], error)
	Transfers(ctx context.Context, a store.Actor) ([]store.Progress, error)
	Kick(ctx context.Context, a store.Actor, name string) (ended int, err error)
}

// Intake is what the upload screen asks of the incoming folder.
type Intake interface {
	Incoming(ctx context.Context, a store.Actor) ([]store.Incoming, error)
	// Publish goes on when ctx ends. moving, if not nil, hears how much of a
	// copy is done.
	Publish(ctx context.Context, a store.Actor, name string, p store.Publication, moving func(done, whole int64)) (store.Movie, error)
	Discard(ctx context.Context, a store.Actor, name string, shown *store.Shown) error
	// Purge removes the bytes of a deleted movie that no account owns.
	Purge(ctx context.Context, a store.Actor, movie int64) error
}

// Guard is what the admins' screens ask of who watches the door.
type Guard interface {
	Bans(ctx context.Context, a store.Actor) ([]store.Ban, error)
	Lift(ctx context.Context, a store.Actor, source netip.Prefix) error
}

// Door turns the guest of this session into a user, under the same throttles
// as the SSH doors. An actor that Login returns is never an admin; Register
// makes one only of a vouched key.
type Door interface {
	Login(ctx context.Context, name, password string) (store.Actor, error)
	Register(ctx context.Context, r store.Registration) (store.Actor, error)
}

// Posters has a frame of each movie, or of some. It may take its time.
type Posters interface {
	// Poster is nil where there is none, or none that the actor may see.
	Poster(ctx context.Context, a store.Actor, movie int64) (image.Image, error)
}
