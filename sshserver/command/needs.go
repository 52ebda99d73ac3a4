package command

import (
	"context"
	"net/netip"
	"time"

	"youku.example/media"
	"youku.example/store"
	"youku.example/tui/words"
)

// Services is what the commands work on.
type Services struct {
	Shop   Shop
	Intake Intake
	Movies Library
	Files  Files
	Bans   Bans
}

// Shop is what the commands ask of the shop. *store.Shop is one.
type Shop interface {
	Account(ctx context.Context, a store.Actor) (store.Account, error)
	SetLanguage(ctx context.Context, a store.Actor, lang string) error
	ChangePassword(ctx context.Context, a store.Actor, password string) (store.Actor, error)
	Keys(ctx context.Context, a store.Actor) ([]store.Key, error)
	AddKey(ctx context.Context, a store.Actor, line string) (store.Key, error)
	RemoveKey(ctx context.Context, a store.Actor, fingerprint string) error
	UntoldChanges(ctx context.Context, a store.Actor) ([]store.AccountChange, error)
	MarkChangesTold(ctx context.Context, a store.Actor, upTo int64) error

	Movies(ctx context.Context, a store.Actor, q store.Query) ([]store.Listing, error)
	Movie(ctx context.Context, a store.Actor, id int64) (store.Listing, error)

	Request(ctx context.Context, a store.Actor, movie int64) (store.Download, error)
	Download(ctx context.Context, a store.Actor, movie int64) (store.Download, error)
	DownloadPage(ctx context.Context, a store.Actor, s store.Span) (store.Page[store.Download], error)
	OpenDownload(ctx context.Context, a store.Actor, movie int64, door store.Protocol, client string) (*store.Transfer, error)
	Listen(a store.Actor) (news <-chan store.Topic, stop func())

	WalletPage(ctx context.Context, a store.Actor, s store.Span) (store.Wallet, error)
	Redeem(ctx context.Context, a store.Actor, code string) (amount, balance store.Fen, err error)
	Plans() []store.Plan
	BuyVIP(ctx context.Context, a store.Actor, plan string) (store.Account, error)
	Buy(ctx context.Context, a store.Actor, movie int64, agreed *store.Fen) (store.Purchase, error)

	NoticePage(ctx context.Context, a store.Actor, s store.Span) (store.Page[store.Notice], error)
	ReadNotice(ctx context.Context, a store.Actor, id int64) (store.Notice, error)

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
	SetPasswordOf(ctx context.Context, a store.Actor, name, password string) (store.Account, error)
	AddKeyOf(ctx context.Context, a store.Actor, name, line string) (store.Key, error)
	Credit(ctx context.Context, a store.Actor, name string, amount store.Fen, note string) (balance store.Fen, err error)
	Refund(ctx context.Context, a store.Actor, user string, movie int64) (store.Purchase, error)
	MintCodes(ctx context.Context, a store.Actor, amount store.Fen, count int) ([]store.Code, error)
	Visits(ctx context.Context, a store.Actor) ([]store.Visit, error)
	Transfers(ctx context.Context, a store.Actor) ([]store.Progress, error)
	Kick(ctx context.Context, a store.Actor, name string) (ended int, err error)
	Match(ctx context.Context, hash string) (store.Match, error)
	AuditPage(ctx context.Context, a store.Actor, s store.Span) (store.Page[store.AuditLine], error)
	Note(ctx context.Context, a store.Actor, action, target, detail string) error
}

// Intake is what the commands ask of the incoming folder.
type Intake interface {
	Incoming(ctx context.Context, a store.Actor) ([]store.Incoming, error)
	// Publish goes on when ctx ends. moving, if not nil, hears how much of a
	// copy is done.
	Publish(ctx context.Context, a store.Actor, name string, p store.Publication, moving func(done, whole int64)) (store.Movie, error)
	// Purge removes the bytes of a deleted movie that no one owns.
	Purge(ctx context.Context, a store.Actor, movie int64) error
}

// Library opens the bytes of a published movie.
type Library interface {
	Movie(ctx context.Context, key string) (media.File, error)
}

// Files is the tree that SFTP shows, as far as checksums go.
type Files interface {
	// Sum is the checksum in hex of a file that the actor may read now;
	// algorithm is "md5", "sha1" or "sha256". A refusal is a *store.Refusal or
	// wraps fs.ErrNotExist or fs.ErrPermission.
	Sum(ctx context.Context, a store.Actor, l words.Lang, login words.Login, path, algorithm string) (string, error)
}

// Ban is a source that is held back for now.
type Ban struct {
	Source netip.Prefix
	Until  time.Time
	Why    BanReason
	Times  int // that it did so since it was last heard of
}

// BanReason is what a source did too often.
type BanReason string

const (
	BanGuesses BanReason = "passwords"   // wrong ones: its passwords are refused
	BanNoise   BanReason = "connections" // that came to nothing: few of it log in at once
)

// Bans are the sources that are held back.
type Bans interface {
	List() []Ban
	// Lift forgives the source of an address; false when it was not banned.
	Lift(addr netip.Addr) bool
}

// Door makes an account for the guest of this session, under the throttles of
// the SSH doors.
type Door interface {
	Register(ctx context.Context, r store.Registration) (store.Actor, error)
}
