package store

import (
	"context"
	"time"

	"youku.example/store/mark"
)

// Shelf is where a movie stands in its life.
type Shelf string

const (
	OnShelf   Shelf = "published"
	Deleted   Shelf = "deleted"    // hidden; buyers keep it; can be restored
	TakenDown Shelf = "taken_down" // none may have it; buyers were refunded
	Purged    Shelf = "purged"     // its bytes are gone
)

// Movie is one published movie. Its bytes stand in the media library under
// File, a name that only the shop and the library know.
type Movie struct {
	ID         int64
	Title      string
	Slug       string // the one-word title part of its download name, fixed when published
	Free       bool
	Price      Fen  // 0 when free
	VIPFree    bool // VIPs fetch it as a free one, others buy it; never where it is free for all
	Size       int64
	SHA256     string // hex
	SampledMD5 string // the brief's sampled fingerprint, hex: a hint, never a proof
	MediaType  string // video/mp4, video/x-matroska, video/webm
	Ext        string // .mp4, .mkv, .webm
	Duration   time.Duration
	Width      int
	Height     int
	VideoCodec string // h264, av1, …, "" unknown
	AudioCodec string
	Streams    Streams
	Tracks     Tracks
	UploadedBy string // the admin's name
	CreatedAt  time.Time
	Shelf      Shelf
	File       string // key in the media library

	About      string // paragraphs; "" also in lists: only MovieByID reads it
	Year       int    // 0: not known
	Tags       []string
	Episode    Episode // where it stands in a series
	SeriesID   int64   // 0: in none
	SeriesSlug string  // the name of the series' folder
	Cover      int64   // of the picture that was given to it; 0: a frame of it is shown

	MissingSince time.Time // when its file was found missing; zero: it is there
	Link         Link
}

// Link is the times of a file whose bytes have a second name outside of the
// library, as they were when its content was last known. The zero value is for
// bytes that are the library's own.
type Link struct {
	Modified time.Time // the bytes
	Changed  time.Time // anything of the file: its bytes, owner, mode, names
}

// same reports whether the file is as it was. Rows hold microseconds.
func (l Link) same(now Link) bool {
	return l.Modified.Equal(now.Modified.Truncate(time.Microsecond)) && l.Changed.Equal(now.Changed.Truncate(time.Microsecond))
}

// Streams is whether a movie can be played while it comes: an mp4 can't whose
// index stands at its end.
type Streams string

const (
	StreamsUnknown Streams = "" // not examined yet
	StreamsYes     Streams = "yes"
	StreamsNo      Streams = "no"
)

// Tracks is what a movie's file holds beside its picture.
type Tracks struct {
	Known     bool // false: not examined yet
	Subtitles []Track
	Sound     []string // short codes of the languages that are said, each once
}

// Track is a track of subtitles inside a movie's file.
type Track struct {
	Language string // a short code; und where it is not known
	Kind     string // "", forced, sdh
	Format   string // srt, ass, tx3g, pgs, …; "" unknown
}

// Listing is a movie as one viewer sees it.
type Listing struct {
	Movie
	YourPrice Fen        // what this viewer would pay now; 0 when free
	VIPPrice  Fen        // what a VIP would pay now
	Owned     bool       // bought and not refunded
	Included  bool       // free for VIPs, and this viewer is one
	Grant     *Download  // the viewer's live grant, nil if none
	Subtitles []Subtitle // nil also in lists: only Movie and Series read them
	Marks     mark.Set   // the viewer's
}

// MustBuy reports whether this viewer has to buy the movie before it can be
// asked for: it has a price for them, and they neither own it nor hold a live grant
// from when it had none.
func (l Listing) MustBuy() bool { return !l.Free && !l.Included && !l.Owned && l.Grant == nil }

// Sort is an order of the catalogue.
type Sort string

const (
	ByNew   Sort = "new"
	ByTitle Sort = "title"
	ByPrice Sort = "price"
)

// Orders of the lists that admins read.
const (
	ByName    Sort = "name"
	ByBalance Sort = "balance" // the greatest first
	ByBought  Sort = "bought"  // who bought most first
	ByState   Sort = "state"   // who is locked first, then whose VIP ends last
	ByJoined  Sort = "joined"  // who came last first
	ByAuthor  Sort = "author"
)

// Priced is a filter of the catalogue.
type Priced string

const (
	AnyPrice Priced = "all"
	OnlyFree Priced = "free"
	OnlyPaid Priced = "paid"
)

// Query asks for one page of the catalogue. Pages follow each other by
// After, the last ID shown under the same sort and filter.
type Query struct {
	Priced  Priced
	Search  string
	Tag     string // in any spelling; "": any
	Year    int    // 0: any
	Series  int64  // the movies of one series; 0: any, and those of none
	Sort    Sort
	Limit   int   // 50 if 0, at most 500
	After   int64 // 0: from the start
	Reverse bool  // against the order, from its end on; After then goes on that way
	Deleted bool  // admins: the deleted, taken down and purged ones instead
	Missing bool  // admins: those of every shelf whose file is missing instead, newest first
}

// LibraryQuery asks for one page of the library, where a series is one row
// among the movies of none. A series stands where its newest movie stands, by
// title, or by the price of all of it; it is free when all of it is.
type LibraryQuery struct {
	Priced  Priced
	Search  string
	Tag     string // in any spelling; "": any
	Year    int    // 0: any
	Sort    Sort
	Limit   int     // 50 if 0, at most 500
	After   EntryID // the last entry shown under the same sort and filter; zero: from the start
	Reverse bool    // against the order, from its end on; After then goes on that way

	// Own has those alone that the actor marked so, episodes by themselves, what was
	// marked last first; then nothing else narrows them down but Search. "": all.
	Own mark.Kind
	// Since has those alone that got a movie after it, by its age; then nothing else
	// narrows them down but Search. The zero time: all.
	Since time.Time
}

// EntryID names a row of the library: a movie or, with Series set, a series.
type EntryID struct {
	Series bool
	ID     int64
}

// LibraryEntry is a row of the library as one viewer sees it: a movie of no series (or
// an episode that a search found by itself), or a series; the other is nil.
type LibraryEntry struct {
	Movie  *Listing
	Series *SeriesListing
}

// ID names the entry.
func (e LibraryEntry) ID() EntryID {
	if e.Series != nil {
		return EntryID{Series: true, ID: e.Series.ID}
	}
	return EntryID{ID: e.Movie.ID}
}

// Counts is how many movies stand on the shelf, or entries in the library.
type Counts struct{ All, Free, Paid int }

// examinedAtOnce is how many movies are listed at a time.
const examinedAtOnce = 100

// MoviesToExamine lists some movies whose files were not examined yet, by ID,
// from the one after that ID; none when there are no more.
func (s *Shop) MoviesToExamine(ctx context.Context, after int64) (list []Movie, err error) {
	err = s.db.View(ctx, func(v View) (err error) {
		list, err = v.MoviesToExamine(ctx, after, examinedAtOnce)
		return err
	})
	return list, err
}

// SetExamined notes what a movie's file was found to be; a movie that is not
// there is ErrNoMovie.
func (s *Shop) SetExamined(ctx context.Context, id int64, streams Streams, tracks Tracks) error {
	return s.db.Update(ctx, func(tx Tx) error { return notFoundAs(tx.SetExamined(ctx, id, streams, tracks), noMovie(id)) })
}
