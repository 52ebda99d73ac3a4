package store

import (
	"io/fs"
	"time"

	"youku.example/store/title"
)

// User is an account as it is kept: with what opens it.
type User struct {
	Account
	Fold string // names.Fold of the name; unique
	Hash string // of the password, "" for none

	RemovedAt time.Time // zero: it was not
	Was       string    // the folded name of one that was removed
}

// Grant is a row of download_records: leave to fetch one movie.
type Grant struct {
	ID          int64
	Account     int64
	MovieID     int64
	Sale        int64 // the purchase it rests on; 0: the movie was free, for all or for VIPs
	RequestedAt time.Time
	ReadyAt     time.Time
	ExpiresAt   time.Time     // zero: never
	Wait        time.Duration // its own share of the queue, in full
	EndedAt     time.Time     // zero: not ended
	EndedBy     string        // refund, takedown, purge, expired; delete in older rows
	Sent        int64
	Complete    bool
	Cover       []byte // the ranges sent
}

// Granted is a grant with its movie and what was paid for it.
type Granted struct {
	Grant
	Movie Movie
	Paid  Fen
}

// Sale is a row of purchases.
type Sale struct {
	ID         int64
	Account    int64
	MovieID    int64
	Paid       Fen
	Entry      int64 // the ledger line that paid for it; 0 when it cost nothing
	At         time.Time
	RefundedAt time.Time // zero: not refunded
}

// MovieIndex is what a movie is found and sorted by.
type MovieIndex struct {
	TitleKey string
	Terms    []string
}

// IndexOf makes a movie's index.
func IndexOf(m Movie) MovieIndex {
	return MovieIndex{TitleKey: title.Key(m.Title), Terms: m.Subject().Terms()}
}

// Subject is what a search hears of the movie.
func (m Movie) Subject() title.Subject {
	s := title.Subject{Title: m.Title, Tags: m.Tags, Year: m.Year}
	if m.Episode.Series != "" {
		s.Series, s.SeriesID, s.OwnTitle = m.Episode.Series, m.SeriesID, m.OwnTitle()
		s.Season, s.Number, s.End = m.Episode.Season, m.Episode.Number, m.Episode.End
	}
	return s
}

// Subject is what a search hears of the series.
func (s Series) Subject() title.Subject {
	return title.Subject{Title: s.Title, Tags: s.Tags, Year: s.Year, IsSeries: true}
}

// MoviePage asks the engine for one page, as Query does: Limit is set, Tag is
// folded. The
// index is asked for the search's Terms, and Matches has the last word, since
// an index may find a little too much.
type MoviePage struct {
	Priced  Priced
	Sort    Sort
	Deleted bool
	Missing bool // of every shelf, newest first; only Reverse, Limit and After matter with it
	Reverse bool
	Limit   int
	After   int64
	Search  title.Search
	Tag     string
	Year    int
	Series  int64
}

// Narrowed reports whether the page is of less than a shelf and a price.
func (p MoviePage) Narrowed() bool { return p.Tag != "" || p.Year != 0 || p.Series != 0 }

// LibraryPage asks the engine for one page, as LibraryQuery does: Limit is set,
// Tag is folded.
type LibraryPage struct {
	Priced  Priced
	Sort    Sort
	Reverse bool
	Limit   int
	After   EntryID
	Search  title.Search
	Tag     string
	Year    int
	From    int64 // those alone whose newest movie has this number or a higher one, ByNew; 0: all
}

// Narrowed reports whether the page is of less than the library and a price.
func (p LibraryPage) Narrowed() bool { return p.Tag != "" || p.Year != 0 }

// LibraryRow is a row of the library: a movie or a series; the other is nil.
type LibraryRow struct {
	Movie  *Movie
	Series *Series
}

// LedgerAccount is an account of the ledger: a person's, or one of the shop's own.
type LedgerAccount struct {
	User         int64
	HouseAccount HouseAccount // set when User is 0
}

