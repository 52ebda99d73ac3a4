package lease

import (
	"context"
	"time"

	"youku.example/store/clock"
)

const (
	beatEvery  = 2 * time.Second
	beatWithin = 3 * time.Second // one that hangs ends
	deadAfter  = 8 * time.Second
)

// Lease is the row of a server that runs.
type Lease struct {
	Server   string        // a name for this run of it, drawn at random
	Beats    int64         // each beat raises it; the first is 1
	Version  int64         // of what runs there: another number means other rows
	Expected time.Duration // which offset of the library's time its own clock asks for
}

// Row is something that runs on a server: a session, say. Kind and ID name it.
type Row struct {
	Kind    string
	ID      string
	Account int64
	Body    string // the rest of it, as the server that runs it wrote it
}

func (r Row) key() key { return key{r.Kind, r.ID} }

type key struct{ kind, id string }

// Placed is a row with the server where it runs.
type Placed struct {
	Server string
	Row
}

// Beat is what a server writes with a beat. Lease.Beats is the engine's to raise.
type Beat struct {
	Lease
	Whole bool  // Put is all that runs there: other rows of the server go
	Put   []Row // new or changed
	Drop  []Row // by Kind and ID; no more
}

// Rows are the leases of all servers and what runs on them.
type Rows interface {
	// Beat writes a beat in one transaction, and returns all leases with the
	// database's clock as it was then; Reading.Took is the caller's to set.
	Beat(ctx context.Context, b Beat) (clock.Reading, []Lease, error)
	// SetOffset sets the offset of the library's time and raises its epoch, where
	// the epoch is the one given; it reports whether it was.
	SetOffset(ctx context.Context, epoch int64, offset time.Duration) (bool, error)
	// DropServer removes the lease of a server, its rows and its claims, where Beats is
	// still the one given.
	DropServer(ctx context.Context, l Lease) error
	// Claim makes a thing, which kind and key name, a server's as long as its lease
	// is there, and reports whether it is. One of another server stays that one's,
	// unless it is to be taken away.
	Claim(ctx context.Context, server, kind, key string, takeAway bool) (is bool, err error)
	// Unclaim gives a thing of a server back.
	Unclaim(ctx context.Context, server, kind, key string) error
	// Running lists the rows of all servers; RunningOf those of a kind, of some
	// accounts or, where none is named, of all.
	Running(ctx context.Context) ([]Placed, error)
	RunningOf(ctx context.Context, kind string, accounts ...int64) ([]Placed, error)
}

// watch says which servers live, by the beats that it saw and its own steady clock: the
// clock of the rows may be set.
type watch struct {
	seen map[string]sight
	last time.Duration // when it looked last
}

// lookEvery is the longest time between two looks while no beat fails.
const lookEvery = beatEvery + beatWithin

type sight struct {
	Lease
	at time.Duration // when Beats was another one
}

// look takes the leases that are there. A server lives that has beaten within
// deadAfter; one that is seen for the first time may have, and so may all after the rows
// could not be reached: no other could beat then.
func (w *watch) look(at time.Duration, leases []Lease) (alive, dead []Lease) {
	seen := map[string]sight{}
	away := at-w.last > lookEvery
	w.last = at
	for _, l := range leases {
		s, known := w.seen[l.Server]
		if !known || away || s.Beats != l.Beats {
			s.at = at
		}
		s.Lease = l
		seen[l.Server] = s
		if at-s.at >= deadAfter {
			dead = append(dead, l)
		} else {
			alive = append(alive, l)
		}
	}
	w.seen = seen
	return alive, dead
}

// diff is what changed between two lists of rows by their keys.
func diff(before map[key]Row, now []Row) (put, drop []Row, after map[key]Row) {
	after = make(map[key]Row, len(now))
	for _, r := range now {
		if _, twice := after[r.key()]; twice {
			continue
		}
		after[r.key()] = r
		if old, was := before[r.key()]; !was || old != r {
			put = append(put, r)
		}
	}
	for k, r := range before {
		if _, is := after[k]; !is {
			drop = append(drop, r)
		}
	}
	return put, drop, after
}
