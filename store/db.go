package store

import (
	"context"
	"errors"
	"time"

	"youku.example/store/event"
	"youku.example/store/jobs"
	"youku.example/store/lease"
)

// DB keeps the shop's rows. An engine (a package below store/sqldb)
// keeps rows and knows no rule; package storetest holds what every engine
// promises.
type DB interface {
	// View runs fn over one unchanging state of the rows.
	View(ctx context.Context, fn func(View) error) error
	// Update runs fn as one transaction: all of it is durable when Update
	// returns nil, and none of it happened when it returns an error. Updates are
	// as if they ran one after another, so what fn has read stays true until it
	// ends. Where two met, fn is run again from the beginning and nothing of the run
	// before is left in the rows: so it has no effect but on them and on what it sets
	// anew each time.
	// A context that ends while waiting for the turn ends the call; an update
	// that has begun is finished.
	Update(ctx context.Context, fn func(Tx) error) error
	Close() error
}

// Asked is a DB that answers one question without a transaction around it.
type Asked interface {
	DB
	// Ask is a View whose fn asks one question of one row.
	Ask(ctx context.Context, fn func(View) error) error
}

// Shared is a DB whose rows several servers use at once. What one of them changes, the
// others hear of by rows of events.
type Shared interface {
	DB // its View gives a SharedView, and its Update a SharedTx
	event.Rows
	// ViewBeside is View without waiting for the turns of others. It is for what must be
	// known in time by a server that is busy, which would otherwise take itself for one
	// that is cut off.
	ViewBeside(ctx context.Context, fn func(View) error) error
}

// Leased is a Shared whose servers know of each other: which of them live, what runs on
// each, and what time it is for all.
type Leased interface {
	Shared
	lease.Rows
}

// SharedView reads in one question what many sessions and transfers rest on. What is
// missing is left out.
type SharedView interface {
	View
	UsersByID(ctx context.Context, ids []int64) ([]User, error)
	// KeyOwners is which account each of some keys opens.
	KeyOwners(ctx context.Context, fingerprints []string) (map[string]int64, error)
	GrantsByID(ctx context.Context, ids []int64) ([]Granted, error)

	// Record returns the record of a kind and a key, NoRow where there is none;
	// Records lists those of a kind by key.
	Record(ctx context.Context, kind, key string) (Record, error)
	Records(ctx context.Context, kind string) ([]Record, error)
}

// Record is what each server of one library would otherwise keep for itself: a key, a
// ban, a setting. Kind and Key name it.
type Record struct {
	Kind, Key, Body string
	Until           time.Time // when it is of no use any more; the zero time: never
}

// SharedTx writes what other servers are to hear of.
type SharedTx interface {
	Tx
	SharedView
	// AddEvents adds a row for each body, and returns their numbers, which rise. A
	// transaction that commits later may have lower ones.
	AddEvents(ctx context.Context, bodies []string) (ids []int64, err error)

	// SetRecord adds a record, or replaces the one of its kind and key; DropRecord
	// removes it, and DropRecords all of a kind that were of use up to a time.
	SetRecord(ctx context.Context, r Record) error
	DropRecord(ctx context.Context, kind, key string) error
	DropRecords(ctx context.Context, kind string, upTo time.Time) error
}

// What an engine returns besides inner faults. They never leave the shop.
var (
	errNoRow = errors.New("no such row")
	errTaken = errors.New("a row with this key is there already")
	errFunds = errors.New("a balance would fall below zero")
)

// The errors of an engine, for engines.
func NoRow() error     { return errNoRow }
func Taken() error     { return errTaken }
func Overdrawn() error { return errFunds }

// Why an engine can't open its rows. Each is something that an operator can
// repair, so each is an error of its own.
var (
	ErrRowsForeign  = errors.New("it is a database of another program")
	ErrRowsDamaged  = errors.New("it is damaged, or not a database at all")
	ErrRowsNewer    = errors.New("it was written by a newer version of this program")
	ErrRowsOlder    = errors.New("it was written by an older version of this program")
	ErrRowsLocked   = errors.New("another program holds it locked")
	ErrRowsReadOnly = errors.New("it can't be written to")

	// Of a database on a server:
	ErrRowsNoServer = errors.New("its server can't be reached, or takes no more connections")
	ErrRowsLogin    = errors.New("its server refuses the user or the password")
	ErrRowsMissing  = errors.New("its server has no database of that name")
	ErrRowsEncoding = errors.New("it keeps text in another encoding than UTF-8")
	ErrRowsTLS      = errors.New("its server has no TLS, or a certificate that is not trusted")
	ErrRowsMoving   = errors.New("a library is being moved into it, and not all of it is there")
	ErrRowsOnServer = errors.New("it is on a server, which copies it by its own programs")
)

