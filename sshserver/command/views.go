package command

import (
	"time"

	"youku.example/store"
	"youku.example/tui/words"
)

// movieJSON is a movie as scripts read it.
type movieJSON struct {
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

// wholeMovieJSON is one movie in full.
type wholeMovieJSON struct {
	movieJSON
	Streams *bool `json:"streams"` // null: not known yet
}

func (t *turn) wholeMovieJSON(l store.Listing) wholeMovieJSON {
	m := wholeMovieJSON{movieJSON: t.movieJSON(l)}
	if l.Streams != store.StreamsUnknown {
		yes := l.Streams == store.StreamsYes
		m.Streams = &yes
	}
	return m
}

func (t *turn) movieJSON(l store.Listing) movieJSON {
	m := movieJSON{
		ID: l.ID, Title: l.Title, Free: l.Free, PriceFen: l.Price, YourPrice: l.YourPrice, Owned: l.Owned,
		Size: l.Size, SHA256: l.SHA256, MediaType: l.MediaType, DurationMS: l.Duration.Milliseconds(),
		Width: l.Width, Height: l.Height, CreatedAt: when(l.CreatedAt),
		Available: l.Available(),
	}
	if t.Actor.Role == store.RoleAdmin {
		m.UploadedBy = &l.UploadedBy
		if l.Shelf != store.OnShelf {
			shelf := string(l.Shelf)
			m.Shelf = &shelf
		}
	}
	return m
}

// price is what a movie costs this viewer, with the full price beside it.
func (t *turn) price(l store.Listing) string {
	s := words.Price(l.YourPrice, t.Lang)
	if l.YourPrice != l.Price {
		s += " (" + l.Price.String() + ")"
	}
	return s
}

// moment is a time in the person's own words.
func (t *turn) moment(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return words.DateTime(at, time.Now(), t.location(), t.Lang)
}

// location is where the times are that a person reads.
func (t *turn) location() *time.Location {
	if t.Location == nil {
		return time.Local
	}
	return t.Location
}

var stateNames = map[store.State]words.T{
	store.Queued:   words.Say("排队", "queued"),
	store.Waiting:  words.Say("等待", "waiting"),
	store.Ready:    words.Say("可下载", "ready"),
	store.Complete: words.Say("已下完", "complete"),
}

// stateOf is where a grant stands in words; of one that is over, why.
func stateOf(d store.Download) words.T {
	if d.State == store.Ended || d.State == store.Expired {
		return words.Ended(d.EndedBy)
	}
	return stateNames[d.State]
}

// sayMissing is the state of a movie whose file can't be had for now.
var sayMissing = words.Say("暂缺", "unavailable")

var shelfNames = map[store.Shelf]words.T{
	store.OnShelf:   words.Say("在架", "published"),
	store.Deleted:   words.Say("已删除", "deleted"),
	store.TakenDown: words.Say("已下架", "taken down"),
	store.Purged:    words.Say("已清除", "purged"),
}

// mark is a yes in a table.
func mark(is bool) string {
	if is {
		return "*"
	}
	return ""
}
