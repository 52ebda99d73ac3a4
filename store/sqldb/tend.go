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

	tryAt int // a full log that a reader held is tried again at so many pages; 0: none was held
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
	// fullLog is how many pages (of 4 KiB) do not wait for a lull: the log is
	// carried over beside the updates, and the next one waits while the rest is,
	// and the file of the log begins anew. So the log stays about that long,
	// however much is written.
	fullLog = 4000
	// hugeLog is how many pages an update carries over itself, where that did
	// not come about.
	hugeLog = 2 * fullLog
	// readersLeave is how long updates wait for readers of the log to end.
	readersLeave = 50 * time.Millisecond
	// again is when a log that a reader held is tried again without an update.
	again = 10 * time.Second
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
			if !t.due(ctx) {
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

// due waits until there may be something to do, and reports false when that
// will never be.
func (t *tending) due(ctx context.Context) bool {
	var held <-chan time.Time
	if t.tryAt > 0 {
		timer := time.NewTimer(again)
		defer timer.Stop()
		held = timer.C
	}
	for {
		select {
		case <-t.wake:
			return true
		case <-held:
			t.tryAt = 0
			return true
		case t.rest <- struct{}{}:
		case <-ctx.Done():
			return false
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
	case log >= max(fullLog, t.tryAt):
		_, err := t.empty(ctx, log)
		return err == nil, err
	case l == "" && log < longLog:
		return false, nil
	}
	if still, err := t.quiet(ctx); !still || err != nil {
		return err == nil, err
	}
	if log >= longLog {
		if emptied, err := t.empty(ctx, log); err != nil || emptied || l == "" {
			return err == nil && emptied, err
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

// logged is how many pages the log has.
func (t *tending) logged(ctx context.Context) (pages int, err error) {
	_, pages, _, err = t.checkpoint(ctx, "NOOP")
	return pages, err
}

// empty carries the log over into the file and begins it anew. Most of that is
// done beside other updates; the next one waits for the rest, and for
// those who read in the log to end. A reader that stays longer keeps the log:
// then it is tried again when no update runs, or when it is half as long again.
func (t *tending) empty(ctx context.Context, log int) (emptied bool, err error) {
	if _, _, _, err := t.checkpoint(ctx, "PASSIVE"); err != nil {
		return false, err
	}
	select {
	case t.db.turn <- struct{}{}:
		defer func() { <-t.db.turn }()
	case <-ctx.Done():
		return false, ctx.Err()
	}
	busy, _, _, err := t.checkpoint(ctx, "TRUNCATE")
	if t.tryAt = 0; busy {
		t.tryAt = log + log/2
	}
	return !busy && err == nil, err
}

// checkpoint says how many pages the log has, and how many of them stand in
// the file.
func (t *tending) checkpoint(ctx context.Context, how string) (busy bool, log, done int, err error) {
	err = t.logs.QueryRowContext(ctx, "PRAGMA wal_checkpoint("+how+")").Scan(&busy, &log, &done)
	return busy, max(0, log), max(0, done), err
}
