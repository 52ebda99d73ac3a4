package sqlite

import (
	"context"
	"sync"
	"time"

	"github.com/uptrace/bun"

	"youku.example/store"
)

// maintenance merges the segments that publications leave in the search index,
// checkpoints the log into the file, and indexes the episodes of renamed series,
// between updates. Left to SQLite, both
// are done within the update that comes next, and one publication of many takes
// ten times as long as the others.
//
// Correctness does not depend on it. Each step is a transaction like any other, which a crash
// undoes; what was left undone is seen at the next start.
type maintenance struct {
	db   *DB
	logs *bun.DB // checkpoints the log, beside the connection that writes
	wake chan struct{}
	idle chan struct{} // receives when nothing is left to be done
	stop context.CancelFunc
	done chan struct{}

	mu        sync.Mutex
	segments  map[indexTable]int  // added to a list, less those that were merged since
	unmerged  map[indexTable]bool // lists not found merged since
	renamed   bool                // episodes may be left to be indexed under a new name
	stepOwed  bool                // an update that added segments is followed by a step
	unindexed int                 // lines of the audit that are not in its index
	lastWrite time.Time           // when the last update ended
	paused    bool                // an update does not wake the background work
	missed    bool                // one came meanwhile

	retryAt int // a full log that a reader held is emptied at so many pages; 0: none was held
}

const (
	// quietPeriod is how long there must have been no update.
	quietPeriod = 50 * time.Millisecond
	// lookEvery is how often the background work looks what is to be done while
	// updates come.
	lookEvery = 10 * time.Millisecond
	// manySegments do not wait for it, since searches read each: then each update
	// that adds some is followed by one step.
	manySegments = 8
	// longLog is how many pages of the log are worth a checkpoint in a quiet
	// period: it keeps the disk busy for a while, and commits wait meanwhile.
	longLog = 1000
	// fullLog is how many pages (of 4 KiB) do not wait for a quiet period: they
	// are checkpointed beside the updates, and the next one waits while the rest is,
	// and the file of the log begins anew. So the log stays about that long,
	// however much is written.
	fullLog = 4000
	// hugeLog is how many pages an update checkpoints itself, where that did not
	// come about.
	hugeLog = 2 * fullLog
	// readerGrace is how long updates wait for readers of the log to end.
	readerGrace = 50 * time.Millisecond
	// retryAfter is when a log that a reader held is tried again without an update.
	retryAfter = 10 * time.Second
)

// startMaintenance begins the background work of an open database; unindexed lines
// of the audit are not in its index.
func (db *DB) startMaintenance(unindexed int) error {
	logs, err := pool(dsn(db.path, logPragmas), 1)
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(context.Background())
	m := &maintenance{
		db: db, logs: logs, wake: make(chan struct{}, 1), idle: make(chan struct{}), stop: stop, done: make(chan struct{}),
		segments: map[indexTable]int{}, unmerged: map[indexTable]bool{}, renamed: true, unindexed: unindexed, lastWrite: time.Now(),
	}
	for _, l := range indexTables {
		m.unmerged[l] = true // as the run before may have left it
	}
	db.maintenance = m
	m.signal()
	go m.run(ctx)
	return nil
}

