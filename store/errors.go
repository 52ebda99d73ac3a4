package store

import (
	"encoding/json"
	"fmt"
	"time"
)

// Refusal is a "no" that a person may read: the shop understood the wish and
// will not grant it. Code is for machines and never changes; the sentence for
// people is made from it once, at the edge (package words). Everything that is
// not a Refusal is an inner fault, and outsiders see none of it.
//
// Two refusals are the same to errors.Is when their codes are equal.
type Refusal struct {
	Code    string
	Need    Fen       // what is missing (ErrFunds)
	Price   Fen       // the price now (ErrPriceChanged, ErrNotOwned)
	ReadyAt time.Time // when the wait is over (ErrNotReady)
	Wait    time.Duration
	Movie   int64  // the movie it is about (ErrDuplicate, ErrNotOwned)
	Name    string // the name it is about: an account, a file, a plan
	Season  *int   // of the series Movie, where one was named (ErrNotAllOwned)
	Limit   int    // the bound that was met (ErrTooMany, ErrTooLong)
}

func (r *Refusal) Error() string {
	if r.Name != "" {
		return fmt.Sprintf("refused: %s (%s)", r.Code, r.Name)
	}
	return "refused: " + r.Code
}

// Is makes two refusals equal by their code.
func (r *Refusal) Is(target error) bool {
	t, ok := target.(*Refusal)
	return ok && t.Code == r.Code
}

// JSON is the refusal as a row keeps it, for one who asks later.
func (r *Refusal) JSON() string {
	p, err := json.Marshal(r)
	if err != nil {
		return ""
	}
	return string(p)
}

// RefusalOf reads what JSON wrote.
func RefusalOf(s string) *Refusal {
	var r Refusal
	if json.Unmarshal([]byte(s), &r) != nil {
		return ErrBusy
	}
	return &r
}

func refuse(code string) *Refusal { return &Refusal{Code: code} }

