package move

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
	"slices"
	"strings"
)

// batch is how many rows are read and written at once.
const batch = 2000

// reader reads a table in the order of its key.
type reader struct {
	from  Source
	part  part
	after []any          // the key of the last row that was read; nil: none
	set   map[string]any // values that columns get on their way
	keys  []int          // where the key stands among the columns
}

func newReader(from Source, p part, set map[string]any) *reader {
	r := &reader{from: from, part: p, set: set}
	for _, k := range p.key {
		r.keys = append(r.keys, slices.Index(p.columns, k))
	}
	return r
}

// next reads the next rows; none at the end.
func (r *reader) next(ctx context.Context) (rows [][]any, err error) {
	text := "SELECT " + quoted(r.part.columns) + " FROM " + r.part.name
	if r.after != nil {
		text += " WHERE (" + quoted(r.part.key) + ") > (" + marks(len(r.after)) + ")"
	}
	text += fmt.Sprintf(" ORDER BY %s LIMIT %d", quoted(r.part.key), batch)
	found, err := r.from.Query(ctx, text, r.after...)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", r.part.name, err)
	}
	defer found.Close()
	for found.Next() {
		row := make([]any, len(r.part.columns))
		to := make([]any, len(row))
		for i := range row {
			to[i] = &row[i]
		}
		if err := found.Scan(to...); err != nil {
			return nil, fmt.Errorf("read %s: %w", r.part.name, err)
		}
		for i, c := range r.part.columns {
			if v, is := r.set[c]; is {
				row[i] = v
			}
		}
		rows = append(rows, row)
	}
	if err := found.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", r.part.name, err)
	}
	if len(rows) > 0 {
		r.after = r.keyOf(rows[len(rows)-1])
	}
	return rows, nil
}

func (r *reader) keyOf(row []any) []any {
	key := make([]any, len(r.keys))
	for i, at := range r.keys {
		key[i] = row[at]
	}
	return key
}

// lastKey is the key of the last row of a table, nil if it has none.
func lastKey(ctx context.Context, in Source, p part) ([]any, error) {
	key, to := make([]any, len(p.key)), make([]any, len(p.key))
	down := make([]string, len(p.key))
	for i, c := range p.key {
		to[i], down[i] = &key[i], quoted([]string{c})+" DESC"
	}
	found, err := in.Query(ctx, "SELECT "+quoted(p.key)+" FROM "+p.name+" ORDER BY "+strings.Join(down, ", ")+" LIMIT 1")
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", p.name, err)
	}
	defer found.Close()
	if !found.Next() {
		return nil, found.Err()
	}
	return key, found.Scan(to...)
}

func count(ctx context.Context, in Source, table string) (n int64, err error) {
	found, err := in.Query(ctx, "SELECT count(*) FROM "+table)
	if err != nil {
		return 0, fmt.Errorf("count %s: %w", table, err)
	}
	defer found.Close()
	if found.Next() {
		err = found.Scan(&n)
	}
	if err == nil {
		err = found.Err()
	}
	return n, err
}

func quoted(columns []string) string { return `"` + strings.Join(columns, `", "`) + `"` }

func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?, ", n), ", ") }

// rowHash is the hash of rows, in their order.
type rowHash struct {
	rows int64
	h    hash.Hash
	buf  []byte
}

func newRowHash() *rowHash { return &rowHash{h: sha256.New()} }

// add takes rows in. Each value stands there with its kind and its length, so that no
// two lists of rows are written alike.
func (h *rowHash) add(rows [][]any) error {
	for _, row := range rows {
		h.buf = h.buf[:0]
		for _, v := range row {
			var p []byte
			kind := byte('n')
			switch v := v.(type) {
			case nil:
			case int64:
				kind, p = 'i', binary.BigEndian.AppendUint64(nil, uint64(v))
			case string:
				kind, p = 's', []byte(v)
			case []byte:
				kind, p = 'b', v
			default:
				return fmt.Errorf("a value is of a kind that no table has: %T", v)
			}
			h.buf = append(h.buf, kind)
			h.buf = binary.BigEndian.AppendUint64(h.buf, uint64(len(p)))
			h.buf = append(h.buf, p...)
		}
		h.h.Write(h.buf)
		h.rows++
	}
	return nil
}

func (h *rowHash) sum() string { return hex.EncodeToString(h.h.Sum(nil)) }
