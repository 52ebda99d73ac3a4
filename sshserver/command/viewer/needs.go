package viewer

import (
	"context"
	"time"

	"youku.example/media"
	"youku.example/store"
	"youku.example/store/mark"
	"youku.example/tui/words"
)

// Shop is what these commands ask of the shop. *store.Shop is one.
type Shop interface {
	Movies(ctx context.Context, a store.Actor, q store.Query) ([]store.Listing, error)
	Movie(ctx context.Context, a store.Actor, id int64) (store.Listing, error)

	SeriesList(ctx context.Context, a store.Actor, q store.SeriesQuery) ([]store.SeriesListing, error)
	NextEpisode(ctx context.Context, a store.Actor, series int64, e store.Episode) (store.Listing, error)
	Series(ctx context.Context, a store.Actor, id int64) (store.SeriesListing, []store.Listing, error)

	Request(ctx context.Context, a store.Actor, movie int64) (store.Download, error)
	RequestAll(ctx context.Context, a store.Actor, sel store.Selection) ([]store.Download, error)
	Download(ctx context.Context, a store.Actor, movie int64) (store.Download, error)
	DownloadPage(ctx context.Context, a store.Actor, s store.Span) (store.Page[store.Download], error)
	OpenDownload(ctx context.Context, a store.Actor, movie int64, protocol store.Protocol, client string) (*store.Transfer, error)
	Listen(a store.Actor) (news <-chan store.Topic, stop func())

	Mark(ctx context.Context, a store.Actor, movies []int64, k mark.Kind, on bool) ([]store.Listing, error)
	Marks(ctx context.Context, a store.Actor, kinds []mark.Kind, after int64, limit int) ([]store.MarkedRow, error)
	News(ctx context.Context, a store.Actor, since time.Time, limit int) (store.News, error)
	Follow(ctx context.Context, a store.Actor, series int64, on bool) (store.SeriesListing, error)

	WalletPage(ctx context.Context, a store.Actor, s store.Span) (store.Wallet, error)
	Redeem(ctx context.Context, a store.Actor, code string) (amount, balance store.Fen, err error)
	Plans() []store.Plan
	BuyVIP(ctx context.Context, a store.Actor, plan string) (store.Account, error)
	Buy(ctx context.Context, a store.Actor, movie int64, agreed *store.Fen) (store.Purchase, error)
	BuyAll(ctx context.Context, a store.Actor, sel store.Selection, agreed *store.Fen) (store.Purchases, error)

	NoticePage(ctx context.Context, a store.Actor, q store.ListQuery, s store.Span) (store.Page[store.Notice], error)
	ReadNotice(ctx context.Context, a store.Actor, id int64) (store.Notice, error)
}

// Library opens the bytes of a published movie, and of its subtitles.
type Library interface {
	Movie(ctx context.Context, key string) (media.File, error)
	Subtitle(ctx context.Context, key string) (media.File, error)
}

// Files is the tree that SFTP shows, as far as checksums go.
type Files interface {
	// Sum is the checksum in hex of a file that the actor may read now;
	// algorithm is "md5", "sha1" or "sha256". A refusal is a *store.Refusal or
	// wraps fs.ErrNotExist or fs.ErrPermission.
	Sum(ctx context.Context, a store.Actor, l words.Lang, login words.Login, path, algorithm string) (string, error)
}
