package sqldb

import (
	"context"
	"sync"
	"time"

	"github.com/uptrace/bun"
)

// tending is what is done to the file when nobody waits for it: the pieces
// that publications leave in the search index are brought together, and the
// log is carried over into the file. Left to SQLite, both are done within
// whichever update comes next, and now and then one publication of many takes
// ten times as long as the others.
//
// Nothing rests on it. Each step is a transaction like any other, which a crash
// undoes; what was left undone is seen at the next start.
type tending struct {
	db   *DB
	logs *bun.DB // carries the log over, beside whoever writes
	wake chan struct{}
	rest chan struct{} // gives when nothing is left to be done
	stop context.CancelFunc
	done chan struct{}

	mu     sync.Mutex
	pieces map[list]int  // added to a list, less those that steps since made up for
	untidy map[list]bool // not found tidy since
	owed   bool          // a step, to an update that added pieces
	wrote  time.Time     // when somebody did
}

const (
	// lull is how long nobody must have written.
	lull = 50 * time.Millisecond
	// manyPieces do not wait for it, since searches look into each: then each
	// update that adds some is followed by one step.
	manyPieces = 8
	// longLog is how many pages of the log are worth carrying over in a lull:
	// it keeps the disk busy for a while, and whoever commits meanwhile waits.
	longLog = 1000
	// hugeLog is how many pages (of 4 KiB) an update carries over itself,
	// where none of thousands left a lull.
	hugeLog = 32000
)

func (db *DB) tend() error {
	logs, err := pool(dsn(db.path, logPragmas), 1)
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(context.Background())
	t := &tending{
		db: db, logs: logs, wake: make(chan struct{}, 1), rest: make(chan struct{}), stop: stop, done: make(chan struct{}),
		pieces: map[list]int{}, untidy: map[list]bool{}, wrote: time.Now(),
	}
	for _, l := range allLists {
		t.untidy[l] = true // as the run before may have left it
	}
	db.tending = t
	t.nudge()
	go t.run(ctx)
	return nil
}

// Settled waits until everything is done that is done to the file when nobody
// waits for it. Nobody needs to; it is for whoever measures.
func (db *DB) Settled(ctx context.Context) error {
	if db.tending == nil { // opened to read
		return nil
	}
	select {
	case <-db.tending.rest:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// close waits for the step that runs, which is short.
func (t *tending) close() error {
	t.stop()
	<-t.done
	return t.logs.Close()
}

// heard is told of each update, and of what it wrote into the index.
func (t *tending) heard(e entries) {
	touched := map[list]bool{}
	for s := range e {
		touched[s.list] = true
	}
	t.mu.Lock()
	for l := range touched {
		t.pieces[l]++
		t.untidy[l], t.owed = true, true
	}
	t.wrote = time.Now()
	t.mu.Unlock()
	t.nudge()
}

func (t *tending) nudge() {
	select {
	case t.wake <- struct{}{}:
	default:
	}
}

func (t *tending) run(ctx context.Context) {
	defer close(t.done)
	for {
		select {
		case <-t.wake:
		default:
			select {
			case <-t.wake:
			case t.rest <- struct{}{}:
				continue
			case <-ctx.Done():
				return
			}
		}
		// What fails here (a full disk) fails in the updates too, where
		// somebody hears of it. It is tried again after the next.
		for more := true; more; {
			var err error
			if more, err = t.step(ctx); err != nil {
				break
			}
		}
	}
}

// step does one thing of those that are due, and tells whether to go on.
func (t *tending) step(ctx context.Context) (more bool, err error) {
	log, err := t.logged(ctx)
	if err != nil {
		return false, err
	}
	l, pieces, owed := t.untidiest()
	switch {
	case owed && pieces >= manyPieces:
		return true, t.tidy(ctx, l)
	case l == "" && log < longLog:
		return false, nil
	}
	if still, err := t.quiet(ctx); !still || err != nil {
		return err == nil, err
	}
	if log >= longLog {
		if log, err = t.carry(ctx); err != nil || log < longLog || l == "" { // what is left, a reader holds
			return err == nil && log < longLog, err
		}
	}
	return true, t.tidy(ctx, l)
}

// quiet waits until a lull could be over, and tells whether it was one.
func (t *tending) quiet(ctx context.Context) (bool, error) {
	t.mu.Lock()
	left := lull - time.Since(t.wrote)
	t.mu.Unlock()
	if left <= 0 {
		return true, nil
	}
	timer := time.NewTimer(left)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-t.wake: // it may be more urgent now
	case <-ctx.Done():
		return false, ctx.Err()
	}
	return false, nil
}

// untidiest is the list that a step is due to most, and how many pieces were
// added to it; owed tells that an update waits for nothing and gets its step.
func (t *tending) untidiest() (worst list, pieces int, owed bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, l := range allLists {
		if t.untidy[l] && (worst == "" || t.pieces[l] > pieces) {
			worst, pieces = l, t.pieces[l]
		}
	}
	return worst, pieces, t.owed
}

// tidy brings some pages of a list together, or finds it tidy.
func (t *tending) tidy(ctx context.Context, l list) error {
	return t.db.update(ctx, func(u tx) error {
		some, err := u.tidy(ctx, l, tidied)
		if err != nil {
			return err
		}
		t.mu.Lock()
		defer t.mu.Unlock()
		t.owed, t.untidy[l] = false, some
		if t.pieces[l] = max(0, t.pieces[l]-madeUp); !some {
			t.pieces[l] = 0
		}
		return nil
	})
}

// logged is how many pages of the log are not in the file yet.
func (t *tending) logged(ctx context.Context) (int, error) { return t.checkpoint(ctx, "NOOP") }

// carry brings the log over into the file, as far as no reader stands in the
// way, and says how much is left. Nobody waits for it, not even writers.
func (t *tending) carry(ctx context.Context) (int, error) { return t.checkpoint(ctx, "PASSIVE") }

func (t *tending) checkpoint(ctx context.Context, how string) (left int, err error) {
	var busy, log, done int
	err = t.logs.QueryRowContext(ctx, "PRAGMA wal_checkpoint("+how+")").Scan(&busy, &log, &done)
	return max(0, log-done), err
}
