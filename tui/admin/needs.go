package admin

import (
	"context"
	"net/netip"

	"youku.example/store"
	"youku.example/store/plan"
)

// Shop is what the admins' screens ask of the shop. *store.Shop is one.
type Shop interface {
	Movies(ctx context.Context, a store.Actor, q store.Query) ([]store.Listing, error)
	// CountMovies is how many movies the pages of a query hold in all.
	CountMovies(ctx context.Context, a store.Actor, q store.Query) (store.Total, error)
	Movie(ctx context.Context, a store.Actor, id int64) (store.Listing, error)
	Series(ctx context.Context, a store.Actor, id int64) (store.SeriesListing, []store.Listing, error)
	Rules() store.Rules
	// Tags lists those that begin as a text, however it is written; at most limit.
	Tags(ctx context.Context, a store.Actor, begins string, limit int) ([]string, error)
	// For admins.
	// EditIncoming keeps what an admin made of an upload's proposal; "" forgets it.
	EditIncoming(ctx context.Context, a store.Actor, id int64, edited string) error
	Edit(ctx context.Context, a store.Actor, id int64, e store.Edit) (store.Movie, error)
	EditSeries(ctx context.Context, a store.Actor, id int64, e store.SeriesEdit) (store.Series, error)
	Delete(ctx context.Context, a store.Actor, id int64) error
	Restore(ctx context.Context, a store.Actor, id int64) error
	TakeDown(ctx context.Context, a store.Actor, id int64) (refunded int, err error)

	NoticePage(ctx context.Context, a store.Actor, q store.ListQuery, s store.Span) (store.Page[store.Notice], error)
	Post(ctx context.Context, a store.Actor, title, content string) (store.Notice, error)
	Withdraw(ctx context.Context, a store.Actor, notice int64) error

	PeoplePage(ctx context.Context, a store.Actor, q store.ListQuery, s store.Span) (store.Page[store.Person], error)
	Lock(ctx context.Context, a store.Actor, name string) error
	Unlock(ctx context.Context, a store.Actor, name string) error
	Credit(ctx context.Context, a store.Actor, name string, amount store.Fen, note string) (balance store.Fen, err error)
	// Bought lists what an account bought and may be given back for.
	Bought(ctx context.Context, a store.Actor, name string) ([]store.Bought, error)
	Refund(ctx context.Context, a store.Actor, name string, movie int64) (store.Purchase, error)
	MintCodes(ctx context.Context, a store.Actor, amount store.Fen, count int) ([]store.Code, error)
	MintInvitations(ctx context.Context, a store.Actor, count int, plan string) ([]store.Invitation, error)
	Plans() []store.Plan
	BatchPage(ctx context.Context, a store.Actor, kind store.BatchKind, s store.Span) (store.Page[store.Batch], error)
	VoidBatch(ctx context.Context, a store.Actor, kind store.BatchKind, id int64) (store.Batch, error)
	SetPasswordOf(ctx context.Context, a store.Actor, name, password string) (store.Account, error)
	AddKeyOf(ctx context.Context, a store.Actor, name, line string) (store.Key, error)
	RemoveAccountOf(ctx context.Context, a store.Actor, name string) (store.Account, error)

	Visits(ctx context.Context, a store.Actor) ([]store.Visit, error)
	Transfers(ctx context.Context, a store.Actor) ([]store.Progress, error)
	Kick(ctx context.Context, a store.Actor, name string) (ended int, err error)
	// Match reports whether content of that hash is here already.
	Match(ctx context.Context, hash string) (store.Match, error)
	AuditPage(ctx context.Context, a store.Actor, q store.AuditQuery, s store.Span) (store.Page[store.AuditLine], error)
}

// Intake is what the upload screen asks of the incoming folder.
type Intake interface {
	// Plan lists the uploads, each with what it may be published as.
	Plan(ctx context.Context, a store.Actor) ([]plan.Entry, error)
	// Changed returns, by ID, why uploads are not any more what was shown: of each
	// the sum of its entry in the plan.
	Changed(ctx context.Context, a store.Actor, shown map[int64]string) (map[int64]error, error)
	// Publish goes on when ctx ends. moving, if not nil, is told how much of a
	// copy is done.
	Publish(ctx context.Context, a store.Actor, name string, p store.Publication, moving func(done, whole int64)) (store.Movie, error)
	// PublishAll publishes several, some at a time, with an answer for each.
	PublishAll(ctx context.Context, a store.Actor, list []store.NamedPublication) []store.Published
	Discard(ctx context.Context, a store.Actor, name string, shown *store.Shown) error
	// GiveSubtitle makes an upload the subtitles of a movie, if it is the one that
	// was shown.
	GiveSubtitle(ctx context.Context, a store.Actor, name string, shown *store.Shown, movie int64, language, kind string) (store.Subtitle, error)
	// RemoveSubtitle removes those of one kind, or with a nil one of all.
	RemoveSubtitle(ctx context.Context, a store.Actor, movie int64, language string, kind *string) ([]store.Subtitle, error)
	// Purge removes the bytes of a deleted movie that no account owns.
	Purge(ctx context.Context, a store.Actor, movie int64) error
}

// Guard is what the admins' screens ask of who holds sources back.
type Guard interface {
	Bans(ctx context.Context, a store.Actor) ([]store.Ban, error)
	Lift(ctx context.Context, a store.Actor, source netip.Prefix) error
}
