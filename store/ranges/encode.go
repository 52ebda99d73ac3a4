package ranges

import (
	"encoding/binary"
	"errors"
	"math"
)

// Encode returns the set as bytes for a row: for each range the gap before it
// and its length, as unsigned varints. An empty set is no bytes.
func (s *Set) Encode() []byte {
	var b []byte
	at := int64(0)
	for _, one := range s.ranges {
		b = binary.AppendUvarint(b, uint64(one.from-at))
		b = binary.AppendUvarint(b, uint64(one.to-one.from))
		at = one.to
	}
	return b
}

// Decode reads what Encode wrote and refuses everything else.
func Decode(b []byte) (Set, error) {
	var s Set
	at := int64(0)
	for len(b) > 0 {
		gap, n := binary.Uvarint(b)
		if n <= 0 {
			return Set{}, errRanges
		}
		length, m := binary.Uvarint(b[n:])
		if m <= 0 || length == 0 || gap == 0 && at > 0 || len(s.ranges) == mostRanges ||
			gap > uint64(math.MaxInt64-at) || length > uint64(math.MaxInt64-at)-gap {
			return Set{}, errRanges
		}
		from := at + int64(gap)
		at = from + int64(length)
		s.ranges = append(s.ranges, span{from, at})
		s.bytes += int64(length)
		b = b[n+m:]
	}
	return s, nil
}

var errRanges = errors.New("read the ranges of a transfer: not a list of ranges")