// View reads rows. A single row that is missing is NoRow.
type View interface {
	UserByID(ctx context.Context, id int64) (User, error)
	UserByFold(ctx context.Context, fold string) (User, error)
	UserByKey(ctx context.Context, fingerprint string) (User, error)
	UserKeys(ctx context.Context, user int64) ([]Key, error)
	// People lists accounts whose folded name holds the search, in an order of
	// Shop.PeoplePage; CountPeople says how many there are.
	People(ctx context.Context, q ListQuery, s Span) ([]Person, error)
	CountPeople(ctx context.Context, fold string) (int, error)
	// RemovedAs lists the accounts that were removed and had one of these folded
	// names, the first that was removed first.
	RemovedAs(ctx context.Context, folds []string) ([]User, error)

	MovieByID(ctx context.Context, id int64) (Movie, error)
	// MoviesBySum lists the movies, not purged, with that SHA-256 or, when sampled is
	// set, that sampled MD5.
	MoviesBySum(ctx context.Context, sum string, sampled bool) ([]Movie, error)
	// MoviesBySums lists those, not purged, whose SHA-256 is one of some.
	MoviesBySums(ctx context.Context, sums []string) ([]Movie, error)
	MoviePage(ctx context.Context, p MoviePage) ([]Movie, error)
	// CountMoviePage is how many movies the pages of p hold in all. What is
	// searched for or filtered off the shelf is counted up to most, or less
	// where the index alone does not decide.
	CountMoviePage(ctx context.Context, p MoviePage, most int) (Total, error)
	// MoviesFrom lists the movies of every shelf by ID, from the one after that ID.
	MoviesFrom(ctx context.Context, after int64, limit int) ([]Movie, error)
	// MoviesToExamine lists those whose tracks are not known yet and that have a
	// file, by ID, from the one after that ID.
	MoviesToExamine(ctx context.Context, after int64, limit int) ([]Movie, error)
	// PurgingMovies lists those whose bytes are to be removed but may be there.
	PurgingMovies(ctx context.Context) ([]Movie, error)
	// MissingMovies lists those whose file is missing by ID, from the one after
	// that ID, of every shelf.
	MissingMovies(ctx context.Context, after int64, limit int) ([]Movie, error)
	CountMovies(ctx context.Context) (Counts, error)

	// LibraryPage lists movies of no series and series in one order. An After
	// that is not there is NoRow.
	LibraryPage(ctx context.Context, p LibraryPage) ([]LibraryRow, error)
	// CountLibraryPage is how many rows the pages of p hold in all, counted as
	// CountMoviePage counts.
	CountLibraryPage(ctx context.Context, p LibraryPage, most int) (Total, error)
	// CountLibrary is how many rows the library has by price.
	CountLibrary(ctx context.Context) (Counts, error)

	SeriesByID(ctx context.Context, id int64) (Series, error)
	// SeriesByFold finds a series by the folded form of its title.
	SeriesByFold(ctx context.Context, fold string) (Series, error)
	// SeriesBySlug finds a series by the name of its folder.
	SeriesBySlug(ctx context.Context, slug string) (Series, error)
	// SeriesPage lists series with movies on the shelf, by title.
	SeriesPage(ctx context.Context, p SeriesPage) ([]Series, error)
	// SeriesPrices counts the movies on the shelf of some series by price, how many
	// of each the account (0: none) bought, and how many were published since a time.
	SeriesPrices(ctx context.Context, user int64, ids []int64, since time.Time) ([]SeriesPrice, error)
	// Episodes lists the movies of a series on the shelf, by Episode.Before.
	Episodes(ctx context.Context, series int64) ([]Movie, error)
	// EpisodesAt lists the movies of a season, of every shelf, whose numbers may
	// lie between two.
	EpisodesAt(ctx context.Context, series int64, season, from, to int) ([]Movie, error)
	// BesideOlder lists those among movies that have an older one, of any shelf, at
	// the same number of the same season.
	BesideOlder(ctx context.Context, movies []int64) ([]int64, error)
	// Tags lists the spellings of tags whose folded form begins so.
	Tags(ctx context.Context, begins string, limit int) ([]string, error)
	// Subtitles lists the files of subtitles of movies, by movie, language and kind.
	Subtitles(ctx context.Context, movies []int64) ([]Subtitle, error)
	// SubtitlesFrom lists the files of subtitles of all movies by ID, from the one
	// after that ID.
	SubtitlesFrom(ctx context.Context, after int64, limit int) ([]Subtitle, error)
	Cover(ctx context.Context, id int64) (Cover, error)
	// Covers lists covers by ID, from the one after that ID, each with what has it.
	Covers(ctx context.Context, after int64, limit int) ([]Cover, []EntryID, error)

	// OpenGrant is the account's grant of a movie that was not ended, by hand
	// or by being replaced; it may have expired.
	OpenGrant(ctx context.Context, user, movie int64) (Granted, error)
	Grant(ctx context.Context, id int64) (Granted, error)
	// OpenGrantsAmong lists the account's grants, not ended, among movies.
	OpenGrantsAmong(ctx context.Context, user int64, movies []int64) ([]Granted, error)
	// OpenGrantsIn lists the account's grants of a series that were not ended, by
	// ReadyAt.
	OpenGrantsIn(ctx context.Context, user, series int64) ([]Granted, error)
	// OpenGrants lists the account's grants that were not ended, by ReadyAt.
	OpenGrants(ctx context.Context, user int64) ([]Granted, error)
	// Grants lists the account's grants, the newest first; CountGrants says how
	// many there are.
	Grants(ctx context.Context, user int64, s Span) ([]Granted, error)
	CountGrants(ctx context.Context, user int64) (int, error)
	// PendingGrants lists all accounts' grants (one account's, if user is not 0)
	// that were not ended and are ready after that time, by account and ReadyAt.
	PendingGrants(ctx context.Context, user int64, after time.Time) ([]Grant, error)
	// GrantHolders lists the accounts that have a grant of the movie, not ended.
	GrantHolders(ctx context.Context, movie int64) (accounts []int64, err error)

	// Sale is the account's purchase of the movie that was not refunded.
	Sale(ctx context.Context, user, movie int64) (Sale, error)
	// SalesAmong lists the account's purchases, not refunded, among movies.
	SalesAmong(ctx context.Context, user int64, movies []int64) ([]Sale, error)
	// SalesTo lists the account's purchases that were not refunded, the newest first.
	SalesTo(ctx context.Context, user int64, limit int) ([]Sale, error)
	// SalesOf lists the movie's purchases that were not refunded, of accounts that
	// were not removed.
	SalesOf(ctx context.Context, movie int64) ([]Sale, error)

	// Owed lists purchases of a movie that was taken down (0: of all such) which
	// were not refunded yet, the oldest first; CountOwed says how many.
	Owed(ctx context.Context, movie int64, limit int) ([]Sale, error)
	CountOwed(ctx context.Context, movie int64) (int, error)

	// Entries lists the account's ledger lines, the newest first; CountEntries
	// says how many there are.
	Entries(ctx context.Context, user int64, s Span) ([]Entry, error)
	CountEntries(ctx context.Context, user int64) (int, error)
	Postings(ctx context.Context, entry int64) ([]Posting, error)
	// Drifts lists the balances that differ from the sum of their postings.
	Drifts(ctx context.Context) ([]Drift, error)
	// Drift is one balance and the sum of its postings.
	Drift(ctx context.Context, p LedgerAccount) (Drift, error)
	// Faults says in words what contradicts itself in the rows.
	Faults(ctx context.Context) ([]string, error)

	// Batches lists those of a kind ("": of each), the newest first.
	Batches(ctx context.Context, kind BatchKind, s Span) ([]Batch, error)
	CountBatches(ctx context.Context, kind BatchKind) (int, error)
	Batch(ctx context.Context, kind BatchKind, id int64) (Batch, error)
	// InvitationBatch is the batch of an invitation that was neither used nor voided.
	InvitationBatch(ctx context.Context, hash string) (Batch, error)

	// Notices lists the ones that stand and have the search in a title, a content or
	// an author, in an order of Shop.NoticePage, as the account (0: a guest) sees
	// them; CountNotices says how many there are.
	Notices(ctx context.Context, user int64, q ListQuery, s Span) ([]Notice, error)
	CountNotices(ctx context.Context, search string) (int, error)
	Notice(ctx context.Context, user, id int64) (Notice, error)

	// UntoldChanges lists what others changed of the account and the person was
	// not told yet, the oldest first.
	UntoldChanges(ctx context.Context, user int64) ([]AccountChange, error)

	MarksView
	NewsView

	// Preferences are the account's choices by name.
	Preferences(ctx context.Context, user int64) (map[string]string, error)

	// AuditLines lists what was done, the newest first; CountAudit says how many
	// lines there are: of those that have words most, or less where the index alone
	// does not decide.
	AuditLines(ctx context.Context, q AuditQuery, s Span) ([]AuditLine, error)
	CountAudit(ctx context.Context, q AuditQuery, most int) (Total, error)
	// Vouched reads from the audit which keys are vouched for, with the name
	// of each: the last line about a key (its Detail) decides.
	Vouched(ctx context.Context) (map[string]string, error)

	IncomingRows(ctx context.Context) ([]Incoming, error)
	IncomingByID(ctx context.Context, id int64) (Incoming, error)
	IncomingByName(ctx context.Context, name string) (Incoming, error)
	// IncomingBySum lists the uploads with one of these SHA-256.
	IncomingBySum(ctx context.Context, sha256 ...string) ([]Incoming, error)
	// IncomingFolder is the folder of that path, as an Incoming in the state
	// Folder. IncomingIn lists the files and folders in a folder ("": the top) by
	// name, IncomingBelow all that is below it; CountIncoming counts both kinds.
	IncomingFolder(ctx context.Context, path string) (Incoming, error)
	IncomingIn(ctx context.Context, folder string) ([]Incoming, error)
	// IncomingBegin lists the uploads whose names begin in one of these ways, by
	// name; at least one is given.
	IncomingBegin(ctx context.Context, prefixes ...string) ([]Incoming, error)
	IncomingBelow(ctx context.Context, folder string) ([]Incoming, error)
	CountIncoming(ctx context.Context) (int, error)

	ImportByID(ctx context.Context, id int64) (jobs.Import, error)
	// OpenImports lists those that are not over, the oldest first.
	OpenImports(ctx context.Context) ([]jobs.Import, error)
	// ImportFiles lists what became of the files of an import, from the one after
	// that ID, OpenImportFiles those that have not come to an end.
	ImportFiles(ctx context.Context, job, after int64, limit int) ([]jobs.File, error)
	OpenImportFiles(ctx context.Context, job int64) ([]jobs.File, error)
}

