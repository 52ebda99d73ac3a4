package tui

import (
	"context"

	"youku.example/store"
)

// viewerShop is what the screens of viewers ask of the shop. *store.Shop is one.
type viewerShop interface {
	// UntoldChanges lists what others changed of the account; the person was
	// told of those that MarkChangesTold names.
	UntoldChanges(ctx context.Context, a store.Actor) ([]store.AccountChange, error)
	MarkChangesTold(ctx context.Context, a store.Actor, upTo int64) error
	ChangePassword(ctx context.Context, a store.Actor, password string) (store.Actor, error)
	// Preferences are what the account chose before.
	Preferences(ctx context.Context, a store.Actor) (map[string]string, error)
	Keys(ctx context.Context, a store.Actor) ([]store.Key, error)
	AddKey(ctx context.Context, a store.Actor, line string) (store.Key, error)
	RemoveKey(ctx context.Context, a store.Actor, fingerprint string) error

	Movies(ctx context.Context, a store.Actor, q store.Query) ([]store.Listing, error)
	// CountMovies is how many movies the pages of a query hold in all.
	CountMovies(ctx context.Context, a store.Actor, q store.Query) (store.Total, error)
	Movie(ctx context.Context, a store.Actor, id int64) (store.Listing, error)
	Counts(ctx context.Context) (store.Counts, error)

	Request(ctx context.Context, a store.Actor, movie int64) (store.Download, error)
	NextDownload(ctx context.Context, a store.Actor, movie int64) (store.Download, error)
	DownloadPage(ctx context.Context, a store.Actor, s store.Span) (store.Page[store.Download], error)

	WalletPage(ctx context.Context, a store.Actor, s store.Span) (store.Wallet, error)
	Redeem(ctx context.Context, a store.Actor, code string) (amount, balance store.Fen, err error)
	Plans() []store.Plan
	BuyVIP(ctx context.Context, a store.Actor, plan string) (store.Account, error)
	Buy(ctx context.Context, a store.Actor, movie int64, agreed *store.Fen) (store.Purchase, error)

	NoticePage(ctx context.Context, a store.Actor, s store.Span) (store.Page[store.Notice], error)
	ReadNotice(ctx context.Context, a store.Actor, id int64) (store.Notice, error)
}

// Door turns the guest of this session into a user, under the same throttles
// as the SSH doors. An actor that Login returns is never an admin; Register
// makes one only of a vouched key.
type Door interface {
	Login(ctx context.Context, name, password string) (store.Actor, error)
	Register(ctx context.Context, r store.Registration) (store.Actor, error)
}
