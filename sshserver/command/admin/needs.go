package admin

import (
	"context"
	"net/netip"

	"youku.example/store"
	"youku.example/store/plan"
)

// Shop is what these commands ask of the shop. *store.Shop is one.
type Shop interface {
	Movie(ctx context.Context, a store.Actor, id int64) (store.Listing, error)
	Movies(ctx context.Context, a store.Actor, q store.Query) ([]store.Listing, error)
	Match(ctx context.Context, hash string) (store.Match, error)
	Series(ctx context.Context, a store.Actor, id int64) (store.SeriesListing, []store.Listing, error)
	EditSeries(ctx context.Context, a store.Actor, id int64, e store.SeriesEdit) (store.Series, error)
	Edit(ctx context.Context, a store.Actor, id int64, e store.Edit) (store.Movie, error)
	Delete(ctx context.Context, a store.Actor, id int64) error
	Restore(ctx context.Context, a store.Actor, id int64) error
	TakeDown(ctx context.Context, a store.Actor, id int64) (refunded int, err error)

	Post(ctx context.Context, a store.Actor, title, content string) (store.Notice, error)
	Withdraw(ctx context.Context, a store.Actor, notice int64) error
	PeoplePage(ctx context.Context, a store.Actor, q store.ListQuery, s store.Span) (store.Page[store.Person], error)
	Lock(ctx context.Context, a store.Actor, name string) error
	Unlock(ctx context.Context, a store.Actor, name string) error
	Credit(ctx context.Context, a store.Actor, name string, amount store.Fen, note string) (balance store.Fen, err error)
	Refund(ctx context.Context, a store.Actor, user string, movie int64) (store.Purchase, error)
	MintCodes(ctx context.Context, a store.Actor, amount store.Fen, count int) ([]store.Code, error)
	MintInvitations(ctx context.Context, a store.Actor, count int, plan string) ([]store.Invitation, error)
	BatchPage(ctx context.Context, a store.Actor, kind store.BatchKind, s store.Span) (store.Page[store.Batch], error)
	VoidBatch(ctx context.Context, a store.Actor, kind store.BatchKind, id int64) (store.Batch, error)

	Visits(ctx context.Context, a store.Actor) ([]store.Visit, error)
	Transfers(ctx context.Context, a store.Actor) ([]store.Progress, error)
	Kick(ctx context.Context, a store.Actor, name string) (ended int, err error)
	AuditPage(ctx context.Context, a store.Actor, q store.AuditQuery, s store.Span) (store.Page[store.AuditLine], error)
	Note(ctx context.Context, a store.Actor, action, target, detail string) error
}

// Intake is what these commands ask of the incoming folder.
type Intake interface {
	Incoming(ctx context.Context, a store.Actor) ([]store.Incoming, error)
	// Plan is Incoming with what each may be published as.
	Plan(ctx context.Context, a store.Actor) ([]plan.Entry, error)
	List(ctx context.Context, a store.Actor, folder string) ([]store.Incoming, error)
	Discard(ctx context.Context, a store.Actor, name string, shown *store.Shown) error
	RemoveFolder(ctx context.Context, a store.Actor, name string) error
	// Publish goes on when ctx ends. moving, if not nil, is called with how
	// much of a copy is done.
	PublishAll(ctx context.Context, a store.Actor, list []store.NamedPublication) []store.Published
	Publish(ctx context.Context, a store.Actor, name string, p store.Publication, moving func(done, whole int64)) (store.Movie, error)
	AddSubtitle(ctx context.Context, a store.Actor, movie int64, language, kind string, p []byte) (store.Subtitle, error)
	// RemoveSubtitle removes those of one kind, or with a nil one of all.
	RemoveSubtitle(ctx context.Context, a store.Actor, movie int64, language string, kind *string) ([]store.Subtitle, error)
	// SetCover gives a movie or a series a picture, in the place of the one it has.
	SetCover(ctx context.Context, a store.Actor, of store.EntryID, p []byte) (store.Cover, error)
	RemoveCover(ctx context.Context, a store.Actor, of store.EntryID) error
	// Purge removes the bytes of a deleted movie that no one owns.
	Purge(ctx context.Context, a store.Actor, movie int64) error
}

// BanList is the sources that are held back.
type BanList interface {
	List() []store.Ban
	// Lift forgives the source of an address; false when it was not banned.
	Lift(addr netip.Addr) bool
}
