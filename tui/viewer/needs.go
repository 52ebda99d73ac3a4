package viewer

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"
	"youku.example/store"
	"youku.example/store/mark"
	"youku.example/tui/words"
)

// Shop is what the screens of viewers ask of the shop. *store.Shop is one.
type Shop interface {
	// Rules says who may register, and whether guests may look around.
	Rules() store.Rules

	// UntoldChanges lists what others changed of the account; the person was
	// told of those that MarkChangesTold names.
	UntoldChanges(ctx context.Context, a store.Actor) ([]store.AccountChange, error)
	MarkChangesTold(ctx context.Context, a store.Actor, upTo int64) error
	ChangePassword(ctx context.Context, a store.Actor, password string) (store.Actor, error)
	// Preferences are what the account chose before.
	Preferences(ctx context.Context, a store.Actor) (map[string]string, error)
	Keys(ctx context.Context, a store.Actor) ([]store.Key, error)
	AddKey(ctx context.Context, a store.Actor, line string) (store.Key, error)
	RemoveAccount(ctx context.Context, a store.Actor) error
	RemoveKey(ctx context.Context, a store.Actor, fingerprint string) error

	Movie(ctx context.Context, a store.Actor, id int64) (store.Listing, error)
	// Library is a part of the library, in which a series is one row.
	Library(ctx context.Context, a store.Actor, q store.LibraryQuery) ([]store.LibraryEntry, error)
	CountLibrary(ctx context.Context, a store.Actor, q store.LibraryQuery) (store.Total, error)
	LibraryCounts(ctx context.Context) (store.Counts, error)
	// Series is one series with its episodes, in their order.
	Series(ctx context.Context, a store.Actor, id int64) (store.SeriesListing, []store.Listing, error)

	Mark(ctx context.Context, a store.Actor, movies []int64, k mark.Kind, on bool) ([]store.Listing, error)
	Follow(ctx context.Context, a store.Actor, series int64, on bool) (store.SeriesListing, error)

	// RequestAll asks for several movies, all or none; BuyAll buys them for one sum.
	RequestAll(ctx context.Context, a store.Actor, sel store.Selection) ([]store.Download, error)
	BuyAll(ctx context.Context, a store.Actor, sel store.Selection, agreed *store.Fen) (store.Purchases, error)
	Request(ctx context.Context, a store.Actor, movie int64) (store.Download, error)
	NextDownload(ctx context.Context, a store.Actor, movie int64) (store.Download, error)
	DownloadPage(ctx context.Context, a store.Actor, s store.Span) (store.Page[store.Download], error)

	WalletPage(ctx context.Context, a store.Actor, s store.Span) (store.Wallet, error)
	Redeem(ctx context.Context, a store.Actor, code string) (amount, balance store.Fen, err error)
	Plans() []store.Plan
	BuyVIP(ctx context.Context, a store.Actor, plan string) (store.Account, error)
	Buy(ctx context.Context, a store.Actor, movie int64, agreed *store.Fen) (store.Purchase, error)

	NoticePage(ctx context.Context, a store.Actor, q store.ListQuery, s store.Span) (store.Page[store.Notice], error)
	ReadNotice(ctx context.Context, a store.Actor, id int64) (store.Notice, error)
}

// LoginService turns the guest of this session into a user, under the same throttles
// as a login over SSH. An actor that Login returns is never an admin; Register
// makes one only of a vouched key.
type LoginService interface {
	Login(ctx context.Context, name, password string) (store.Actor, error)
	Register(ctx context.Context, r store.Registration) (store.Actor, error)
}

// Program is what screens of viewers ask of the program around them.
type Program interface {
	// GoTo shows a place as it was left, or for the first time.
	GoTo(place string) tea.Cmd
	Leave() tea.Cmd
	// LogIn makes a user of the guest, who chose before what the account remembers.
	LogIn(a store.Actor, before map[string]string) tea.Cmd
	// Refresh asks again what the account is and has; CountNotices, what it has
	// not read.
	Refresh() tea.Cmd
	CountNotices() tea.Cmd
	// Transfers are those of the account that run, or just ended.
	Transfers() []store.Progress

	// Chosen is what the person chose of a name, "" for the default; Choose puts
	// a choice in force and has it remembered.
	Chosen(name string) string
	Choose(name, value string) tea.Cmd
	SwitchLanguage() tea.Cmd
	SwitchMouse() tea.Cmd
	SwitchTheme() tea.Cmd
	ThemeText() words.T

	// NewSince is since when something is new to the person; the zero time while that is
	// not known.
	NewSince() time.Time

	// EditSeries opens the form of a series, for admins.
	EditSeries(id int64) tea.Cmd

	// Poster is a movie's picture in so many cells; nil where none can be drawn.
	Poster(m store.Listing, w, rows int) []string
	// SeriesPoster is the same for a series.
	SeriesPoster(s store.Series, w, rows int) []string
}