// The refusals. Those that carry more than their code are made with one of
// these as the target of errors.Is, never compared by pointer.
var (
	// Accounts.
	ErrWrongLogin   = refuse("wrong_login")   // name and password do not belong together
	ErrLocked       = refuse("locked")        // the account is locked by an admin
	ErrLogIn        = refuse("log_in")        // a guest asked for what needs an account
	ErrNotAllowed   = refuse("not_allowed")   // the command is not this role's
	ErrYourself     = refuse("yourself")      // an admin locks their own account
	ErrNameTaken    = refuse("name_taken")    // Name
	ErrNameInvalid  = refuse("name_invalid")  // not 2–32 letters, digits, -_.
	ErrNameReserved = refuse("name_reserved") // Name; kept for the server or for a vouched key
	ErrVouchedName  = refuse("vouched_name")  // a vouched key may only register Name
	ErrPassword     = refuse("password")      // not 8–128 bytes
	ErrNoProof      = refuse("no_proof")      // an account needs a key or a password
	ErrKeyTaken     = refuse("key_taken")     // Name is the account that has the key
	ErrKeyInvalid   = refuse("key_invalid")   // not one authorized_keys line without options
	ErrKeyUnknown   = refuse("key_unknown")   // no such key on this account
	ErrLastProof    = refuse("last_proof")    // removing it would lock its owner out
	ErrNoUser       = refuse("no_user")       // Name
	ErrThrottled    = refuse("throttled")     // Wait until the next try
	ErrRevoked      = refuse("revoked")       // the proof this session came in with is no longer valid
	ErrConnections  = refuse("connections")   // an account has Limit connections already
	ErrKicked       = refuse("kicked")        // an admin ended the session
	ErrRowsAway     = refuse("rows_away")     // the database could not be asked for too long; nothing was done
	ErrRowsUnknown  = refuse("rows_unknown")  // the database went away, and it is not known whether this was done

	// Who comes and goes.
	ErrRegistrationClosed = refuse("registration_closed") // no one registers here but admins
	ErrInvitationNeeded   = refuse("invitation_needed")   // one registers by an invitation
	ErrInvitation         = refuse("invitation")          // no such one, or it was used or voided
	ErrMembersOnly        = refuse("members_only")        // guests see nothing here
	ErrRemoved            = refuse("removed")             // the account was removed
	ErrIsAdmin            = refuse("is_admin")            // Name; the operator vouches for it
	ErrNoBatch            = refuse("no_batch")            // Limit is its number

	// Movies.
	ErrNoMovie       = refuse("no_movie")
	ErrUnavailable   = refuse("unavailable")   // Movie, Name; its file is missing for now
	ErrTitle         = refuse("title")         // 1–200 characters, no controls
	ErrText          = refuse("text")          // a text holds controls, NUL or broken UTF-8
	ErrEmpty         = refuse("empty")         // a text that says nothing
	ErrTooLong       = refuse("too_long")      // Limit characters at most
	ErrDeleted       = refuse("deleted")       // the movie is deleted, taken down or purged already
	ErrNotDeleted    = refuse("not_deleted")   // restore and purge want a deleted movie
	ErrOwned         = refuse("owned")         // purge: it has buyers
	ErrDuplicate     = refuse("duplicate")     // Movie has this content already
	ErrTwinDeleted   = refuse("twin_deleted")  // Movie has this content and is deleted: restore it
	ErrNoFreeOrPrice = refuse("free_or_price") // exactly one of free and a price
	ErrFreeForAll    = refuse("free_for_all")  // free for VIPs, and for all others too
	ErrYear          = refuse("year")          // neither 0 nor a year that a movie can have
	ErrTag           = refuse("tag")           // Name; not one line of 1–32 cells
	ErrTooManyTags   = refuse("too_many_tags") // Limit tags at most

	// Subtitles.
	ErrNoSubtitle       = refuse("no_subtitle")        // Movie has none in the language Name
	ErrNotSubtitles     = refuse("not_subtitles")      // none of srt, ass, ssa and vtt
	ErrSubtitlesBig     = refuse("subtitles_big")      // more than 5 MB
	ErrSubtitleEncoding = refuse("subtitle_encoding")  // in no encoding that is known
	ErrTooManySubtitles = refuse("too_many_subtitles") // Limit files at most
	ErrLanguageCode     = refuse("language_code")      // Name is no language

	// Covers.
	ErrNoCover      = refuse("no_cover")      // Movie, Name: a movie or a series that has none
	ErrNotAPicture  = refuse("not_a_picture") // none of jpg, png and webp, or a damaged one
	ErrPictureBig   = refuse("picture_big")   // more than 5 MB
	ErrPictureShape = refuse("picture_shape") // too many points, or too few

	// Series.
	ErrNoSeries      = refuse("no_series")       // Movie is the series' number
	ErrNoSeriesNamed = refuse("no_series_named") // an episode number without a series
	ErrEpisode       = refuse("episode")         // season or episode out of bounds
	ErrEpisodeTaken  = refuse("episode_taken")   // Movie has the number Name
	ErrNoNumber      = refuse("no_number")       // Name has no episode number, and is to come into a series
	ErrEpisodeTwice  = refuse("episode_twice")   // Name is another upload of the same number
	ErrSeriesTaken   = refuse("series_taken")    // Movie is the series that is called Name
	ErrTooManyMovies = refuse("too_many_movies") // Limit movies at once
	ErrNotAllOwned   = refuse("not_all_owned")   // Price of what lacks; Movie, Name: the series, or none

	// Money.
	ErrAmount       = refuse("amount")        // not a plain amount of yuan
	ErrFunds        = refuse("funds")         // Need is missing
	ErrPriceChanged = refuse("price_changed") // Price is the one now
	ErrFreeMovie    = refuse("free_movie")    // nothing to buy
	ErrNotOwned     = refuse("not_owned")     // Movie, Price
	ErrNotBought    = refuse("not_bought")    // nothing to refund
	ErrCode         = refuse("code")          // no such redeem code, or it was used
	ErrNoPlan       = refuse("no_plan")       // Name
	ErrVIPAhead     = refuse("vip_ahead")     // a plan would end more than Limit years ahead
	ErrCount        = refuse("count")         // not 1–1000 codes

	// The wait.
	ErrNotReady = refuse("not_ready") // ReadyAt, Wait
	ErrNoGrant  = refuse("no_grant")  // ask for it first (request)
	ErrTooMany  = refuse("too_many")  // Limit pending downloads
	ErrCutOff   = refuse("cut_off")   // Movie was refunded, deleted or taken down meanwhile

	// Notices.
	ErrNoNotice = refuse("no_notice")

	// Incoming files.
	ErrNoIncoming      = refuse("no_incoming")      // Name
	ErrFileName        = refuse("file_name")        // a name that the incoming folder does not take, or one above Limit bytes
	ErrFileExists      = refuse("file_exists")      // Name
	ErrTooDeep         = refuse("too_deep")         // Limit folders, one in the other, at most
	ErrNotEmpty        = refuse("not_empty")        // Name is a folder with something in it
	ErrIntoItself      = refuse("into_itself")      // a folder is to be moved into itself
	ErrManyFiles       = refuse("many_files")       // Limit names in the incoming folder at most
	ErrSidecar         = refuse("sidecar")          // Name belongs to a movie and is published with it
	ErrSidecarBig      = refuse("sidecar_big")      // Name is too large for a subtitle, a picture or an NFO
	ErrNFO             = refuse("nfo")              // Name is an NFO that can't be read
	ErrLitter          = refuse("litter")           // Name is of no use here, and was taken so that a copy goes on
	ErrChanged         = refuse("changed")          // Name has other content than was shown
	ErrProposalChanged = refuse("proposal_changed") // Name is proposed otherwise now than was shown
	ErrReceiving       = refuse("receiving")        // still being sent or hashed; Wait: when its writer may be taken over
	ErrTakenOver       = refuse("taken_over")       // Name; another writer goes on with the upload
	ErrPartial         = refuse("partial")          // cut off; resume it
	ErrNotAMovie       = refuse("not_a_movie")      // not mp4, mkv or webm
	ErrNoPicture       = refuse("no_picture")       // Name is sound alone
	ErrContainer       = refuse("container")        // Name is a movie in a container that is not taken
	ErrNoSpace         = refuse("no_space")         // the disk of the uploads is full
	ErrShelfFull       = refuse("shelf_full")       // the disk of the movies is; the upload stays
	ErrRowsFull        = refuse("rows_full")        // the disk of the rows is; nothing was changed
	ErrHash            = refuse("hash")             // neither a SHA-256 nor a sampled MD5
	ErrBusy            = refuse("busy")             // too much at once; try again
	ErrInOrder         = refuse("in_order")         // what was sent of an upload can't be changed where its parts are kept
	ErrStoreAway       = refuse("store_away")       // the store of the movies does not answer

	// Folders of the machine that are imported.
	ErrUnreadable = refuse("unreadable")  // Name can't be opened, or reading it failed
	ErrUnsteady   = refuse("unsteady")    // Name changed while it was read
	ErrOtherDisk  = refuse("other_disk")  // a link leads to no other disk
	ErrLinkDenied = refuse("link_denied") // the system lets only its owner link Name
	ErrLeadsOut   = refuse("leads_out")   // a symbolic link out of the folder that is imported
	ErrFolderBig  = refuse("folder_big")  // Limit files at once at most
	ErrNoFolder   = refuse("no_folder")   // Name is no folder of the machine, or not to be read
	ErrOwnFolder  = refuse("own_folder")  // Name is the library's own folder, or lies in it
	ErrCutShort   = refuse("cut_short")   // Name ends before its own index says
	ErrSourceKept = refuse("source_kept") // Name is a movie now, and could not be removed
)
