package move

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"youku.example/store"
)

// Move is how rows are moved.
type Move struct {
	From Source
	To   Target
	// OwnBytes says that the files are copied too: none shares its bytes with a file
	// outside of the library any more.
	OwnBytes bool
	// Progress is called with how many rows of a table are there, of how many; nil: it
	// is not.
	Progress func(p Progress)
	// Before is asked before the target is finished; nil: nothing is.
	Before func(ctx context.Context) error
	// At is called between two steps that a crash may part; nil but in tests.
	At func(step string)
}

// Progress is how far a move came.
type Progress struct {
	Table     string // that is worked at
	Verifying bool   // its rows are there, and compared
	Rows, Of  int64  // of all tables, those that were copied
}

// Table says what was moved of one.
type Table struct {
	Name   string `json:"name"`
	Rows   int64  `json:"rows"`
	SHA256 string `json:"sha256"` // of its rows, the same in both databases
}

// Result says what was moved.
type Result struct {
	Tables []Table
	Copied int64 // rows by this run; those before it are there already
	Anew   bool  // the source was changed since the run before, so all was copied anew
}

// ErrChanged says that both databases differ at the end.
var ErrChanged = fmt.Errorf("the rows of the source were changed meanwhile")

// own are the columns of movies that say what a file shares its bytes with.
var own = map[string]any{"link_modified": int64(0), "link_changed": int64(0)}

func (m Move) set(table string) map[string]any {
	if m.OwnBytes && table == "movies" {
		return own
	}
	return nil
}

func (m Move) at(step string) {
	if m.At != nil {
		m.At(step)
	}
}

func (m Move) tell(p Progress) {
	if m.Progress != nil {
		m.Progress(p)
	}
}

// Rows moves all rows into a target that was begun, proves that both databases have the
// same, and that the ledger is sound, and finishes the target.
func (m Move) Rows(ctx context.Context) (res Result, err error) {
	from, err := m.From.Columns(ctx)
	if err != nil {
		return res, err
	}
	to, err := m.To.Columns(ctx)
	if err != nil {
		return res, err
	}
	parts, err := plan(from, to)
	if err != nil {
		return res, err
	}
	if res.Anew, err = m.dropStale(ctx, parts); err != nil {
		return res, err
	}
	if res.Copied, err = m.copyAll(ctx, parts); err != nil {
		return res, err
	}
	m.at("rows copied")
	if res.Tables, err = m.compare(ctx, parts); err != nil {
		return res, err
	}
	if err := m.To.Settle(ctx); err != nil {
		return res, err
	}
	m.at("settled")
	faults, err := store.Verify(ctx, m.To)
	if err != nil {
		return res, err
	}
	if len(faults) > 0 {
		return res, fmt.Errorf("the rows that were moved have faults: %s", strings.Join(faults, "; "))
	}
	if m.Before != nil {
		if err := m.Before(ctx); err != nil {
			return res, err
		}
	}
	last, err := m.From.LastIDs(ctx)
	if err != nil {
		return res, err
	}
	return res, m.To.Finish(ctx, last)
}

// dropStale empties a target that holds other rows than the source has up to them: the
// source was served since the run that copied them.
func (m Move) dropStale(ctx context.Context, parts []part) (anew bool, err error) {
	for _, p := range parts {
		last, err := lastKey(ctx, m.To, p)
		if err != nil {
			return false, err
		}
		if last == nil {
			continue
		}
		theirs, err := m.hash(ctx, newReader(m.To, p, nil), -1)
		if err != nil {
			return false, err
		}
		ours, err := m.hash(ctx, newReader(m.From, p, m.set(p.name)), theirs.rows)
		if err != nil {
			return false, err
		}
		if ours.sum() != theirs.sum() {
			return true, m.To.Empty(ctx, names(parts))
		}
	}
	return false, nil
}