// Settled waits until maintenance has nothing left to do. It is for tests and
// measurements.
func (db *DB) Settled(ctx context.Context) error {
	if db.maintenance == nil { // opened to read
		return nil
	}
	select {
	case <-db.maintenance.idle:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// close waits for the step that runs, which is short.
func (m *maintenance) close() error {
	m.stop()
	<-m.done
	return m.logs.Close()
}

// noteUpdate is called after each update with what it wrote into the index,
// whether it left episodes under an old name, and how many lines it added to the
// audit.
func (m *maintenance) noteUpdate(e indexEntries, renamed bool, audited int) {
	m.noteIndexed(e)
	m.mu.Lock()
	m.renamed = m.renamed || renamed
	m.unindexed += audited
	m.lastWrite = time.Now()
	m.missed = true
	_, segments := m.worst()
	wake := !m.paused || m.stepOwed && segments >= manySegments
	m.mu.Unlock()
	if wake {
		m.signal()
	}
}

// noteIndexed notes the segments that were added to the index.
func (m *maintenance) noteIndexed(e indexEntries) {
	m.mu.Lock()
	defer m.mu.Unlock()
	touched := map[indexTable]bool{}
	for s := range e {
		touched[s.table] = true
	}
	for l := range touched {
		m.segments[l]++
		m.unmerged[l], m.stepOwed = true, true
	}
}

// signal wakes the background work.
func (m *maintenance) signal() {
	select {
	case m.wake <- struct{}{}:
	default:
	}
}

func (m *maintenance) run(ctx context.Context) {
	defer close(m.done)
	for {
		select {
		case <-m.wake:
		default:
			if !m.due(ctx) {
				return
			}
		}
		// What fails here (a full disk) fails in the updates too, which return
		// it. It is tried again after the next.
		for more := true; more; {
			var err error
			if more, err = m.step(ctx); err != nil {
				break
			}
		}
		if m.pause(ctx, lookEvery) {
			m.signal()
		}
	}
}

// pause lets updates pass for a while, or until one that is to be followed by a
// step at once, and reports whether there was any.
func (m *maintenance) pause(ctx context.Context, d time.Duration) (updated bool) {
	m.mu.Lock()
	m.paused, m.missed = true, false
	m.mu.Unlock()
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-m.wake: // or it was sent before
		updated = true
	case <-ctx.Done():
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.paused = false
	return updated || m.missed
}

// due waits until there may be something to do, and reports false when that
// will never be.
func (m *maintenance) due(ctx context.Context) bool {
	var held <-chan time.Time
	if m.retryAt > 0 {
		timer := time.NewTimer(retryAfter)
		defer timer.Stop()
		held = timer.C
	}
	for {
		select {
		case <-m.wake:
			return true
		case <-held:
			m.retryAt = 0
			return true
		case m.idle <- struct{}{}:
		case <-ctx.Done():
			return false
		}
	}
}

// step does one thing of those that are due, and reports whether to go on.
func (m *maintenance) step(ctx context.Context) (more bool, err error) {
	log, err := m.logPages(ctx)
	if err != nil {
		return false, err
	}
	l, segments, owed := m.nextTable()
	switch {
	case owed && segments >= manySegments:
		return true, m.mergeIndex(ctx, l)
	case log >= max(fullLog, m.retryAt): // before what writes more into it
		_, err := m.emptyLog(ctx, log)
		return err == nil, err
	case m.leftRenamed():
		return true, m.rename(ctx)
	case m.waiting() >= manyUnindexed:
		return true, m.indexAudit(ctx)
	case l == "" && log < longLog && m.waiting() < fewUnindexed:
		return false, nil
	}
	if still, err := m.waitQuiet(ctx); !still || err != nil {
		return err == nil, err
	}
	if log >= longLog {
		if emptied, err := m.emptyLog(ctx, log); err != nil || emptied || l == "" && m.waiting() < fewUnindexed {
			return err == nil && emptied, err
		}
	}
	if m.waiting() >= fewUnindexed {
		return true, m.indexAudit(ctx)
	}
	return true, m.mergeIndex(ctx, l)
}

func (m *maintenance) leftRenamed() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.renamed
}

// rename indexes some episodes under a new name, or finds none left. Updates that
// wait for their turn come before the next step.
func (m *maintenance) rename(ctx context.Context) error {
	var u tx
	err := m.db.update(ctx, func(t tx) error {
		u = t
		return t.renameNext(ctx)
	})
	if err != nil {
		return err
	}
	m.mu.Lock()
	m.renamed = *u.renamed
	m.mu.Unlock()
	m.noteIndexed(u.index)
	return nil
}

// waitQuiet waits out what is left of the quiet period, and reports whether
// there was no update in it.
func (m *maintenance) waitQuiet(ctx context.Context) (bool, error) {
	m.mu.Lock()
	left := quietPeriod - time.Since(m.lastWrite)
	m.mu.Unlock()
	if left <= 0 {
		return true, nil
	}
	m.pause(ctx, min(left, lookEvery)) // something may be more urgent then
	return false, ctx.Err()
}

// nextTable is the index table with the most segments to merge, and how many were added
// to it; owed reports whether an update is to be followed by a step.
func (m *maintenance) nextTable() (worst indexTable, segments int, owed bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	worst, segments = m.worst()
	return worst, segments, m.stepOwed
}

// worst is that table; m.mu is held.
func (m *maintenance) worst() (worst indexTable, segments int) {
	for _, l := range indexTables {
		if m.unmerged[l] && (worst == "" || m.segments[l] > segments) {
			worst, segments = l, m.segments[l]
		}
	}
	return worst, segments
}

// mergeIndex merges some pages of a list, or finds nothing to merge.
func (m *maintenance) mergeIndex(ctx context.Context, l indexTable) error {
	return m.db.update(ctx, func(u tx) error {
		some, err := u.mergeIndex(ctx, l, mergePages)
		if err != nil {
			return err
		}
		m.mu.Lock()
		defer m.mu.Unlock()
		m.stepOwed, m.unmerged[l] = false, some
		if m.segments[l] = max(0, m.segments[l]-segmentsAMerge); !some {
			m.segments[l] = 0
		}
		return nil
	})
}

// waiting is how many lines of the audit are not in its index.
func (m *maintenance) waiting() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.unindexed
}

// indexAudit puts the next lines of the audit into its index.
func (m *maintenance) indexAudit(ctx context.Context) error {
	return m.db.Update(ctx, func(t store.Tx) error {
		n, err := t.(tx).indexAudit(ctx, fewUnindexed)
		m.mu.Lock()
		defer m.mu.Unlock()
		m.unindexed = max(0, m.unindexed-n)
		if n == 0 {
			m.unindexed = 0
		}
		return err
	})
}

// logPages is how many pages the log has.
func (m *maintenance) logPages(ctx context.Context) (pages int, err error) {
	_, pages, _, err = m.checkpoint(ctx, "NOOP")
	return pages, err
}

// emptyLog checkpoints the log into the file and begins it anew. Most of that is
// done beside other updates; the next one waits for the rest, and for the views
// that read in the log to end. A reader that stays longer keeps the log:
// then it is tried again when no update runs, or when it is half as long again.
func (m *maintenance) emptyLog(ctx context.Context, log int) (emptied bool, err error) {
	if _, _, _, err := m.checkpoint(ctx, "PASSIVE"); err != nil {
		return false, err
	}
	select {
	case m.db.writeTurn <- struct{}{}:
		defer func() { <-m.db.writeTurn }()
	case <-ctx.Done():
		return false, ctx.Err()
	}
	busy, _, _, err := m.checkpoint(ctx, "TRUNCATE")
	if m.retryAt = 0; busy {
		m.retryAt = log + log/2
	}
	return !busy && err == nil, err
}

// checkpoint returns how many pages the log has, and how many of them stand in
// the file by now.
func (m *maintenance) checkpoint(ctx context.Context, how string) (busy bool, log, done int, err error) {
	err = m.logs.QueryRowContext(ctx, "PRAGMA wal_checkpoint("+how+")").Scan(&busy, &log, &done)
	return busy, max(0, log), max(0, done), err
}
