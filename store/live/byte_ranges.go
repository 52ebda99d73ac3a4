package live

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"sort"
)

// maxRanges bounds a ByteRanges. A player that seeks leaves a handful; only a
// client that means harm comes near.
const maxRanges = 1024

// ByteRanges is a set of byte ranges of one file: which bytes were sent at least
// once. It never claims a byte that was not added. Past maxRanges it forgets
// the shortest range, so that a hostile reader costs itself its "complete" and
// nobody any memory. The zero ByteRanges is empty. It is not safe for use by
// several goroutines.
type ByteRanges struct {
	ranges []span // sorted, apart from each other by at least one byte
	bytes  int64
	last   int // where the last Add ended, since reads follow each other
}

type span struct{ from, to int64 }

// Add puts n bytes at off into the set.
func (c *ByteRanges) Add(off, n int64) {
	if off < 0 || n <= 0 || off > math.MaxInt64-n {
		return
	}
	to := off + n
	if i := c.last; i < len(c.ranges) && c.ranges[i].from <= off && off <= c.ranges[i].to &&
		(i+1 == len(c.ranges) || to < c.ranges[i+1].from) {
		if to > c.ranges[i].to {
			c.bytes += to - c.ranges[i].to
			c.ranges[i].to = to
		}
		return
	}
	c.insert(span{off, to})
}

// insert merges s with all ranges that it touches.
func (c *ByteRanges) insert(s span) {
	i := sort.Search(len(c.ranges), func(i int) bool { return c.ranges[i].to >= s.from })
	j := i
	for ; j < len(c.ranges) && c.ranges[j].from <= s.to; j++ {
		s.from = min(s.from, c.ranges[j].from)
		s.to = max(s.to, c.ranges[j].to)
		c.bytes -= c.ranges[j].to - c.ranges[j].from
	}
	c.ranges = slices.Replace(c.ranges, i, j, s)
	c.bytes += s.to - s.from
	c.last = i
	if len(c.ranges) > maxRanges {
		c.forget()
	}
}

// forget drops the shortest range.
func (c *ByteRanges) forget() {
	short := 0
	for i, s := range c.ranges {
		if s.to-s.from < c.ranges[short].to-c.ranges[short].from {
			short = i
		}
	}
	c.bytes -= c.ranges[short].to - c.ranges[short].from
	c.ranges = slices.Delete(c.ranges, short, short+1)
	c.last = 0
}

// Union adds everything that o holds.
func (c *ByteRanges) Union(o ByteRanges) {
	for _, s := range o.ranges {
		c.Add(s.from, s.to-s.from)
	}
}

// Bytes is how many bytes the set holds.
func (c *ByteRanges) Bytes() int64 { return c.bytes }

// Covers reports whether every byte of a file of that size is in the set.
func (c *ByteRanges) Covers(size int64) bool {
	if size == 0 {
		return true
	}
	return len(c.ranges) > 0 && c.ranges[0].from == 0 && c.ranges[0].to >= size
}

// Clone is a copy that shares nothing.
func (c *ByteRanges) Clone() ByteRanges {
	return ByteRanges{ranges: slices.Clone(c.ranges), bytes: c.bytes, last: c.last}
}

// Encode is the set as bytes for a row: for each range the gap before it and
// its length, as unsigned varints. An empty set is no bytes.
func (c *ByteRanges) Encode() []byte {
	var b []byte
	at := int64(0)
	for _, s := range c.ranges {
		b = binary.AppendUvarint(b, uint64(s.from-at))
		b = binary.AppendUvarint(b, uint64(s.to-s.from))
		at = s.to
	}
	return b
}

// DecodeByteRanges reads what Encode wrote and refuses everything else.
func DecodeByteRanges(b []byte) (ByteRanges, error) {
	var c ByteRanges
	at := int64(0)
	for len(b) > 0 {
		gap, n := binary.Uvarint(b)
		if n <= 0 {
			return ByteRanges{}, errRanges
		}
		length, m := binary.Uvarint(b[n:])
		if m <= 0 || length == 0 || gap == 0 && at > 0 || len(c.ranges) == maxRanges ||
			gap > uint64(math.MaxInt64-at) || length > uint64(math.MaxInt64-at)-gap {
			return ByteRanges{}, errRanges
		}
		from := at + int64(gap)
		at = from + int64(length)
		c.ranges = append(c.ranges, span{from, at})
		c.bytes += int64(length)
		b = b[n+m:]
	}
	return c, nil
}

var errRanges = errors.New("read the ranges of a transfer: not a list of ranges")
