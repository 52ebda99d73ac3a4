package tui

import (
	"context"
	"image"
	"time"

	"youku.example/store"
	"youku.example/tui/admin"
	"youku.example/tui/viewer"
)

// Shop is what the screens ask of the shop, and the program around them.
// *store.Shop is one.
type Shop interface {
	viewer.Shop
	admin.Shop

	Account(ctx context.Context, a store.Actor) (store.Account, error)
	SetLanguage(ctx context.Context, a store.Actor, lang string) error
	// SetPreference remembers a choice, and forgets it when the value is empty.
	SetPreference(ctx context.Context, a store.Actor, name, value string) error
	// News is what came since a time; the zero time is when the actor left a screen.
	News(ctx context.Context, a store.Actor, since time.Time, limit int) (store.News, error)
	// FollowedNews is what of it is of the series that the actor follows.
	FollowedNews(ctx context.Context, a store.Actor, since time.Time) ([]store.SeriesNews, error)
	Notices(ctx context.Context, a store.Actor) ([]store.Notice, error)

	// Listen rings when something changed that the actor may see; rings that
	// have not been received yet become one. Call stop when the session ends.
	Listen(a store.Actor) (news <-chan store.Topic, stop func())
	// WatchTransfers gives the newest snapshot of the account's running
	// transfers; a slow reader skips the older ones.
	WatchTransfers(account int64) (newest <-chan []store.Progress, stop func())
}

// Intake is what the admins' screens ask of the incoming folder.
type Intake = admin.Intake

// Posters has a picture of each movie and series, or of some. It may take its
// time.
type Posters interface {
	// Poster is nil where there is none, or none that the actor may see.
	Poster(ctx context.Context, a store.Actor, movie int64) (image.Image, error)
	SeriesPoster(ctx context.Context, a store.Actor, series int64) (image.Image, error)
}
