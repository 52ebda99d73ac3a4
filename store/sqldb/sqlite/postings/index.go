package postings

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"youku.example/store/sqldb/sqlite/stmt"
)

// Statements runs queries in the transaction that is read.
type Statements interface {
	QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error)
}

// Index is an index table as one transaction sees it.
type Index struct {
	db       Statements
	table    string
	segments []segment
	found    map[string]entries // where terms stand, as far as they were looked for
}

// segment is a part of the index that was written at once, or merged of such parts: a
// row of leaf pages with all of its terms in order. A row of the table is in one segment,
// or in those that are being merged into one.
type segment struct {
	id          int64
	first, last int64 // its leaf pages
	deleted     *tombstones
}

// Open reads which segments an index table has.
func Open(ctx context.Context, db Statements, table string) (*Index, error) {
	x := &Index{db: db, table: table, found: map[string]entries{}}
	there := false
	err := x.records(ctx, structureRecord, structureRecord, func(_ int64, p []byte) (err error) {
		there = true
		x.segments, err = segmentsOf(p)
		return err
	})
	if err == nil && !there {
		err = damaged("no structure")
	}
	return x, err
}

// Find gives the first n places from one on that answer a question, up to another;
// or, down, the last n places before the second, the last of them first.
func (x *Index) Find(ctx context.Context, q Question, down bool, low, high int64, n int) ([]int64, error) {
	if low >= high {
		return nil, nil
	}
	if err := x.look(ctx, q); err != nil {
		return nil, err
	}
	w := &walk{ctx: ctx, index: x, down: down}
	defer w.end()
	c := w.cursor(q)
	from, to := low, high // in the order of the walk, without the end
	if down {
		from, to = ^(high - 1), ^(low - 1)
	}
	var places []int64
	for len(places) < n {
		at := c.seek(from)
		if at >= to {
			break
		}
		places = append(places, w.counted(at))
		from = at + 1
	}
	return places, w.err
}

// records reads some records of the index in their order. The bytes are fn's until it
// returns.
func (x *Index) records(ctx context.Context, from, to int64, fn func(id int64, p []byte) error) error {
	return x.query(ctx, "SELECT id, block FROM TABLE_data WHERE id BETWEEN ? AND ?", fn, from, to)
}

// query calls fn with the records that a query gives.
func (x *Index) query(ctx context.Context, text string, fn func(id int64, p []byte) error, args ...any) error {
	found, err := x.db.QueryContext(ctx, x.sql(text), args...)
	if err != nil {
		return err
	}
	defer found.Close()
	for found.Next() {
		var id int64
		var p sql.RawBytes
		if err := found.Scan(&id, &p); err != nil {
			return err
		}
		if err := fn(id, p); err != nil {
			return x.fault(err)
		}
	}
	return found.Err()
}

// pages reads some leaves of a segment in their order.
func (x *Index) pages(ctx context.Context, s *segment, from, to int64, fn func(number int64, p leaf) error) error {
	return x.records(ctx, leafRecord(s.id, from), leafRecord(s.id, min(to, s.last)), func(id int64, p []byte) error {
		if err := leaf(p).check(); err != nil {
			return err
		}
		return fn(id-leafRecord(s.id, 0), p)
	})
}

func (x *Index) fault(err error) error { return fmt.Errorf("read %s: %w", x.table, err) }

func (x *Index) sql(text string) string {
	return stmt.Keep + strings.ReplaceAll(text, "TABLE", x.table)
}