// hash reads rows of a table, at most n; all of them below 0.
func (m Move) hash(ctx context.Context, r *reader, n int64) (*rowHash, error) {
	h := newRowHash()
	for n < 0 || h.rows < n {
		rows, err := r.next(ctx)
		if err != nil || len(rows) == 0 {
			return h, err
		}
		if left := n - h.rows; n >= 0 && int64(len(rows)) > left {
			rows = rows[:left]
		}
		if err := h.add(rows); err != nil {
			return h, fmt.Errorf("read %s: %w", r.part.name, err)
		}
	}
	return h, nil
}

func (m Move) copyAll(ctx context.Context, parts []part) (copied int64, err error) {
	var is Progress
	for _, p := range parts {
		n, err := count(ctx, m.From, p.name)
		if err != nil {
			return 0, err
		}
		is.Of += n
		if n, err = count(ctx, m.To, p.name); err != nil {
			return 0, err
		}
		is.Rows += n
	}
	for _, p := range parts {
		is.Table = p.name
		before := is.Rows
		err := m.copyTable(ctx, p, func(n int64) {
			is.Rows += n
			m.tell(is)
			m.at("rows of " + p.name)
		})
		copied += is.Rows - before
		if err != nil {
			return copied, err
		}
	}
	return copied, nil
}

// read is a batch on its way from the source.
type read struct {
	rows [][]any
	err  error
}

// copyTable copies what the target lacks of a table; the next rows are read while some
// are written.
func (m Move) copyTable(ctx context.Context, p part, copied func(n int64)) error {
	r := newReader(m.From, p, m.set(p.name))
	var err error
	if r.after, err = lastKey(ctx, m.To, p); err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	batches := make(chan read, 1)
	go func() {
		defer close(batches)
		for {
			rows, err := r.next(ctx)
			if len(rows) == 0 && err == nil {
				return
			}
			select {
			case batches <- read{rows, err}:
			case <-ctx.Done():
				return
			}
			if err != nil {
				return
			}
		}
	}()
	defer func() {
		cancel()
		for range batches { // until the reader has ended
		}
	}()
	for b := range batches {
		if b.err != nil {
			return b.err
		}
		if err := m.To.Insert(ctx, p.name, p.columns, b.rows); err != nil {
			return fmt.Errorf("write %s: %w", p.name, err)
		}
		copied(int64(len(b.rows)))
	}
	return ctx.Err()
}

// compare reads each table of both databases, and returns ErrChanged where they differ.
func (m Move) compare(ctx context.Context, parts []part) (list []Table, err error) {
	var differ []string
	is := Progress{Verifying: true}
	for _, p := range parts {
		is.Table = p.name
		m.tell(is)
		ours, theirs := make(chan *rowHash, 1), make(chan error, 1)
		go func() {
			h, err := m.hash(ctx, newReader(m.From, p, m.set(p.name)), -1)
			ours <- h
			theirs <- err
		}()
		there, err := m.hash(ctx, newReader(m.To, p, nil), -1)
		here := <-ours
		if other := <-theirs; err == nil {
			err = other
		}
		if err != nil {
			return nil, err
		}
		if here.sum() != there.sum() {
			differ = append(differ, p.name)
		}
		list = append(list, Table{p.name, there.rows, there.sum()})
	}
	if len(differ) > 0 {
		return nil, fmt.Errorf("%w: %s", ErrChanged, strings.Join(differ, ", "))
	}
	return list, nil
}

// IsEmpty reports whether no table has rows but those that a new schema has.
func IsEmpty(ctx context.Context, in Source) (bool, error) {
	for _, t := range tables {
		if slices.Contains(prefilled, t.name) {
			continue
		}
		found, err := in.Query(ctx, "SELECT 1 FROM "+t.name+" LIMIT 1")
		if err != nil {
			return false, err
		}
		is := found.Next()
		if err := found.Err(); err != nil || is {
			found.Close()
			return false, err
		}
		found.Close()
	}
	return true, nil
}

// prefilled are the tables of which a new schema has rows.
var prefilled = []string{"movie_counts", "library_counts"}

// Prefilled are the tables that Begin empties, and Tables all that are moved.
func Prefilled() []string { return slices.Clone(prefilled) }

// Tables are the tables that are moved.
func Tables() (list []string) {
	for _, t := range tables {
		list = append(list, t.name)
	}
	return list
}
