package event

import (
	"context"
	"encoding/json"
	"sync"
	"time"
)

const (
	readEvery    = 200 * time.Millisecond
	longestPause = time.Second     // between two reads, while they fail
	readWithin   = 3 * time.Second // a read that hangs ends
	askEvery     = 5 * time.Second
	lostAfter    = 30 * time.Second
	keepFor      = 10 * time.Minute
	dropEvery    = time.Minute

	// mostRows is how many rows one read takes: a whole window and as many new ones.
	mostRows = 2 * windowRows
)

// Row is an event as an engine keeps it, under a number that rises.
type Row struct {
	ID   int64
	Body string // Encode of an event
}

// Encode is an event as a row has it.
func (e Event) Encode() string {
	body, err := json.Marshal(e)
	if err != nil { // it is made of strings and numbers
		panic(err)
	}
	return string(body)
}

// Rows are the events of all servers.
type Rows interface {
	// Events lists the rows above a number, and those of some lower ones, by number:
	// the newest ones, limit at most. It reads what is committed and takes part in no
	// transaction, so it is in the way of none.
	Events(ctx context.Context, above int64, lower []int64, limit int) ([]Row, error)
	// DropEvents removes the rows up to a number, but for the newest row.
	DropEvents(ctx context.Context, upTo int64) error
}

// Follower is a server that hears of events.
type Follower interface {
	// Apply does what events ask for here.
	Apply(events ...Event)
	// Missed is called when events may have been missed: all may have changed.
	Missed()
	// Ask asks the rows whether what runs here still stands, and ends what does
	// not; an error says that it could not ask.
	Ask(ctx context.Context) error
	// Lost is called while Ask could not be answered for lostAfter, once a second.
	Lost()
	// Fault is called with the error of the first read or question that fails, and
	// with nil once they succeed again.
	Fault(error)
}

// Reader reads the events of the other servers for a follower. An event is read a few
// times a second and at most once; where one is missed after all, Ask finds what it
// would have ended.
type Reader struct {
	rows  Rows
	to    Follower
	began time.Time

	mu     sync.Mutex
	window Window
	high   int64
	asked  time.Time // when Ask was answered last

	passed  []read // one a dropEvery, to drop what all have read
	failing bool
}

// read is one that succeeded: when, and the highest number that was seen by then.
type read struct {
	at   time.Duration
	high int64
}

// NewReader returns a reader that has not begun.
func NewReader(rows Rows, to Follower) *Reader {
	return &Reader{rows: rows, to: to, began: time.Now()}
}

// Begin passes over the events that are there: they happened before anything ran
// here. What is committed from now on is read.
func (r *Reader) Begin(ctx context.Context) error {
	_, _, err := r.read(ctx)
	r.asked = time.Now()
	return err
}

// Saw says which rows are this server's own, and were applied here.
func (r *Reader) Saw(ids ...int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.window.Saw(ids...)
}

// Run reads and asks until ctx ends. Begin comes before it.
func (r *Reader) Run(ctx context.Context) {
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		r.watch(ctx)
	}()
	defer func() { <-watched }()
	var ask, drop time.Time // when it is time to
	drop = time.Now().Add(dropEvery)
	for pause := readEvery; sleep(ctx, pause); {
		now := time.Now()
		wasFailing := r.failing
		err := r.follow(ctx)
		if err == nil && (wasFailing || !now.Before(ask)) {
			if err = r.ask(ctx); err == nil {
				ask = now.Add(askEvery)
			}
		}
		if ctx.Err() != nil {
			return
		}
		r.note(err)
		if err != nil {
			pause = min(2*pause, longestPause)
			continue
		}
		pause = readEvery
		if !now.Before(drop) {
			r.drop(ctx)
			drop = now.Add(dropEvery)
		}
	}
}

// note tells of the first error and of the end of errors.
func (r *Reader) note(err error) {
	if failing := err != nil; failing != r.failing {
		r.failing = failing
		r.to.Fault(err)
	}
}

// follow reads once and applies what is new. After a fault, or where rows were passed
// over, all may have changed.
func (r *Reader) follow(ctx context.Context) error {
	fresh, whole, err := r.read(ctx)
	if err != nil {
		return err
	}
	for _, row := range fresh {
		var e Event
		if json.Unmarshal([]byte(row.Body), &e) == nil { // else a newer version's
			r.to.Apply(e)
		}
	}
	if !whole || r.failing {
		r.to.Missed()
	}
	return nil
}

// read returns the rows that were not seen before; whole says that none was passed
// over.
func (r *Reader) read(ctx context.Context) (fresh []Row, whole bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, readWithin)
	defer cancel()
	at := time.Since(r.began)
	r.mu.Lock()
	after, late := r.window.After(), r.window.Late()
	r.mu.Unlock()
	rows, err := r.rows.Events(ctx, after, late, mostRows)
	if err != nil {
		return nil, false, err
	}
	ids := make([]int64, len(rows))
	for i, row := range rows {
		ids[i] = row.ID
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	unseen := r.window.Fresh(at, ids)
	for _, row := range rows {
		if len(unseen) > 0 && row.ID == unseen[0] {
			fresh, unseen = append(fresh, row), unseen[1:]
		}
	}
	if len(ids) > 0 {
		r.high = max(r.high, ids[len(ids)-1])
	}
	return fresh, len(rows) < mostRows, nil
}

func (r *Reader) ask(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, readWithin)
	defer cancel()
	at := time.Now()
	if err := r.to.Ask(ctx); err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.asked = at
	return nil
}

// watch looks once a second whether Ask was answered lately. It is no part of Run's
// loop, since a read may hang.
func (r *Reader) watch(ctx context.Context) {
	for sleep(ctx, time.Second) {
		r.mu.Lock()
		lost := time.Since(r.asked) >= lostAfter
		r.mu.Unlock()
		if lost {
			r.to.Lost()
		}
	}
}

// drop removes what this server passed keepFor ago. It goes by what was read, not by
// the clock of the rows. That it fails is no harm: another does it, or the next time.
func (r *Reader) drop(ctx context.Context) {
	at := time.Since(r.began)
	r.passed = append(r.passed, read{at, r.high})
	upTo := int64(0)
	for len(r.passed) > 0 && at-r.passed[0].at >= keepFor {
		upTo, r.passed = r.passed[0].high, r.passed[1:]
	}
	if upTo == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, readWithin)
	defer cancel()
	_ = r.rows.DropEvents(ctx, upTo)
}

// sleep waits, and reports whether ctx has not ended.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
