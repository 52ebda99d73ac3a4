package ranges

import (
	"math"
	"slices"
	"sort"
)

// mostRanges bounds a Set that says nothing else, and the bytes of its row. A
// player that seeks leaves a handful; only a client that means harm comes near.
const mostRanges = 1024

// Set is which bytes of one file were sent, or received, at least once. It never
// has a byte that was not added. Past its bound it forgets the shortest range
// that does not begin the file, so that a hostile client costs itself its
// "complete" and the server no memory. The zero Set is empty. It is not safe for
// use by several goroutines.
type Set struct {
	Most int // ranges that are remembered; 0: as many as Decode reads

	ranges []span // sorted, apart from each other by at least one byte
	bytes  int64
	last   int // where the last Add ended, since reads follow each other
}

type span struct{ from, to int64 }

// Add puts n bytes at off into the set.
func (s *Set) Add(off, n int64) {
	if off < 0 || n <= 0 || off > math.MaxInt64-n {
		return
	}
	to := off + n
	if i := s.last; i < len(s.ranges) && s.ranges[i].from <= off && off <= s.ranges[i].to &&
		(i+1 == len(s.ranges) || to < s.ranges[i+1].from) {
		if to > s.ranges[i].to {
			s.bytes += to - s.ranges[i].to
			s.ranges[i].to = to
		}
		return
	}
	s.insert(span{off, to})
}

// insert merges one with all ranges that it touches.
func (s *Set) insert(one span) {
	i := sort.Search(len(s.ranges), func(i int) bool { return s.ranges[i].to >= one.from })
	j := i
	for ; j < len(s.ranges) && s.ranges[j].from <= one.to; j++ {
		one.from = min(one.from, s.ranges[j].from)
		one.to = max(one.to, s.ranges[j].to)
		s.bytes -= s.ranges[j].to - s.ranges[j].from
	}
	s.ranges = slices.Replace(s.ranges, i, j, one)
	s.bytes += one.to - one.from
	s.last = i
	most := s.Most
	if most == 0 {
		most = mostRanges
	}
	if len(s.ranges) > most {
		s.forget()
	}
}

// forget drops the shortest range, of equal ones the farthest, but never the
// beginning of the file: that is what a client that resumes goes on from.
func (s *Set) forget() {
	short := len(s.ranges) - 1
	for i := short - 1; i >= 0 && s.ranges[i].from > 0; i-- {
		if s.ranges[i].to-s.ranges[i].from < s.ranges[short].to-s.ranges[short].from {
			short = i
		}
	}
	s.bytes -= s.ranges[short].to - s.ranges[short].from
	s.ranges = slices.Delete(s.ranges, short, short+1)
	s.last = 0
}

// Cut forgets what lies behind a new end of the file.
func (s *Set) Cut(size int64) {
	for i := len(s.ranges) - 1; i >= 0 && s.ranges[i].to > size; i-- {
		one := &s.ranges[i]
		s.bytes -= one.to - max(one.from, size)
		if one.from < size {
			one.to = size
			return
		}
		s.ranges = s.ranges[:i]
	}
}

// Union adds everything that o holds.
func (s *Set) Union(o Set) {
	for _, one := range o.ranges {
		s.Add(one.from, one.to-one.from)
	}
}

// Bytes returns how many bytes the set holds.
func (s *Set) Bytes() int64 { return s.bytes }

// Front returns how many bytes from the beginning of the file are in the set
// without a gap.
func (s *Set) Front() int64 {
	if len(s.ranges) == 0 || s.ranges[0].from > 0 {
		return 0
	}
	return s.ranges[0].to
}

// Covers reports whether every byte of a file of that size is in the set.
func (s *Set) Covers(size int64) bool { return s.Front() >= size }

// Clone returns a copy that shares nothing.
func (s *Set) Clone() Set {
	return Set{Most: s.Most, ranges: slices.Clone(s.ranges), bytes: s.bytes, last: s.last}
}