// Tx reads and writes rows. Add… fills in the ID, and answers Taken when a
// row with the same unique key is there.
type Tx interface {
	View

	// Try runs fn as a part of the transaction: what it wrote is undone where it
	// returns an error, and what was written before it is not.
	Try(ctx context.Context, fn func(Tx) error) error

	AddUser(ctx context.Context, u *User) error
	// SetUser saves everything but the balance, which only Post moves.
	SetUser(ctx context.Context, u User) error
	AddKey(ctx context.Context, user int64, k Key) error
	DropKey(ctx context.Context, user int64, fingerprint string) error

	AddMovie(ctx context.Context, m *Movie, x MovieIndex) error
	SetMovie(ctx context.Context, m Movie, x MovieIndex) error
	// SetShelf moves a movie; purging says that its bytes are still there.
	SetShelf(ctx context.Context, movie int64, shelf Shelf, purging bool) error
	// SetExamined changes nothing else of a movie.
	SetExamined(ctx context.Context, id int64, s Streams, t Tracks) error

	// SetMissing says since when a movie's file is missing; the zero time: it is there.
	SetMissing(ctx context.Context, movie int64, since time.Time) error
	// SetLink says when the bytes of a movie that are linked changed last.
	SetLink(ctx context.Context, movie int64, l Link) error

	AddSubtitle(ctx context.Context, s *Subtitle) error
	DropSubtitle(ctx context.Context, id int64) error

	AddCover(ctx context.Context, c *Cover) error
	DropCover(ctx context.Context, id int64) error
	// SetCover changes nothing else of a movie or a series; 0 takes its cover away.
	SetCover(ctx context.Context, of EntryID, cover int64) error

	// AddSeries fills in the ID and the Slug, which no other series has.
	AddSeries(ctx context.Context, s *Series) error
	// SetSeries saves what is said of a series; what is counted of it, its slug and
	// when it was made stay.
	SetSeries(ctx context.Context, s Series) error
	// TagName is the spelling of a tag by its folded form, which is kept as name
	// where it is new.
	TagName(ctx context.Context, fold, name string) (string, error)

	AddGrant(ctx context.Context, g *Grant) error
	SetGrant(ctx context.Context, g Grant) error
	// EndGrants ends the movie's open grants and gives their accounts. One that
	// had expired at that time is ended as EndExpired, when it expired.
	EndGrants(ctx context.Context, movie int64, by string, at time.Time) (accounts []int64, err error)

	AddSale(ctx context.Context, s *Sale) error
	RefundSale(ctx context.Context, sale, entry int64, at time.Time) error

	// Sell writes the ledger line that pays for a sale, and the sale with its number, and
	// reports whether the account has an open grant of the movie. It answers Taken where
	// the account owns the movie, and Overdrawn as AddEntry; what was written until then
	// is to be undone.
	Sell(ctx context.Context, e *LedgerEntry, s *Sale) (granted bool, err error)

	// AddEntry writes a ledger line with its postings and moves the balances;
	// it answers Overdrawn when a person's would fall below zero. Entry.ID and
	// each posting's Balance are filled in.
	AddEntry(ctx context.Context, e *LedgerEntry) error
	// SetBalance repairs a cached balance.
	SetBalance(ctx context.Context, p LedgerAccount, balance Fen) error

	// AddBatch adds a batch without its codes, AddCode and AddInvitation those.
	AddBatch(ctx context.Context, b *Batch) error
	AddCode(ctx context.Context, c CodeRow) error
	AddInvitation(ctx context.Context, hash string, batch int64) error
	// UseCode marks a code as used and gives its amount; NoRow when there is none
	// with that hash that was neither used nor voided.
	UseCode(ctx context.Context, hash string, user int64, at time.Time) (Fen, error)
	// UseInvitation marks an invitation as used, with the ledger line (0: none) that
	// paid for its VIP time; NoRow as UseCode.
	UseInvitation(ctx context.Context, hash string, user, entry int64, at time.Time) error
	// VoidBatch voids the codes of a batch that were not used yet.
	VoidBatch(ctx context.Context, batch int64, at time.Time) error

	AddNotice(ctx context.Context, n *Notice) error
	WithdrawNotice(ctx context.Context, id int64, at time.Time) error
	MarkRead(ctx context.Context, user, notice int64, at time.Time) error

	AddAccountChange(ctx context.Context, user int64, c *AccountChange) error
	// MarkChangesTold marks the account's changes up to an ID as told.
	MarkChangesTold(ctx context.Context, user, upTo int64, at time.Time) error

	MarksTx
	NewsTx

	// SetPreference replaces a choice; an empty value takes it away.
	SetPreference(ctx context.Context, user int64, name, value string) error

	// DropOwn takes away what an account keeps for itself alone: choices, marks, what
	// it follows, what it read and was told, and when it was here.
	DropOwn(ctx context.Context, user int64) error

	AddAudit(ctx context.Context, l AuditLine) error

	AddIncoming(ctx context.Context, i *Incoming) error
	SetIncoming(ctx context.Context, i Incoming) error
	// SaveIncoming is SetIncoming but for the name, the key and what was edited, and for
	// the time of the content where none is given. NoRow is a row with a higher
	// generation too.
	SaveIncoming(ctx context.Context, i Incoming) error
	DropIncoming(ctx context.Context, id int64) error
	// RenameUploader makes the uploads and folders of one name those of another.
	RenameUploader(ctx context.Context, from, to string) error
	AddIncomingFolder(ctx context.Context, f *Incoming) error
	SetIncomingFolder(ctx context.Context, f Incoming) error
	DropIncomingFolder(ctx context.Context, path string) error
	// MoveIncomingFolder renames a folder and all that is below it.
	MoveIncomingFolder(ctx context.Context, from, to string) error

	AddImport(ctx context.Context, i *jobs.Import) error
	// SetImport saves everything but what the command that waits for it says, which
	// is HearImport's: that it is there, and whether it wants no more.
	SetImport(ctx context.Context, i jobs.Import) error
	HearImport(ctx context.Context, id int64, cancel bool, at time.Time) error
	// DropImports forgets those that were over before that time.
	DropImports(ctx context.Context, before time.Time) error
	AddImportFiles(ctx context.Context, files []*jobs.File) error
	// SetImportFiles saves the state of files, and what goes with it: key, movie,
	// title and refusal.
	SetImportFiles(ctx context.Context, files ...jobs.File) error
	DropImportFile(ctx context.Context, id int64) error
}
