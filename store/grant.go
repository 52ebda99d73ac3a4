package store

import "time"

// State is where a grant stands, as its owner sees it.
type State string

const (
	Queued   State = "queued"   // behind another wait
	Waiting  State = "waiting"  // its own wait is running
	Ready    State = "ready"    // may be fetched
	Complete State = "complete" // every byte was sent at least once (live or not)
	Expired  State = "expired"  // its 24 hours are over
	Ended    State = "ended"    // refunded, taken down, purged; or its movie is deleted
)

// Download is a grant (the brief's download_record) with its movie.
type Download struct {
	ID          int64
	Account     int64
	MovieID     int64
	Title       string
	FileName    string // 0042-title.mp4
	Size        int64
	SHA256      string
	File        string    // key in the media library
	CreatedAt   time.Time // when the movie was published
	State       State
	EndedBy     string // why it is Ended or Expired: refund, takedown, purge, delete or expired
	Live        bool   // at most one live grant an account and movie
	RequestedAt time.Time
	ReadyAt     time.Time
	ExpiresAt   time.Time     // zero: never
	Wait        time.Duration // what is left now; 0 once ready
	Place       int           // waits before this one; 0 when its own is running or over
	Missing     bool          // the movie's file can't be had for now
	Paid        Fen           // what the movie cost its owner; 0 when free
	Sent        int64         // bytes of the file that were sent at least once
}

// CanFetch reports whether the bytes may be opened now.
func (d Download) CanFetch() bool { return d.Refused() == nil }

// Refused is why the bytes may not be opened now: ErrNoGrant, ErrUnavailable, or
// ErrNotReady with what is left of the wait; nil if they may.
func (d Download) Refused() error {
	switch {
	case !d.Live:
		return &Refusal{Code: ErrNoGrant.Code, Movie: d.MovieID}
	case d.Missing:
		return &Refusal{Code: ErrUnavailable.Code, Movie: d.MovieID, Name: d.Title}
	case d.Wait > 0 || d.State != Ready && d.State != Complete:
		return &Refusal{Code: ErrNotReady.Code, ReadyAt: d.ReadyAt, Wait: d.Wait, Movie: d.MovieID}
	}
	return nil
}

// Path is where SFTP and SCP find the movie.
func (d Download) Path() string { return "/downloads/" + d.FileName }
