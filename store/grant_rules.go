package store

import (
	"cmp"
	"path"
	"time"

	"youku.example/store/mark"
	"youku.example/store/title"
)

// The wait, in full.
//
// A VIP does not wait. All others wait once for each movie, one wait
// after another: a grant is ready one wait after the account's last pending
// grant is, or one wait from now if none is pending.

// ReadyAt is when a grant asked for now may be fetched. lastReady is when the
// account's last pending grant will be ready; zero if none is pending.
func ReadyAt(vip bool, now, lastReady time.Time, wait time.Duration) time.Time {
	if vip {
		return now
	}
	if lastReady.After(now) {
		return lastReady.Add(wait)
	}
	return now.Add(wait)
}

// ExpiresAt is when a grant stops to serve: never, for a movie that was bought.
func ExpiresAt(bought bool, ready time.Time, lifetime time.Duration) time.Time {
	if bought {
		return time.Time{}
	}
	return ready.Add(lifetime)
}

// Clamp gives what is left of an account's waits at a start, where the clock
// on the wall may have been set while no server ran: each wait lasts between
// nothing and its full length, and they still follow each other. The grants
// are those pending, by ReadyAt. One that was asked for in the future shows
// that the clock was set back by at least so much; what is left is counted
// from there, and nothing stays in the future.
func Clamp(pending []Grant, now time.Time, lifetime time.Duration) []Grant {
	var back time.Duration
	for _, g := range pending {
		back = max(back, g.RequestedAt.Sub(now))
	}
	prev := now
	out := make([]Grant, 0, len(pending))
	for _, g := range pending {
		left := min(max(g.ReadyAt.Add(-back).Sub(prev), 0), g.Wait)
		g.ReadyAt = prev.Add(left)
		if g.RequestedAt.After(now) {
			g.RequestedAt = now
		}
		g.ExpiresAt = ExpiresAt(g.Sale != 0, g.ReadyAt, lifetime)
		prev = g.ReadyAt
		out = append(out, g)
	}
	return out
}

// valid reports whether the grant serves or will serve: not ended, not expired.
func (g Grant) valid(now time.Time) bool {
	return g.EndedAt.IsZero() && (g.ExpiresAt.IsZero() || now.Before(g.ExpiresAt))
}

// pending reports whether the grant's wait is not over.
func (g Grant) pending(now time.Time) bool { return g.valid(now) && now.Before(g.ReadyAt) }

// suspended reports whether the grant serves nothing while its movie is
// deleted: it rests on no purchase. Its clocks run on, so restoring the movie
// brings back each grant that would still live.
func (g Granted) suspended() bool { return g.Movie.Shelf == Deleted && g.Sale == 0 }

// live reports whether the grant is one that its account has now, waiting or
// ready.
func (g Granted) live(now time.Time) bool { return g.valid(now) && !g.suspended() }

// takenAway reports whether a transfer that runs by the grant must end. One that ran
// out, or is suspended, lets it finish.
func (g Granted) takenAway() bool {
	ended := !g.EndedAt.IsZero() && g.EndedBy != EndExpired
	return ended || g.Movie.Shelf == TakenDown || g.Movie.Shelf == Purged
}

// state is where a grant stands. What was taken away is ended whatever was
// sent; what was sent whole is complete even after its time, and after its
// movie has left the shelf. One that is suspended is ended for as long as it is.
func (g Granted) state(now time.Time) State {
	switch {
	case g.EndedBy == endRefund || g.EndedBy == endTakeDown:
		return Ended
	case g.Complete:
		return Complete
	case g.EndedBy == endDelete || g.EndedBy == endPurge:
		return Ended
	case !g.valid(now):
		return Expired
	case g.suspended():
		return Ended
	case now.Before(g.ReadyAt.Add(-g.Wait)):
		return Queued
	case now.Before(g.ReadyAt):
		return Waiting
	}
	return Ready
}

// endedBy is why a grant is over, "" while it is not.
func (g Granted) endedBy(now time.Time) string {
	switch g.state(now) {
	case Expired:
		return EndExpired
	case Ended:
		return cmp.Or(g.EndedBy, endDelete)
	}
	return ""
}

// ended is the grant once something ended it. One that had run out by then
// was ended by that, and keeps its place in the history.
func (g Grant) ended(by string, now time.Time) Grant {
	g.EndedBy, g.EndedAt = by, now
	if !g.ExpiresAt.IsZero() && !now.Before(g.ExpiresAt) {
		g.EndedBy, g.EndedAt = EndExpired, g.ExpiresAt
	}
	return g
}

// Why a grant ended.
const (
	EndExpired  = "expired"
	endRefund   = "refund"
	endTakeDown = "takedown"
	endPurge    = "purge"
	endRemoved  = "removed" // with its account
	endDelete   = "delete"  // in older rows: deleting a movie suspends its grants now
)

// download is a grant as its owner sees it; ahead is how many of the
// account's waits come before its own.
func (g Granted) download(now time.Time, ahead int) Download {
	d := Download{
		ID: g.ID, Account: g.Account, MovieID: g.MovieID,
		Title: g.Movie.Title, Episode: g.Movie.Episode, SeriesID: g.Movie.SeriesID, FileName: title.FileName(g.Movie.ID, g.Movie.Slug, g.Movie.Ext),
		Size: g.Movie.Size, SHA256: g.Movie.SHA256, File: g.Movie.File, CreatedAt: g.Movie.CreatedAt,
		State: g.state(now), Live: g.live(now),
		RequestedAt: g.RequestedAt, ReadyAt: g.ReadyAt, ExpiresAt: g.ExpiresAt,
		Missing: !g.Movie.Available(), Paid: g.Paid, Sent: g.Sent, EndedBy: g.endedBy(now),
	}
	d.Name = d.FileName
	if g.Movie.SeriesID != 0 {
		d.Folder, d.Name = g.Movie.SeriesSlug, g.Movie.EpisodeFile()
	}
	if d.Live {
		d.Wait = max(g.ReadyAt.Sub(now), 0)
	}
	if d.State == Queued {
		d.Place = max(ahead, 1)
	}
	return d
}

// downloads turns grants of one account into what it sees, counting for each
// which of the account's pending ones come before it.
func downloads(grants []Granted, pending []Grant, now time.Time) []Download {
	out := make([]Download, 0, len(grants))
	for _, g := range grants {
		ahead := 0
		if g.pending(now) {
			for _, o := range pending {
				if o.ReadyAt.Before(g.ReadyAt) {
					ahead++
				}
			}
		}
		out = append(out, g.download(now, ahead))
	}
	return out
}

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
	Episode     Episode // where the movie stands in a series
	SeriesID    int64   // 0: in none
	FileName    string  // 0042-title.mp4; under /downloads every movie answers to it
	Folder      string  // under /downloads, of its series; "": it is in none
	Name        string  // in that folder; FileName in none
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
	Subtitles   []Subtitle    // beside the movie, while the grant is live
	Marks       mark.Set      // what its owner says of the movie; only DownloadPage reads it
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

// Path is where SFTP and SCP list the movie.
func (d Download) Path() string { return path.Join("/downloads", d.Folder, d.Name) }
