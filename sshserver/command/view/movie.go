package view

import (
	"time"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

// MovieJSON is a movie as scripts read it.
type MovieJSON struct {
	ID         int64      `json:"id"`
	Title      string     `json:"title"`
	Free       bool       `json:"free"`
	PriceFen   store.Fen  `json:"price_fen"`
	YourPrice  store.Fen  `json:"your_price_fen"`
	Owned      bool       `json:"owned"`
	Size       int64      `json:"size"`
	SHA256     string     `json:"sha256"`
	MediaType  string     `json:"media_type"`
	DurationMS int64      `json:"duration_ms"`
	Width      int        `json:"width"`
	Height     int        `json:"height"`
	CreatedAt  *time.Time `json:"created_at"`
	Available  bool       `json:"available"`
	UploadedBy *string    `json:"uploaded_by,omitempty"` // for admins
	Shelf      *string    `json:"shelf,omitempty"`       // for admins, off the shelf
}

// WholeMovieJSON is one movie in full.
type WholeMovieJSON struct {
	MovieJSON
	Streams *bool `json:"streams"` // null: not known yet
}

// WholeMovie is a movie in full, for scripts.
func WholeMovie(call *cli.Call, l store.Listing) WholeMovieJSON {
	m := WholeMovieJSON{MovieJSON: Movie(call, l)}
	if l.Streams != store.StreamsUnknown {
		yes := l.Streams == store.StreamsYes
		m.Streams = &yes
	}
	return m
}

// Movie is a movie as it stands in a list, for scripts.
func Movie(call *cli.Call, l store.Listing) MovieJSON {
	m := MovieJSON{
		ID: l.ID, Title: l.Title, Free: l.Free, PriceFen: l.Price, YourPrice: l.YourPrice, Owned: l.Owned,
		Size: l.Size, SHA256: l.SHA256, MediaType: l.MediaType, DurationMS: l.Duration.Milliseconds(),
		Width: l.Width, Height: l.Height, CreatedAt: cli.Time(l.CreatedAt),
		Available: l.Available(),
	}
	if call.Actor.Role == store.RoleAdmin {
		m.UploadedBy = &l.UploadedBy
		if l.Shelf != store.OnShelf {
			shelf := string(l.Shelf)
			m.Shelf = &shelf
		}
	}
	return m
}

// Price is what a movie costs this viewer, with the full price beside it.
func Price(call *cli.Call, l store.Listing) string {
	s := words.Price(l.YourPrice, call.Lang)
	if l.YourPrice != l.Price {
		s += " (" + l.Price.String() + ")"
	}
	return s
}

// Standing is what sets a movie apart in a list.
func Standing(call *cli.Call, l store.Listing) string {
	switch {
	case l.Shelf != store.OnShelf:
		return words.Shelf(l.Shelf).In(call.Lang)
	case !l.Available():
		return words.Missing.In(call.Lang)
	case l.Owned:
		return words.Say("已购", "yours").In(call.Lang)
	}
	return ""
}
