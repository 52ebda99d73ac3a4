package store

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"youku.example/store/event"
)

// RecordFollower hears of the records of a kind that other servers change.
type RecordFollower struct {
	// Changed is called with one; with its Kind and Key alone where it was dropped.
	Changed func(Record)
	// All is called with all of them when it begins, and when some may have been missed.
	All func([]Record)
}

// records is who follows which.
type records struct {
	mu        sync.Mutex
	followers map[string]RecordFollower
	swept     map[string]time.Time // when those of a kind that are of no use were dropped last
}

// recordWithin bounds the reading of a record that has changed.
const recordWithin = 3 * time.Second

// sweepRecordsEvery is how often a server drops records that are of no use any more.
const sweepRecordsEvery = time.Minute

// Shares reports whether other servers may have the same rows, and so the same records.
func (s *Shop) Shares() bool { return s.following.rows != nil }

// Now is the library's time, which is the same on all servers.
func (s *Shop) Now() time.Time { return s.clock.now() }

// FollowRecords has the records of a kind followed. Where no other server has the
// rows, there are none.
func (s *Shop) FollowRecords(ctx context.Context, kind string, f RecordFollower) error {
	if !s.Shares() {
		return nil
	}
	s.records.mu.Lock()
	if s.records.followers == nil {
		s.records.followers = map[string]RecordFollower{}
	}
	s.records.followers[kind] = f
	s.records.mu.Unlock()
	return s.readRecords(ctx, kind, f)
}

func (s *Shop) readRecords(ctx context.Context, kind string, f RecordFollower) (err error) {
	var list []Record
	err = s.following.rows.View(ctx, func(v View) error {
		shared, err := sharedView(v)
		if err == nil {
			list, err = shared.Records(ctx, kind)
		}
		return err
	})
	if err == nil {
		f.All(list)
	}
	return err
}

// ChangeRecord makes of a record, nil where there is none, what change returns, nil to
// drop it, in one transaction, and the other servers hear of it. change may be called
// more than once.
func (s *Shop) ChangeRecord(ctx context.Context, kind, key string, change func(before *Record) *Record) error {
	if !s.Shares() {
		return fmt.Errorf("change a record of %s: no other server has these rows", kind)
	}
	sweep := s.sweepDue(kind)
	var events []int64
	err := s.following.rows.Update(ctx, func(tx Tx) error {
		shared, is := tx.(SharedTx)
		if !is {
			return fmt.Errorf("change a record of %s: %T has none", kind, tx)
		}
		r, err := shared.Record(ctx, kind, key)
		before := &r
		if errors.Is(err, errNoRow) {
			before, err = nil, nil
		}
		if err != nil {
			return err
		}
		switch after := change(before); {
		case after != nil:
			after.Kind, after.Key = kind, key
			err = shared.SetRecord(ctx, *after)
		case before != nil:
			err = shared.DropRecord(ctx, kind, key)
		default:
			events = nil
			return nil
		}
		if err == nil && sweep {
			err = shared.DropRecords(ctx, kind, s.clock.now())
		}
		if err == nil {
			events, err = s.share(ctx, tx, []Event{{Kind: event.Record, Name: kind, Key: key}})
		}
		return err
	})
	if err == nil {
		s.saw(events)
	}
	return err
}

func (s *Shop) sweepDue(kind string) bool {
	s.records.mu.Lock()
	defer s.records.mu.Unlock()
	if time.Since(s.records.swept[kind]) < sweepRecordsEvery {
		return false
	}
	if s.records.swept == nil {
		s.records.swept = map[string]time.Time{}
	}
	s.records.swept[kind] = time.Now()
	return true
}

// heardOfRecord gives the follower of a kind the record that another server changed.
func (s *Shop) heardOfRecord(kind, key string) {
	s.records.mu.Lock()
	f, is := s.records.followers[kind]
	s.records.mu.Unlock()
	if !is {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), recordWithin)
	defer cancel()
	r := Record{Kind: kind, Key: key}
	err := s.following.rows.ViewBeside(ctx, func(v View) error {
		shared, err := sharedView(v)
		if err != nil {
			return err
		}
		got, err := shared.Record(ctx, kind, key)
		if errors.Is(err, errNoRow) {
			return nil
		}
		r = got
		return err
	})
	if err != nil {
		s.following.unread.Store(true) // all of them are read with the next question
		return
	}
	f.Changed(r)
}

// readAllRecords gives all followers all of their records.
func (s *Shop) readAllRecords(ctx context.Context) error {
	s.records.mu.Lock()
	followers := make(map[string]RecordFollower, len(s.records.followers))
	for kind, f := range s.records.followers {
		followers[kind] = f
	}
	s.records.mu.Unlock()
	for kind, f := range followers {
		if err := s.readRecords(ctx, kind, f); err != nil {
			return err
		}
	}
	return nil
}

// ClaimKind is a kind of what one server at a time works on.
type ClaimKind string

const (
	ClaimUpload  ClaimKind = "upload"  // by the key of its bytes
	ClaimContent ClaimKind = "content" // by its SHA-256
	ClaimImport  ClaimKind = "import"  // by its number
)

// Claim makes something this server's, so that no other works on it, and reports whether
// it is. A claim ends with Unclaim, or when this server is found dead by the others;
// what it still writes then, it writes as an older generation of the row. Where no
// other server is, all is this one's.
func (s *Shop) Claim(ctx context.Context, kind ClaimKind, key string) (is bool, err error) {
	return s.claim(ctx, kind, key, false)
}

// TakeClaim is Claim of what another server may have claimed. That one must not work on
// it any more, or do so as an older generation.
func (s *Shop) TakeClaim(ctx context.Context, kind ClaimKind, key string) error {
	_, err := s.claim(ctx, kind, key, true)
	return err
}

func (s *Shop) claim(ctx context.Context, kind ClaimKind, key string, takeAway bool) (is bool, err error) {
	if s.following.leases == nil {
		return true, nil
	}
	is, err = s.following.leases.Claim(ctx, s.following.beater.Server(), string(kind), key, takeAway)
	if err != nil {
		return false, fmt.Errorf("claim %s %s: %w", kind, key, err)
	}
	return is, nil
}

// Unclaim gives back what Claim took.
func (s *Shop) Unclaim(ctx context.Context, kind ClaimKind, key string) error {
	if s.following.leases == nil {
		return nil
	}
	if err := s.following.leases.Unclaim(ctx, s.following.beater.Server(), string(kind), key); err != nil {
		return fmt.Errorf("give %s %s back: %w", kind, key, err)
	}
	return nil
}

// OnServerGone has fn called when another server is no more: what it had claimed is
// free, and may be half done. fn must not wait.
func (s *Shop) OnServerGone(fn func()) { s.gone.Store(&fn) }

func (s *Shop) serverGone() {
	if fn := s.gone.Load(); fn != nil {
		(*fn)()
	}
}

// Server is the name of this run of the server among those of the library, "" where there
// are no others.
func (s *Shop) Server() string {
	if s.following.leases == nil {
		return ""
	}
	return s.following.beater.Server()
}

// DropServer ends a run of the server that is dead for sure, so that what it had claimed
// is free at once.
func (s *Shop) DropServer(ctx context.Context, name string) error {
	if s.following.leases == nil {
		return nil
	}
	return s.following.beater.Drop(ctx, name)
}