// HouseAccount is one of the shop's own accounts of the ledger. It is the other side
// of every person's line, and may be negative.
type HouseAccount string

const (
	HouseAccountCodes   HouseAccount = "codes"   // redeem codes turned into money
	HouseAccountCredits HouseAccount = "credits" // admins' credits
	HouseAccountMovies  HouseAccount = "movies"  // movies sold
	HouseAccountVIP     HouseAccount = "vip"     // plans sold

	HouseAccountOperator   HouseAccount = "operator"   // what removed accounts leave
	HouseAccountPromotions HouseAccount = "promotions" // pays for what is given away
)

// Posting moves an amount into an account (out of it, when negative).
type Posting struct {
	LedgerAccount
	Amount  Fen
	Balance Fen // of the account after it
}

// LedgerEntry is a line of the ledger; the amounts of its postings sum to zero.
type LedgerEntry struct {
	ID       int64
	Kind     EntryKind
	MovieID  int64
	Reverses int64 // the line that a refund undoes
	Note     string
	By       string // who wrote it
	At       time.Time
	Postings []Posting
}

// Drift is a cached balance that is not the sum of its postings.
type Drift struct {
	LedgerAccount
	Balance, Sum Fen
}

// CodeRow is a redeem code as it is kept: by its hash alone.
type CodeRow struct {
	Hash   string
	Batch  int64
	Amount Fen
	MadeBy string
	MadeAt time.Time
}

// BatchKind says what a batch is of.
type BatchKind string

const (
	BatchOfCodes       BatchKind = "codes"
	BatchOfInvitations BatchKind = "invitations"
)

// Batch is the codes that were minted at once.
type Batch struct {
	ID        int64
	Kind      BatchKind
	Amount    Fen    // what each is worth: in money, or as VIP time
	Plan      string // the plan of each invitation's VIP time, "" for none
	Days      int    // of that plan, as it was when they were minted
	Count     int
	Unused    int // and not voided
	Voided    int // before they were used
	By        string
	CreatedAt time.Time
}

// Owed is what the unused ones of the batch are worth.
func (b Batch) Owed() Fen { return b.Amount * Fen(b.Unused) }

// KeptFile is a small file of the data folder that a backup of the rows takes
// along: a host key, the admins' keys.
type KeptFile struct {
	Name    string // without a folder
	Mode    fs.FileMode
	Content []byte
}

// SmallFile is a file of the media library that is made of nothing else, so that a
// backup takes it along: subtitles, or a cover.
type SmallFile struct {
	Cover  bool // else subtitles
	Key    string
	Size   int64
	SHA256 string
}

// SmallFile is the file of the subtitles.
func (s Subtitle) SmallFile() SmallFile { return SmallFile{false, s.File, s.Size, s.SHA256} }

// SmallFile is the file of the cover.
func (c Cover) SmallFile() SmallFile { return SmallFile{true, c.File, c.Size, c.SHA256} }

// Span asks for a part of a list that has one order, as the audit has.
type Span struct {
	After   int64 // the ID of the row behind which it begins; 0: the list's start
	Reverse bool  // against the order, from its end on; After then goes on that way
	Limit   int   // at most so many rows
}

// ListQuery says which rows of a list are asked for and in which order; the zero
// one is all of them in the list's own.
type ListQuery struct {
	Search string
	Sort   Sort // one of the list's own orders; any other is its first
}

// within is a span whose Limit is set: usual if it was not, most at most.
func (s Span) within(usual, most int) Span {
	if s.Limit <= 0 {
		s.Limit = usual
	}
	s.Limit = min(s.Limit, most)
	return s
}

// Page is the answer to a Span: rows, and how many the whole list has.
type Page[T any] struct {
	Rows  []T
	Total Total
}

// Total is how many rows a list has: N, or more than N where More is set.
type Total struct {
	N    int
	More bool
}
